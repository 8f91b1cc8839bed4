//! A report before it is worded: its sections, and what each piece of them says.

use super::calendar::Day;
use super::statement::Statement;

/// A section of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Clinical,
    Technique,
    Comparison,
    Findings,
    Impression,
    Addendum,
}

impl Section {
    /// All, in the order of a report.
    pub const ALL: [Self; 6] = [
        Self::Clinical,
        Self::Technique,
        Self::Comparison,
        Self::Findings,
        Self::Impression,
        Self::Addendum,
    ];

    /// Its name in the truth and among the headings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clinical => "clinical",
            Self::Technique => "technique",
            Self::Comparison => "comparison",
            Self::Findings => "findings",
            Self::Impression => "impression",
            Self::Addendum => "addendum",
        }
    }
}

/// How a piece is worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One statement, worded as what it is.
    Statement,
    /// Several denials in one sentence.
    Denials,
    /// That all is normal.
    Normal,
    /// These words.
    Plain(String),
}

/// A sentence, or what stands for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub section: Section,
    pub form: Form,
    pub said: Vec<Statement>,
    /// Decides which words are taken.
    pub key: u32,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    pub kind: usize,
    pub part: usize,
    pub house: usize,
    pub day: Day,
    /// Decides the headings.
    pub key: u32,
    /// A grade that the request tells.
    pub grade: Option<u8>,
    /// In any order; those of one section as they are written.
    pub pieces: Vec<Piece>,
}
