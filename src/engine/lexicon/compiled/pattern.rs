//! Patterns of parts.

use super::{FindingId, PartId, PatternId, SiteId};
use crate::lexicon::schema::{PatternCertainty, PatternChange};
use serde::{Deserialize, Serialize};

/// A piece of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum PatternPiece {
    /// Words of a part.
    Part(PartId),
    /// A site or anything inside it.
    Site(SiteId),
    /// Any site.
    AnySite,
}

/// A set of parts, for quick comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartSet([u64; PartSet::WORDS]);

impl PartSet {
    const WORDS: usize = 8;

    /// The set of these parts. Parts that a very large lexicon numbers past the end share a place: the set may then hold too much,
    /// never too little.
    pub fn of(parts: impl Iterator<Item = PartId>) -> Self {
        let mut set = Self::default();
        for part in parts {
            let place = part.index() % (64 * Self::WORDS);
            set.0[place / 64] |= 1 << (place % 64);
        }
        set
    }

    /// True when it holds `part`.
    pub fn holds(&self, part: PartId) -> bool {
        let place = part.index() % (64 * Self::WORDS);
        self.0[place / 64] & (1 << (place % 64)) != 0
    }
}

/// A pattern as its anchor knows it: enough to see that the sentence lacks one of its pieces.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Anchored {
    /// The pattern.
    pub pattern: PatternId,
    /// Two of its other parts, or the anchor again where it has fewer.
    pub needs: [PartId; 2],
    /// True when a site is among its pieces.
    pub needs_site: bool,
}

/// A pattern, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct PatternEntry {
    /// The finding it makes.
    pub finding: FindingId,
    /// True when it denies the finding.
    pub denies: bool,
    /// How plainly.
    pub certainty: PatternCertainty,
    /// The pieces, the anchor first.
    pub pieces: Vec<PatternPiece>,
    /// Which of them only have to stand there and stay free for other findings, one bit each.
    pub free: u8,
    /// The change that its words tell.
    pub change: Option<PatternChange>,
    /// The place of each piece in the order written.
    pub order: Option<Vec<u8>>,
    /// The most words between neighbours.
    pub gap: u32,
    /// How deep its deepest site is: the more, the more specific.
    pub depth: u8,
}
