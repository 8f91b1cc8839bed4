//! What a report says besides findings: the entries as they are written and as the pipeline uses them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A `[[therapy]]`: a product, or a kind of product, after which a study may be made.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TherapyDef {
    /// Permanent id; for a product its name in the output.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// The kind of therapy in the output (`car_t`, `bispecific`).
    pub kind: String,
    /// True for words that name no product, only the kind.
    #[serde(default)]
    pub generic: bool,
    /// The class of words that its names belong to, for phrases that speak of any of them.
    #[serde(default)]
    pub class: Option<String>,
    /// Its names.
    pub names: Vec<String>,
    /// Its names in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// Where the names come from.
    #[serde(default)]
    pub source: String,
    /// Texts with the reading wanted.
    #[serde(default)]
    pub examples: Vec<StatementExample>,
}

/// A `[[statement]]`: words of statements that are no findings.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementDef {
    /// Permanent id.
    pub id: String,
    /// What the words do.
    pub says: Says,
    /// Its words.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Its words in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// Where the idea comes from.
    #[serde(default)]
    pub source: String,
    /// Texts with the reading wanted.
    #[serde(default)]
    pub examples: Vec<StatementExample>,
}

/// What words do in a statement that is no finding.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// Therapy: it leads to the number of a day.
    Day,
    /// Therapy: a day that is counted from something else.
    OtherDay,
    /// Therapy: it stands for the infusion.
    Infusion,
    /// Therapy: what it stands beside has not been given.
    NotGiven,
    /// It leads to what came before: "after", "post".
    After,
    /// Comparison: it leads to the study compared with.
    ComparedWith,
    /// Comparison: it names an earlier study without its kind.
    EarlierStudy,
    /// Comparison: there is none to compare with.
    NoEarlierStudy,
    /// Comparison: when, without a number ("yesterday").
    When,
    /// Something is advised.
    Advises,
    /// Something is advised where a study or an action is named beside it.
    MayAdvise,
    /// Advice: what is to be done; the id of the entry is the action.
    Action,
    /// Advice: after how long, without a number ("annually").
    Interval,
    /// Advice: it leads to a condition.
    Condition,
    /// Advice: how soon; the id of the entry is the urgency.
    Urgency,
}

/// A text with the statement wanted.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementExample {
    /// The text.
    pub text: String,
    /// What is read, part by part with commas between them, several with semicolons; `nothing` when there is nothing of the kind. A therapy is its
    /// product or kind and `day N`; a comparison its modality and its date, `earlier study` or `none`; advice its modality, action, interval, `if` for a condition,
    /// and urgency.
    pub is: String,
    /// A limit we know of: counted, not failed.
    #[serde(default)]
    pub known_gap: bool,
}

/// The words of statements that are no findings, compiled.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct StatementWords {
    /// Therapies; by the index in [`StatementTerm`].
    pub therapies: Vec<Therapy>,
    /// Other words; by the index in [`StatementTerm`].
    pub words: Vec<StatementWord>,
}

/// A therapy, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct Therapy {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// The kind of therapy.
    pub kind: String,
    /// Names no product.
    pub generic: bool,
}

/// Words of statements, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct StatementWord {
    /// Permanent id.
    pub id: String,
    /// What they do.
    pub says: Says,
}

/// What a term of the statement lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementTerm {
    /// A therapy: its index in [`StatementWords::therapies`].
    Therapy(u16),
    /// Other words: their index in [`StatementWords::words`].
    Word(u16),
}

/// The entry number of the first of the other words; therapies stand before it.
const WORDS: u16 = 1000;

impl StatementTerm {
    /// The entry number of this term.
    pub fn entry(self) -> u16 {
        match self {
            Self::Therapy(index) => index,
            Self::Word(index) => WORDS + index,
        }
    }

    /// The term with this entry number.
    #[inline]
    pub fn of(entry: u16) -> Self {
        match entry.checked_sub(WORDS) {
            Some(index) => Self::Word(index),
            None => Self::Therapy(entry),
        }
    }
}
