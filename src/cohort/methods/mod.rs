//! What a paper must say of a cohort: the paragraph for the methods, the table of RECORD, and every phrase that put somebody in.

mod phrases;
mod validation;

pub use phrases::{PHRASE_HEADER, Phrase, phrases};

use super::attrition::{AttritionRow, Count, Shown, shareable};
use super::file::{Cohort, explain};
use super::json_file::read_account;
use super::tables::Variant;
use crate::error::Error;
use crate::lexicon::Lexicon;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Value as Filled, context};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;
use validation::Validation;

/// What is read of `cohort.json`.
#[derive(Debug, Deserialize)]
pub struct Account {
    /// The cohort file.
    pub file: String,
    /// Its hash.
    pub file_blake3: String,
    /// The program.
    pub version: String,
    /// The rules.
    pub ruleset: String,
    /// The account of the run.
    pub run: Value,
    /// The table of events.
    #[serde(default)]
    pub events: Option<Value>,
    /// Counts below this are hidden in what is shared.
    pub min_cell: u64,
    /// Memberships and persons.
    pub members: Count,
    /// The steps.
    pub attrition: Vec<AttritionRow>,
    /// Members at other certainties.
    pub sensitivity: Vec<Variant>,
    /// Agreement with clinical grades.
    #[serde(default)]
    pub agreement: Option<Value>,
}

impl Account {
    /// Reads `cohort.json` of a folder.
    ///
    /// # Errors
    /// A folder that holds no complete cohort, or an account that is not of this form.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        read_account(folder)
    }
}

/// The text for the paper, as Markdown, with what a review in `folder` found. Where `limit` is given, counts below it are hidden.
///
/// # Errors
/// A broken template, which the tests rule out.
pub fn methods(account: &Account, cohort: &Cohort, lexicon: &Lexicon, folder: &Path, limit: Option<u64>) -> Result<String, Error> {
    let review = Validation::of(folder, &cohort.about.id);
    let shown = |count: u64| match limit {
        Some(limit) => Shown::of(count as i64, limit).to_string(),
        None => count.to_string(),
    };
    let cells = shareable(&account.attrition, limit.unwrap_or(0));
    let steps: Vec<Value> = account
        .attrition
        .iter()
        .zip(&cells)
        .map(|(row, [records, persons, less_records, less_persons])| {
            serde_json::json!({
                "reason": row.reason.replace('|', "\\|"), "records": records.to_string(), "persons": persons.to_string(),
                "less_records": less_records.to_string(), "less_persons": less_persons.to_string()
            })
        })
        .collect();
    let variants: Vec<Value> = account
        .sensitivity
        .iter()
        .map(|v| serde_json::json!({"name": v.name.replace('_', " "), "records": shown(v.memberships), "persons": shown(v.persons)}))
        .collect();
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build();
    environment.set_syntax(syntax.map_err(|e| Error::usage(format!("the text cannot be made: {e}")))?);
    let rendered = environment
        .add_template("methods.md", include_str!("methods.md"))
        .and_then(|()| environment.get_template("methods.md"))
        .and_then(|template| {
            template.render(context! {
                label => &cohort.about.label,
                id => &cohort.about.id,
                definition_version => &cohort.about.version,
                source => &cohort.about.source,
                version => &account.version,
                ruleset => &account.ruleset,
                read_by => account.run.pointer("/plan/ruleset").and_then(Value::as_str),
                hash => &account.file_blake3,
                explained => explain(cohort, lexicon),
                certainty => cohort.certainty.as_str(),
                steps => Filled::from(Serde(steps)),
                variants => Filled::from(Serde(variants)),
                persons => shown(account.members.persons),
                records => shown(account.members.records),
                has_events => account.events.is_some(),
                agreement => Filled::from(Serde(&account.agreement)),
                review => Filled::from(Serde(&review)),
                limit => limit,
                file => &account.file,
            })
        });
    rendered.map_err(|e| Error::usage(format!("the text cannot be made: {e}")))
}
