//! The form in which a compiled lexicon is kept: made when the program is built, read when it starts.

use super::compiled::Tables;
use super::needles::Needles;
use super::word_numbers::WordList;
use serde::{Deserialize, Serialize};

/// A compiled lexicon that lacks only what cannot be stored: the automaton and the tables that lead into it.
#[derive(Debug, Deserialize, Serialize)]
pub struct Compiled {
    /// What it knows.
    pub tables: Tables,
    /// The words of its phrases.
    pub words: WordList,
    /// What the automaton looks for.
    pub needles: Needles,
}

impl Compiled {
    /// From the bytes that postcard makes of a compiled lexicon, in the same version of the program.
    ///
    /// # Errors
    /// When they are no such bytes, or a type of the lexicon has a form that cannot be read again.
    pub fn from_bytes(bytes: &[u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }
}
