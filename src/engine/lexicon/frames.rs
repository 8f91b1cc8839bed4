//! Frames: cue phrases whose slots take any word of a class, compiled to one tree.
//!
//! A frame is not written out into all its phrases. The scan labels each word, or group of words, with the classes it belongs to; the tree is walked
//! over those labels. A class may grow without the number of phrases growing. A word of a frame that is no class is a class of one word.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A class of words as the tree knows it: entry of the class lane.
pub type Symbol = u16;

/// No node.
const NONE: u32 = u32::MAX;

/// Up to so many words may stand in the `..` of a frame.
pub const GAP: u32 = 7;

/// What a frame that ends here says.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Accept {
    /// Index of the cue.
    pub cue: u16,
    /// True for a frame that looks like the cue and is not it.
    pub decoy: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Node {
    /// Where its edges stand.
    edges: (u32, u32),
    /// Where it stands what ends here.
    accepts: (u32, u32),
    /// The node behind a gap, or `NONE`.
    gap: u32,
}

/// All frames as one tree; node 0 is the root.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Frames {
    /// What each symbol stands for: a class in `<>`, or a word.
    pub names: Vec<String>,
    /// The symbol of the class `negative`.
    pub negative: Option<Symbol>,
    nodes: Vec<Node>,
    /// Symbol and node; the edges of one node stand together, sorted by symbol.
    edges: Vec<(Symbol, u32)>,
    accepts: Vec<Accept>,
}

impl Frames {
    /// The node that `symbol` leads to from `node`.
    #[inline]
    pub fn next(&self, node: u32, symbol: Symbol) -> Option<u32> {
        let (from, to) = self.nodes.get(node as usize)?.edges;
        let edges = &self.edges[from as usize..to as usize];
        edges.binary_search_by_key(&symbol, |e| e.0).ok().map(|i| edges[i].1)
    }

    /// What frames end at `node`.
    pub fn accepts(&self, node: u32) -> &[Accept] {
        let (from, to) = self.nodes[node as usize].accepts;
        &self.accepts[from as usize..to as usize]
    }

    /// The node that any few words lead to from `node`.
    pub fn gap(&self, node: u32) -> Option<u32> {
        Some(self.nodes[node as usize].gap).filter(|&n| n != NONE)
    }
}

/// One step of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FrameStep {
    /// A word of this class.
    Word(Symbol),
    /// A few words of any kind.
    Gap,
}

/// Frames on their way into the tree.
#[derive(Default)]
pub(super) struct FrameBook {
    children: Vec<BTreeMap<FrameStep, u32>>,
    accepts: Vec<Vec<Accept>>,
}

impl FrameBook {
    /// Adds one frame; the same frame of the same cue twice is kept once.
    pub fn add(&mut self, steps: &[FrameStep], accept: Accept) {
        if self.children.is_empty() {
            self.grow();
        }
        let mut node = 0;
        for step in steps {
            node = match self.children[node].get(step) {
                Some(&next) => next as usize,
                None => {
                    let next = self.grow();
                    self.children[node].insert(*step, next as u32);
                    next
                }
            };
        }
        if !self.accepts[node].contains(&accept) {
            self.accepts[node].push(accept);
        }
    }

    fn grow(&mut self) -> usize {
        self.children.push(BTreeMap::new());
        self.accepts.push(Vec::new());
        self.children.len() - 1
    }

    /// The tree.
    pub fn finish(self, names: Vec<String>) -> Frames {
        let mut frames = Frames {
            names,
            ..Frames::default()
        };
        for (children, accepts) in self.children.iter().zip(&self.accepts) {
            let edges_from = frames.edges.len() as u32;
            let mut gap = NONE;
            for (&step, &next) in children {
                match step {
                    FrameStep::Word(symbol) => frames.edges.push((symbol, next)),
                    FrameStep::Gap => gap = next,
                }
            }
            let accepts_from = frames.accepts.len() as u32;
            frames.accepts.extend(accepts);
            frames.nodes.push(Node {
                edges: (edges_from, frames.edges.len() as u32),
                accepts: (accepts_from, frames.accepts.len() as u32),
                gap,
            });
        }
        frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_share_their_beginnings() {
        let mut book = FrameBook::default();
        let accept = |cue| Accept { cue, decoy: false };
        book.add(&[FrameStep::Word(3), FrameStep::Word(1)], accept(0));
        book.add(&[FrameStep::Word(3), FrameStep::Gap, FrameStep::Word(1)], accept(1));
        book.add(&[FrameStep::Word(3), FrameStep::Word(1)], accept(0));
        let frames = book.finish(Vec::new());
        let first = frames.next(0, 3).unwrap();
        assert!(frames.accepts(first).is_empty());
        assert_eq!(frames.accepts(frames.next(first, 1).unwrap()), [accept(0)]);
        let behind = frames.gap(first).unwrap();
        assert_eq!(frames.accepts(frames.next(behind, 1).unwrap()), [accept(1)]);
        assert_eq!(frames.next(0, 1), None);
    }
}
