//! One statement, made by an annotator or by a program.

use super::fields::Fields;
use crate::vocabulary::{Assertion, Temporality};
use serde::{Serialize, Serializer};
use std::fmt;

/// The status of a finding: the assertion of a current statement, otherwise its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stated {
    /// Current, with this assertion.
    Current(Assertion),
    /// Historical.
    Historical,
    /// Hypothetical: only asked for.
    Hypothetical,
}

impl Stated {
    /// All values, in the order of the tables.
    pub const ALL: [Self; Assertion::ALL.len() + 2] = {
        let mut all = [Self::Hypothetical; Assertion::ALL.len() + 2];
        let mut index = 0;
        while index < Assertion::ALL.len() {
            all[index] = Self::Current(Assertion::ALL[index]);
            index += 1;
        }
        all[index] = Self::Historical;
        all
    };

    /// Its index in [`Self::ALL`].
    pub(super) fn index(self) -> usize {
        match self {
            Self::Current(assertion) => assertion as usize,
            Self::Historical => Assertion::ALL.len(),
            Self::Hypothetical => Assertion::ALL.len() + 1,
        }
    }

    /// Made from the words of the record; no temporality means current.
    pub fn of(assertion: Assertion, temporality: Option<Temporality>) -> Self {
        match temporality {
            None | Some(Temporality::Current) => Self::Current(assertion),
            Some(Temporality::Historical) => Self::Historical,
            Some(Temporality::Hypothetical) => Self::Hypothetical,
        }
    }

    /// The value whose [`Self::as_str`] is this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == word)
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current(assertion) => assertion.as_str(),
            Self::Historical => Temporality::Historical.as_str(),
            Self::Hypothetical => Temporality::Hypothetical.as_str(),
        }
    }
}

impl Serialize for Stated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A finding or family with its status.
pub(super) type Pair = (String, Stated);

/// The part of a statement that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The id of the finding.
    pub finding: String,
    /// Its status.
    pub stated: Stated,
    /// The change since the prior study, in the words of the record.
    pub change: Option<String>,
    /// Site ids with their sides; a level is `vertebral_level:C5-6` without a side.
    pub sites: Vec<(String, Option<String>)>,
}

/// Reads the two fields that make the status. Their names differ between gold and records.
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
