//! The form of the files.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kinds {
    pub covers: Vec<Covers>,
    pub one_thing: Vec<Findings>,
    pub significant: Findings,
    pub manifold: Findings,
    pub vague: Findings,
    pub says: Says,
    pub critical: Findings,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Says {
    pub normal: String,
    pub nothing_new: String,
    pub place_normal: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Covers {
    pub general: String,
    pub kinds: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Findings {
    pub findings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sizes {
    pub size: Vec<Size>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Size {
    pub findings: Vec<String>,
    pub least: f32,
    pub most: f32,
    pub why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub female: Sex,
    pub male: Sex,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sex {
    pub pronouns: Vec<String>,
    pub nouns: Vec<String>,
    pub organs: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Templates {
    pub remains: Vec<Remains>,
    pub mask: Vec<Pattern>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Remains {
    pub pattern: String,
    pub means: String,
    /// Where this is in the text, nothing is left.
    #[serde(default)]
    pub unless: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pattern {
    pub pattern: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wording {
    pub size: SizeWords,
    pub doubled: Doubled,
    pub communication: Words,
    pub crossing: Words,
    pub transitional: Words,
    pub qualified_normal: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SizeWords {
    pub words: Vec<String>,
    pub units: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Doubled {
    pub allowed: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub words: Vec<String>,
}
