//! The kinds of differences between two readings.

use serde::Serialize;

/// How a statement or a flag differs between two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Only the new reading has the statement.
    Appeared,
    /// Only the old reading has the statement.
    Vanished,
    /// The same words are read as another finding.
    Finding,
    /// The assertion: present, possible or absent.
    Assertion,
    /// The certainty.
    Certainty,
    /// The temporality.
    Temporality,
    /// The change since the comparison study.
    Change,
    /// The sites and their sides.
    Sites,
    /// Levels, severity, extent, acuity, count, sizes, attribution.
    Details,
    /// The words of the statement.
    Words,
    /// Only the rules that led to it; the reading is the same.
    Rules,
}

impl DifferenceKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
        Self::Appeared,
        Self::Vanished,
        Self::Finding,
        Self::Assertion,
        Self::Certainty,
        Self::Temporality,
        Self::Change,
        Self::Sites,
        Self::Details,
        Self::Words,
        Self::Rules,
    ];

    /// Its name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Appeared => "appeared",
            Self::Vanished => "vanished",
            Self::Finding => "finding",
            Self::Assertion => "assertion",
            Self::Certainty => "certainty",
            Self::Temporality => "temporality",
            Self::Change => "change",
            Self::Sites => "sites",
            Self::Details => "details",
            Self::Words => "words",
            Self::Rules => "rules",
        }
    }

    /// Its description for people.
    pub fn explained(self) -> &'static str {
        match self {
            Self::Appeared => "only the new reading has it",
            Self::Vanished => "only the old reading has it",
            Self::Finding => "the same words, another finding",
            Self::Assertion => "present, possible, absent",
            Self::Certainty => "how firmly",
            Self::Temporality => "current, historical, hypothetical",
            Self::Change => "against the comparison",
            Self::Sites => "where, and on which side",
            Self::Details => "levels, severity, extent, acuity, count, sizes, attribution",
            Self::Words => "the words that say it",
            Self::Rules => "read alike, by other rules",
        }
    }

    /// True when the reading itself differs, not only the rules that led to it.
    pub fn matters(self) -> bool {
        self != Self::Rules
    }
}
