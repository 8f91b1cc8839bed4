//! Classes of words, and groups of findings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A `[[class]]`: words that stand for each other in phrases.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassDef {
    /// The id that phrases use in `<...>`.
    pub id: String,
    /// What the words are.
    pub label: String,
    /// The words.
    pub words: Vec<String>,
}

/// A `[[group]]` of findings.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupDef {
    /// The id that findings use.
    pub id: String,
    /// Name for people.
    pub label: String,
}
