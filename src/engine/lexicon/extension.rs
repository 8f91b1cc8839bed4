//! Which built-in entries have words from elsewhere.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kinds of entry that can be extended.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ExtendKind {
    /// A `[[finding]]`.
    Finding,
    /// A `[[part]]`.
    Part,
    /// A `[[site]]`.
    Site,
    /// A `[[cue]]`.
    Cue,
    /// A `[[section]]`.
    Section,
    /// An `[[attribute]]`.
    Attribute,
    /// A `[[class]]`.
    Class,
}

impl ExtendKind {
    /// All kinds.
    pub(super) const ALL: [Self; 7] = [
        Self::Finding,
        Self::Part,
        Self::Site,
        Self::Cue,
        Self::Section,
        Self::Attribute,
        Self::Class,
    ];

    /// The word that files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Finding => "finding",
            Self::Part => "part",
            Self::Site => "site",
            Self::Cue => "cue",
            Self::Section => "section",
            Self::Attribute => "attribute",
            Self::Class => "class",
        }
    }

    /// The keys that can be added to.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Finding => &["terms", "abbrev", "not", "shared", "patterns", "absent", "examples"],
            Self::Part | Self::Attribute => &["terms", "abbrev", "not"],
            Self::Site => &["terms", "abbrev", "not", "both", "examples"],
            Self::Cue => &["phrases", "frames", "abbrev", "not", "not_frames", "stops_at", "examples"],
            Self::Section => &["headings", "examples"],
            Self::Class => &["words"],
        }
    }
}

/// An extension in force.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Extension {
    /// The kind of the entry.
    pub kind: ExtendKind,
    /// Its id.
    pub id: String,
    /// Index of the file in which the extension stands.
    pub file: usize,
}
