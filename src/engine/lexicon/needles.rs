//! What the automaton looks for.

use super::packed;
use super::prefixes::Prefixes;
use serde::{Deserialize, Serialize};

/// What is looked for: the bytes of the phrases of more than three words, and which two and three words begin or are a phrase.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Needles {
    /// The bytes of the phrases, one behind the other.
    pub(super) bytes: Vec<u8>,
    /// Where those of each phrase end.
    #[serde(with = "packed")]
    pub(super) ends: Vec<u32>,
    /// The first words of each phrase.
    pub(super) prefixes: Prefixes,
}

impl Needles {
    /// The bytes of each phrase.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, &end)| &self.bytes[start as usize..end as usize])
    }
}
