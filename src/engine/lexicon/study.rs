//! Kinds of study: the entries as they are written and as the pipeline uses them.

use crate::vocabulary::Region;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A `[[modality]]`: how a study was made.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModalityDef {
    /// Permanent id, the code of DICOM.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// Its names.
    #[serde(default)]
    pub names: Vec<String>,
    /// The same, in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// Parts (`@id`) and findings whose words speak for it where nothing names one.
    #[serde(default)]
    pub shown_by: Vec<String>,
    /// Where the idea comes from.
    pub source: String,
    /// Texts and names with the reading wanted.
    pub examples: Vec<StudyExample>,
}

/// A `[[body_part]]`: what a study shows.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyPartDef {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// Its names.
    #[serde(default)]
    pub names: Vec<String>,
    /// The same, in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// What it belongs to; without it the report's own places decide.
    #[serde(default)]
    pub region: Option<Region>,
    /// Where the idea comes from.
    pub source: String,
    /// Texts and names with the reading wanted.
    pub examples: Vec<StudyExample>,
}

/// An example of a kind of study.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StudyExample {
    /// A report.
    #[serde(default)]
    pub text: String,
    /// The name of a study as metadata has it, instead of a report.
    #[serde(default)]
    pub name: String,
    /// The id that is read, or `nothing`.
    pub is: String,
    /// For a report: `title` or `words`.
    #[serde(default)]
    pub from: Option<String>,
    /// A limit we know of: counted, not failed.
    #[serde(default)]
    pub known_gap: bool,
}

/// No more parts of the body than a set of them has bits.
pub const MOST_PARTS: usize = 64;

/// Kinds of study, compiled.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Studies {
    /// Ids of the modalities; by the index in [`StudyTerm`](super::StudyTerm).
    pub modalities: Vec<String>,
    /// Parts of the body; by the index in [`StudyTerm`](super::StudyTerm).
    pub body_parts: Vec<BodyPart>,
    /// For each part of findings, the modality that its words speak for.
    pub by_part: Vec<Option<u16>>,
    /// The same for each finding.
    pub by_finding: Vec<Option<u16>>,
}

/// A part of the body, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct BodyPart {
    /// Permanent id.
    pub id: String,
    /// What it belongs to.
    pub region: Option<Region>,
}
