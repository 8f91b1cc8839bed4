//! The phrases of several words as a tree of stems, as it can be stored.

use super::word_numbers::Stem;
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
    /// The tree of these phrases: the stems of each, at least two, and its number.
    pub fn new(mut phrases: Vec<(&[Stem], u32)>) -> Self {
        phrases.sort_unstable();
        let mut tree = Self::default();
        let mut nodes = LEAF;
        let mut before: &[Stem] = &[];
        // For each word of the phrase before, from the second on, its place in `pairs` or `steps`.
        let mut path: Vec<usize> = Vec::new();
        for same in phrases.chunk_by(|a, b| a.0 == b.0) {
            let stems = same[0].0;
            let shared = before.iter().zip(stems).take_while(|(a, b)| a == b).count();
            path.truncate(shared.saturating_sub(1));
            for &stem in &stems[path.len() + 1..] {
                let (from, list) = match *path {
                    [] => (stems[0].number(), &mut tree.pairs),
                    [.., last] => {
                        let list = if path.len() == 1 { &mut tree.pairs } else { &mut tree.steps };
                        let to = &mut list[last].to;
                        if to.node == LEAF {
                            nodes += 1;
                            to.node = nodes;
                        }
                        (to.node, &mut tree.steps)
                    }
                };
                path.push(list.len());
                let to = Reached { node: LEAF, whole: NONE };
                list.push(Step { from, stem, to });
            }
            // A phrase comes before those that go on: the last step is a new one.
            let list = if path.len() == 1 { &mut tree.pairs } else { &mut tree.steps };
            if let Some(last) = list.last_mut() {
                last.to.whole = match *same {
                    [(_, one)] => one,
                    _ => {
                        tree.alike.push(same.iter().map(|phrase| phrase.1).collect());
                        ALIKE + tree.alike.len() as u32 - 1
                    }
                };
            }
            before = stems;
        }
        tree
    }
}
