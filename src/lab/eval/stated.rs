//! One statement, whoever made it: an annotator or a program.

use super::fields::Fields;
use crate::vocabulary::{Assertion, Temporality};
use serde::Serialize;
use std::fmt;

/// What is said of a finding: the assertion of a current statement, otherwise its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stated {
    /// There.
    Present,
    /// Hedged.
    Possible,
    /// Denied.
    Absent,
    /// Only in the past.
    Historical,
    /// Only asked.
    Hypothetical,
    /// Said not to have been assessed.
    NotAssessed,
}

impl Stated {
    /// Every value, in the order of tables.
    pub const ALL: [Self; 6] = [
        Self::Present,
        Self::Possible,
        Self::Absent,
        Self::Historical,
        Self::Hypothetical,
        Self::NotAssessed,
    ];

    /// From the words of the contract; no time means current.
    pub fn of(assertion: Assertion, temporality: Option<Temporality>) -> Self {
        match (temporality, assertion) {
            (Some(Temporality::Historical), _) => Self::Historical,
            (Some(Temporality::Hypothetical), _) => Self::Hypothetical,
            (None | Some(Temporality::Current), Assertion::Present) => Self::Present,
            (None | Some(Temporality::Current), Assertion::Possible) => Self::Possible,
            (None | Some(Temporality::Current), Assertion::Absent) => Self::Absent,
            (None | Some(Temporality::Current), Assertion::NotAssessed) => Self::NotAssessed,
        }
    }

    /// The value of a word of [`Self::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == word)
    }

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Present => Assertion::Present.as_str(),
            Self::Possible => Assertion::Possible.as_str(),
            Self::Absent => Assertion::Absent.as_str(),
            Self::Historical => Temporality::Historical.as_str(),
            Self::Hypothetical => Temporality::Hypothetical.as_str(),
            Self::NotAssessed => Assertion::NotAssessed.as_str(),
        }
    }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A finding or family and what is said of it.
pub(super) type Pair = (String, Stated);

/// What is compared of one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The finding's id.
    pub finding: String,
    /// What is said of it.
    pub stated: Stated,
    /// The change since the prior study, as a word of the contract.
    pub change: Option<String>,
    /// Site ids with their sides; a level is `vertebral_level:C5-6` without a side.
    pub sites: Vec<(String, Option<String>)>,
}

/// Reads the two fields that make the status. The fields' names differ between gold and records.
pub(super) fn stated(fields: &Fields<'_>, assertion: &str, temporality: &str) -> Result<Stated, String> {
    let word = fields.text(assertion)?;
    let asserted = Assertion::parse(word).ok_or_else(|| fields.unknown(assertion, Assertion::ALL.iter().map(|a| a.as_str())))?;
    let time = match fields.word(temporality)? {
        None => None,
        Some(word) => {
            let known = Temporality::ALL.iter().map(|t| t.as_str());
            Some(Temporality::parse(word).ok_or_else(|| fields.unknown(temporality, known))?)
        }
    };
    Ok(Stated::of(asserted, time))
}
