//! A cohort file as it is written.

use crate::lexicon::criterion::{CriterionDef, OneOrMany};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A cohort file: which reports count, what the index event is, and the rules in order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CohortFile {
    /// What the cohort is.
    pub cohort: About,
    /// Which reports count.
    #[serde(default)]
    pub studies: StudiesDef,
    /// What the dates of a person are counted from.
    pub index: IndexDef,
    /// The rules, in order.
    #[serde(default, rename = "rule")]
    pub rules: Vec<RuleDef>,
    /// Made-up patients with the answer wanted: `cohort check` runs them.
    #[serde(default, rename = "example")]
    pub examples: Vec<ExampleDef>,
}

/// `[cohort]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Permanent id.
    pub id: String,
    /// Its `cohort_definition_id` in OMOP tables.
    #[serde(default = "one")]
    pub number: u32,
    /// Name for people.
    pub label: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Version of the definition.
    #[serde(default = "first")]
    pub version: String,
    /// Where the definition comes from.
    #[serde(default)]
    pub source: String,
    /// How certain statements must be: definite, probable or possible.
    #[serde(default)]
    pub certainty: Option<Spanned<String>>,
    /// Which reports of a person are one visit: `accession`, `day` (the default: one accession number, or one day), `report` (each alone).
    #[serde(default)]
    pub merge: Option<Spanned<String>>,
    /// Of several index events of a person that meet all rules: `first`, `last` or `every` (the default).
    #[serde(default)]
    pub keep: Option<Spanned<String>>,
    /// The last day of the acute phase, counted from the index event.
    #[serde(default = "acute_days")]
    pub acute_days: u16,
}

/// `[studies]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StudiesDef {
    /// Of one of these modalities.
    pub modality: Option<OneOrMany>,
    /// Of one of these parts of the body.
    pub body_part: Option<OneOrMany>,
    /// Not before this day.
    pub from: Option<Spanned<Datetime>>,
    /// Not after this day.
    pub to: Option<Spanned<Datetime>>,
}

/// `[index]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexDef {
    /// A report that meets this is an index event.
    #[serde(default)]
    pub criterion: Option<CriterionDef>,
    /// The rows of the table given by `--events` are: all (`"*"`), or those with one of these words in its column `event`.
    #[serde(default)]
    pub events: Option<OneOrMany>,
    /// Which of a person's: `first`, `last` or `every`, before the rules are looked at.
    pub take: Spanned<String>,
    /// No event in so many days before it.
    #[serde(default)]
    pub washout_days: Option<u32>,
    /// What it is called in figures.
    #[serde(default)]
    pub label: Option<String>,
    /// How certain, where that is not the certainty of the cohort.
    #[serde(default)]
    pub certainty: Option<Spanned<String>>,
}

/// `[[rule]]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleDef {
    /// Permanent id.
    pub id: Spanned<String>,
    /// What it asks for, in a few words: "microhaemorrhage within 14 days".
    pub label: String,
    /// Why those whom it stops are not in the cohort, in figures; without it "No ..." or "Not ...", or the label of what excludes.
    #[serde(default)]
    pub reason: Option<String>,
    /// Reports in the window must meet this.
    #[serde(default)]
    pub include: Option<CriterionDef>,
    /// No report in the window may meet this.
    #[serde(default)]
    pub exclude: Option<CriterionDef>,
    /// The first and the last day, counted from the index event; `-inf` and `inf` are open. `[0, 0]` is the day of the event.
    #[serde(default)]
    pub window: Option<Spanned<[f64; 2]>>,
    /// On so many different days at least.
    #[serde(default)]
    pub studies: Option<Spanned<u32>>,
    /// The age at the index event, in years: from and to.
    #[serde(default)]
    pub age: Option<Spanned<[f64; 2]>>,
    /// The sex, as metadata say it: F or M.
    #[serde(default)]
    pub sex: Option<Spanned<String>>,
    /// How certain, where that is not the certainty of the cohort.
    #[serde(default)]
    pub certainty: Option<Spanned<String>>,
}

/// `[[example]]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleDef {
    /// Who it is.
    pub label: Spanned<String>,
    /// The days of index events of the event table.
    #[serde(default)]
    pub events: Vec<i32>,
    /// The age on day 0.
    #[serde(default)]
    pub age: Option<f64>,
    /// The sex.
    #[serde(default)]
    pub sex: Option<String>,
    /// The reports.
    pub reports: Vec<ExampleReport>,
    /// `in` or `out`.
    pub is: Spanned<String>,
    /// For `out`: the id of the first rule that is not met, or `index` where there is no index event.
    #[serde(default)]
    pub why: Option<Spanned<String>>,
}

/// A report of an example.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleReport {
    /// Its day.
    pub day: i32,
    /// Its text.
    pub text: String,
    /// The modality.
    #[serde(default)]
    pub modality: Option<String>,
    /// The part of the body.
    #[serde(default)]
    pub body_part: Option<String>,
    /// The accession number.
    #[serde(default)]
    pub accession: Option<String>,
}

fn one() -> u32 {
    1
}

fn first() -> String {
    "1".to_owned()
}

fn acute_days() -> u16 {
    28
}
