//! The phrases of several words as a tree of stems, as it can be stored.

use super::word_numbers::Stem;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// One step in the tree: a word that may follow.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Step {
    /// Where it comes from: for the second word of phrases the [number](Stem::number) of the first, for the words behind it a node.
    pub from: u32,
    /// The word.
    pub stem: Stem,
    /// Where it leads.
    pub to: Reached,
}

/// What some words are and begin.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Reached {
    /// The node from which words follow; [`LEAF`] when no phrase goes on.
    pub node: u32,
    /// The number of the phrase they are, [`NONE`], or from [`ALIKE`] on one of [`Tree::alike`].
    pub whole: u32,
}

/// Plain numbers and not an enum: the tables that are made of them are looked up for every word of every report.
/// No phrase.
pub const NONE: u32 = u32::MAX;
/// From here on numbers mean sets of phrases.
pub const ALIKE: u32 = 1 << 31;
/// The node of words that nothing follows.
pub const LEAF: u32 = 0;

/// All phrases of several words.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Tree {
    /// The first two words of phrases.
    pub pairs: Vec<Step>,
    /// The words behind them.
    pub steps: Vec<Step>,
    /// Phrases of the same stems, whose forms differ.
    pub alike: Vec<Vec<u32>>,
}

impl Tree {
    /// The tree of these phrases, in order of their numbers from 0: the stems of each, at least two.
    pub fn new<'s>(phrases: impl Iterator<Item = &'s [Stem]>) -> Self {
        let mut growing = Growing::default();
        for (number, stems) in (0..).zip(phrases) {
            growing.add(number, stems);
        }
        growing.tree
    }
}

/// A tree to which phrases are added.
#[derive(Default)]
struct Growing<'s> {
    tree: Tree,
    /// Where steps stand in `pairs` or in `steps`, by where they come from and their word.
    pairs: FxHashMap<(u32, Stem), usize>,
    steps: FxHashMap<(u32, Stem), usize>,
    nodes: u32,
    /// The phrase before, and where each of its words but the first stands.
    before: &'s [Stem],
    path: Vec<usize>,
}

impl<'s> Growing<'s> {
    fn add(&mut self, number: u32, stems: &'s [Stem]) {
        // Phrases stand in order of their texts, so that most begin as the one before.
        let shared = self.before.iter().zip(stems).take_while(|(a, b)| a == b).count();
        self.path.truncate(shared.saturating_sub(1));
        for &stem in &stems[self.path.len() + 1..] {
            let at = match self.path.len() {
                0 => step(&mut self.tree.pairs, &mut self.pairs, stems[0].number(), stem),
                _ => {
                    let from = self.node();
                    step(&mut self.tree.steps, &mut self.steps, from, stem)
                }
            };
            self.path.push(at);
        }
        self.before = stems;
        let whole = self.last().whole;
        self.last().whole = match whole {
            NONE => number,
            set @ ALIKE.. => {
                self.tree.alike[(set - ALIKE) as usize].push(number);
                set
            }
            other => {
                self.tree.alike.push(vec![other, number]);
                ALIKE + self.tree.alike.len() as u32 - 1
            }
        };
    }

    /// Where the words up to here lead.
    fn last(&mut self) -> &mut Reached {
        let list = if self.path.len() == 1 {
            &mut self.tree.pairs
        } else {
            &mut self.tree.steps
        };
        &mut list[self.path[self.path.len() - 1]].to
    }

    /// The node behind the words up to here, a new one where nothing has followed them.
    fn node(&mut self) -> u32 {
        if self.last().node == LEAF {
            self.nodes += 1;
            self.last().node = self.nodes;
        }
        self.last().node
    }
}

/// Where a step stands in `list`, in which it is put if it is not there.
fn step(list: &mut Vec<Step>, places: &mut FxHashMap<(u32, Stem), usize>, from: u32, stem: Stem) -> usize {
    *places.entry((from, stem)).or_insert_with(|| {
        let to = Reached { node: LEAF, whole: NONE };
        list.push(Step { from, stem, to });
        list.len() - 1
    })
}
