//! A cue with the words that it reaches.

use crate::extract::Words;
use crate::lexicon::{CueId, Effect, Reach};

/// A cue and the words it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The entry.
    pub cue: CueId,
    /// What it does.
    pub makes: Effect,
    /// Which way it looks here.
    pub reach: Reach,
    /// Its own words.
    pub tokens: (u32, u32),
    /// The first word it reaches.
    pub first: u32,
    /// One past the last word it reaches.
    pub end: u32,
}

impl Scope {
    /// True when it reaches the finding: its first word or, from among its words, its head.
    pub fn reaches(&self, words: Words) -> bool {
        self.covers(words.first) || (self.tokens.0 >= words.first && self.covers(words.head))
    }

    /// True when it reaches the word.
    pub fn covers(&self, token: u32) -> bool {
        self.first <= token && token < self.end
    }
}
