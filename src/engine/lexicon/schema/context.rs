//! Cues and sections.

use super::Example;
use crate::vocabulary::Role;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A `[[cue]]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CueDef {
    /// Permanent id.
    pub id: String,
    /// Its words.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Its words, with slots for classes: `<seen>` is any word of the class, `..` are up to seven words of any kind.
    #[serde(default)]
    pub frames: Vec<String>,
    /// Its words in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// What it does to the findings it reaches: the id of an `[[effect]]`.
    pub makes: String,
    /// Where it reaches.
    pub reaches: Reach,
    /// The most words it reaches over.
    #[serde(default)]
    pub limit: Option<u8>,
    /// Words that end its reach besides the end of the clause.
    #[serde(default)]
    pub stops_at: Vec<String>,
    /// Phrases that hold its words and do nothing.
    #[serde(default)]
    pub not: Vec<String>,
    /// Frames that look like its own and do nothing.
    #[serde(default)]
    pub not_frames: Vec<String>,
    /// Where the idea comes from.
    #[serde(default)]
    pub source: String,
    /// Sentences with the reading wanted.
    pub examples: Vec<Example>,
}

/// The direction of a cue.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// What follows.
    After,
    /// What came before.
    Before,
    /// Both.
    Both,
}

/// A `[[section]]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionDef {
    /// Permanent id.
    pub id: String,
    /// What its text is.
    pub role: Role,
    /// The headings.
    pub headings: Vec<String>,
    /// True when the heading needs no colon and no line of its own ("electronically signed by").
    #[serde(default)]
    pub anywhere: bool,
    /// True for words that head only where a line or sentence begins ("Contrast:", not "CT WITH CONTRAST:").
    #[serde(default)]
    pub strict: bool,
    /// True when what stands above the heading, at the top of the text, is a title.
    #[serde(default)]
    pub title: bool,
    /// True when only the line of the heading belongs to it ("Date:").
    #[serde(default)]
    pub line: bool,
    /// For a section of the role `clinical`: what it tells, where it does not ask.
    #[serde(default)]
    pub tells: Option<Tells>,
    /// For what ends a text and says nothing of the study: where an impression follows, it is read as findings.
    #[serde(default)]
    pub at_end: bool,
    /// Where the idea comes from.
    #[serde(default)]
    pub source: String,
    /// Texts with the reading wanted.
    pub examples: Vec<Example>,
}

/// What a section tells of the patient.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tells {
    /// What was.
    Past,
    /// What is. A finding there is still not seen on the study.
    Present,
    /// What relatives have or had.
    Family,
}
