//! What a report says besides findings, and what was not read in it.

pub use crate::coverage::UnreadKind;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An earlier study that this one is compared with. Never a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// The words that name it.
    pub span: [u32; 2],
    /// Its modality, as a code of DICOM; null where none is named.
    pub modality: Option<String>,
    /// Its date as written ("4/29/25", "two days ago"); null where none is.
    pub date: Option<String>,
    /// The same date as a day of the calendar (2026-01-31); null where the words do not give one.
    pub iso: Option<String>,
    /// True when the text says that there is no earlier study; left out otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub none: bool,
    /// The numbers of the findings that refer to it.
    pub mentions: Vec<u32>,
}

/// What the author advises to do next. Never a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recommendation {
    /// The words.
    pub span: [u32; 2],
    /// The modality advised, as a code of DICOM; null where none is named.
    pub modality: Option<String>,
    /// What is to be done, in a word of the lexicon (`follow_up`, `biopsy`); null where nothing is said but the modality.
    #[serde(default)]
    pub action: Option<String>,
    /// After how long, as written; null where nothing is said.
    pub interval: Option<String>,
    /// The words of the condition it depends on; null where there is none.
    pub condition: Option<[u32; 2]>,
    /// How soon, in a word of the lexicon; null where nothing is said.
    pub urgency: Option<String>,
}

/// A piece of the findings or the impression that no rule took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unread {
    /// The words.
    pub span: [u32; 2],
    /// Why it was not read.
    pub kind: UnreadKind,
}
