//! The grid: what each state of each structure means, and what bare normality of a structure makes; its tables as they are written.
//! `lexicons/README.md` says what each key means to the person who writes it.
//!
//! States and the words of structures are parts of the lexicon, so that the one scan finds them; the cells are a table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The state of bare normality, which a structure's `normal` is the cell of.
pub const NORMAL: &str = "normal";

/// A `[[state]]`: words of one meaning that are said of structures.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateDef {
    /// The id that structures use in `means`; patterns may use it as a part.
    pub id: String,
    /// What its words say.
    pub label: String,
    /// How its words are used.
    #[serde(default)]
    pub role: StateRole,
    /// The state whose meaning it has where a structure says nothing else.
    #[serde(default)]
    pub like: Option<String>,
    /// The state that the denied state is.
    #[serde(default)]
    pub opposite: Option<String>,
    /// What a denial right before its words makes of it.
    #[serde(default)]
    pub negated: Negated,
    /// True where it gives way to the contrary in one sentence: what is open or visible may be narrowed all the same.
    #[serde(default)]
    pub yields: bool,
    /// Its words.
    pub terms: Vec<String>,
    /// Its words in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
}

/// How the words of a state are used.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StateRole {
    /// They are said of a structure that stands near.
    #[default]
    State,
    /// An active verb, whose structure stands behind it: "effacing the sulci".
    Acts,
    /// An ambiguous adjective: it stands right before the structure or at the end of what is said of it, not before another noun.
    Adjective,
    /// They say whether a structure is seen, and it has to be what is spoken of: not "blood in the cisterns is not seen".
    Seen,
    /// They deny a state right behind them ("hardly").
    Denial,
    /// They deny it, but behind a word of degree only where the denied state is another: "not entirely patent"; what is "not entirely
    /// effaced" is effaced in part.
    Turn,
    /// They may stand between a denial and the state ("not entirely patent").
    Degree,
}

/// What a denial makes of a state.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Negated {
    /// What the state means is denied.
    #[default]
    Deny,
    /// The opposite state.
    Opposite,
    /// Nothing.
    Nothing,
}

/// A `[[structure]]`: one row of the grid.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StructureDef {
    /// Its id.
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub label: String,
    /// The places that are this structure, with all inside them that is no structure of its own; `*` for all that belong to none.
    #[serde(default)]
    pub sites: Vec<String>,
    /// Words that name it and are no place, or are more exact than their place.
    #[serde(default)]
    pub terms: Vec<String>,
    /// The same in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// The structure whose cells it has unless it says otherwise; for a place left out, the one it lies in.
    #[serde(default)]
    pub like: Option<String>,
    /// What bare normality makes.
    #[serde(default)]
    pub normal: Option<String>,
    /// The states that make a finding, or "-finding" where they deny it; either with " probable" or " possible" behind it.
    #[serde(default)]
    pub means: BTreeMap<String, Vec<String>>,
    /// States that mean nothing here.
    #[serde(default)]
    pub nothing: Vec<String>,
    /// Where the idea comes from.
    pub source: String,
    /// A remark for the next editor.
    #[serde(default)]
    pub note: String,
}

impl StructureDef {
    /// True when it has words of its own.
    pub fn has_words(&self) -> bool {
        !self.terms.is_empty() || !self.abbrev.is_empty()
    }
}
