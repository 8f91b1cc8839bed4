//! Examples of findings, sites, cues and sections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sentence with the reading wanted.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text; `{...}` marks the words that must be found.
    pub text: String,
    /// The reading: a status, `nothing`, `site`, or a section's role.
    pub is: String,
    /// The finding that is read, where the entry itself is not one.
    #[serde(default)]
    pub of: Option<String>,
    /// The sites wanted, as `id` or `id:side`.
    #[serde(default)]
    pub sites: Option<Vec<String>>,
    /// The side wanted of a site example.
    #[serde(default)]
    pub side: Option<String>,
    /// The change wanted.
    #[serde(default)]
    pub change: Option<String>,
    /// The certainty wanted.
    #[serde(default)]
    pub certainty: Option<String>,
    /// A limit we know of: counted, not failed.
    #[serde(default)]
    pub known_gap: bool,
    /// Index of its file where that is not the file of its entry: an `[[extend]]` has added it.
    #[serde(skip)]
    pub file: Option<usize>,
}
