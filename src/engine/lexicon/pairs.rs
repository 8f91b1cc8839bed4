//! The first two words of the phrases of several words, as they can be stored.

use super::word_numbers::Stem;
use serde::{Deserialize, Serialize};

/// Two words that begin a phrase or are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Pair {
    /// The first word and the second.
    pub stems: (Stem, Stem),
    /// A phrase of more words begins with them.
    pub has_more: bool,
    /// The number of the phrase they are, [`NONE`], or from [`ALIKE`] on one of [`Pairs::alike`].
    pub whole: u32,
}

/// All pairs, each once.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Pairs {
    /// In order of their stems.
    pub pairs: Vec<Pair>,
    /// Phrases of the same two stems, whose forms differ.
    pub alike: Vec<Vec<u32>>,
}

/// No phrase.
pub const NONE: u32 = u32::MAX;

/// From here on numbers mean sets of phrases.
pub const ALIKE: u32 = 1 << 31;

impl Pairs {
    /// The pairs that phrases begin with, one for each phrase, with its number where it has no more words.
    pub fn new(mut phrases: Vec<(Stem, Stem, Option<u32>)>) -> Self {
        phrases.sort_unstable_by_key(|&(first, second, whole)| (first.number(), second.number(), whole));
        let mut all = Self::default();
        for own in phrases.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let whole: Vec<u32> = own.iter().filter_map(|phrase| phrase.2).collect();
            let pair = Pair {
                stems: (own[0].0, own[0].1),
                has_more: whole.len() < own.len(),
                whole: all.set_of(whole),
            };
            all.pairs.push(pair);
        }
        all
    }

    /// How the phrases of one pair are written.
    fn set_of(&mut self, phrases: Vec<u32>) -> u32 {
        match phrases[..] {
            [] => NONE,
            [one] => one,
            _ => {
                self.alike.push(phrases);
                ALIKE + self.alike.len() as u32 - 1
            }
        }
    }
}
