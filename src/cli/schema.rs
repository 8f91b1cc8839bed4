//! `radsift schema`

use super::Outcome;
use super::columns::ColumnArgs;
use super::form::REPORTS;
use super::rules::RuleArgs;
use super::terminal::print;
use crate::error::Error;
use crate::output::{Codes, Column, FindingRows, Omop, Rows, WideRows, report_columns};
use crate::report::{contract_word, schema};
use crate::text::OffsetUnit;
use clap::ValueEnum;
use serde::Serialize;
use std::borrow::Cow;

const EXAMPLES: &str = "Examples:
  radsift schema                       the JSON Schema of the records
  radsift schema --to csv              the columns of `radsift run --to csv`, with meanings
  radsift schema --to omop | jq -r '.tables[].columns[].name'";

/// The command line of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The form of output
    #[arg(long = "to", alias = "for", value_enum, value_name = "FORM", default_value_t = For::Jsonl)]
    form: For,
    #[command(flatten)]
    columns: ColumnArgs,
    #[command(flatten)]
    rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum For {
    /// A JSON Schema
    Jsonl,
    /// Columns of both tables with the types that Parquet files have
    Parquet,
    /// Columns of both tables
    Csv,
    /// Columns; they depend on the lexicons
    Wide,
    /// Columns of both tables
    Omop,
}

/// The tables of a form.
#[derive(Serialize)]
struct Tables {
    tables: Vec<TableColumns>,
}

#[derive(Serialize)]
struct TableColumns {
    name: &'static str,
    columns: Vec<TypedColumn>,
}

#[derive(Serialize)]
struct TypedColumn {
    name: Cow<'static, str>,
    #[serde(rename = "type")]
    kind: String,
    about: Cow<'static, str>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    if args.columns.is_given() && !matches!(args.form, For::Csv | For::Parquet) {
        return Err(Error::usage("--columns has an effect only with --to csv and --to parquet"));
    }
    let findings = FindingRows::with_words(OffsetUnit::Char, Codes::default(), args.columns.beside());
    let reports = report_columns();
    let both = [("part", findings.columns()), (REPORTS, &reports)];
    let text = match args.form {
        For::Jsonl => serde_json::to_string_pretty(&schema()),
        For::Parquet => pretty(both, |c| c.arrow_type().to_string()),
        For::Csv => pretty(both, plain),
        For::Wide => pretty([("part", WideRows::new(args.rules.extractor()?.lexicon()).columns())], plain),
        For::Omop => pretty(Omop::columns(), plain),
    };
    let text = text.map_err(|e| Error::usage(format!("no schema: {e}")))?;
    print(&format!("{text}\n"))?;
    Ok(Outcome::Done)
}

fn plain(column: &Column) -> String {
    contract_word(column.kind)
}

fn pretty<'c>(
    tables: impl IntoIterator<Item = (&'static str, &'c [Column])>,
    kind: impl Fn(&Column) -> String,
) -> Result<String, serde_json::Error> {
    let typed = |column: &Column| TypedColumn {
        name: column.name.clone(),
        kind: kind(column),
        about: column.about.clone(),
    };
    let table = |(name, columns): (&'static str, &[Column])| TableColumns {
        name,
        columns: columns.iter().map(typed).collect(),
    };
    let tables = tables.into_iter().map(table).collect();
    serde_json::to_string_pretty(&Tables { tables })
}
