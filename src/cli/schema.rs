//! `radsift schema`

use super::Outcome;
use super::rules::RuleArgs;
use super::terminal::print;
use crate::error::Error;
use crate::output::{Codes, Column, FindingRows, Omop, Rows, WideRows};
use crate::report::schema;
use crate::text::OffsetUnit;
use clap::ValueEnum;
use serde_json::{Value, json};

const EXAMPLES: &str = "Examples:
  radsift schema                       the JSON Schema of the records
  radsift schema --for csv             the columns of `radsift run --to csv`, with meanings
  radsift schema --for omop | jq -r '.tables[].columns[].name'";

/// The command line of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The form of output
    #[arg(long = "for", value_enum, value_name = "FORM", default_value_t = For::Jsonl)]
    form: For,
    #[command(flatten)]
    rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum For {
    /// A JSON Schema
    Jsonl,
    /// Columns with the types that Parquet files have
    Parquet,
    /// Columns
    Csv,
    /// Columns; they depend on the lexicons
    Wide,
    /// Columns of both tables
    Omop,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let findings = || FindingRows::new(OffsetUnit::Char, Codes::default());
    let value = match args.form {
        For::Jsonl => schema().to_value(),
        For::Parquet => {
            let typed = |c: &Column| json!({ "name": c.name, "type": c.arrow_type().to_string(), "about": c.about });
            let columns: Vec<Value> = findings().columns().iter().map(typed).collect();
            json!({ "tables": [{ "name": "part", "columns": columns }] })
        }
        For::Csv => table(&findings()),
        For::Wide => table(&WideRows::new(args.rules.extractor()?.lexicon())),
        For::Omop => {
            let tables: Vec<Value> = Omop::columns()
                .into_iter()
                .map(|(name, columns)| json!({ "name": name, "columns": columns }))
                .collect();
            json!({ "tables": tables })
        }
    };
    let text = serde_json::to_string_pretty(&value).map_err(|e| Error::told(format!("no schema: {e}")))?;
    print(&format!("{text}\n"))?;
    Ok(Outcome::Done)
}

fn table(rows: &impl Rows) -> Value {
    json!({ "tables": [{ "name": "part", "columns": rows.columns() }] })
}
