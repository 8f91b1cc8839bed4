//! Tables for statistics: the same rows as CSV or Parquet.

mod cells;
mod column;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod typed;

pub(super) use cells::Cells;
pub(super) use column::header;
pub use column::{Column, ColumnKind};

use super::form::{Form, Table};
#[cfg(feature = "parquet")]
use crate::report::SCHEMA;
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};
#[cfg(feature = "parquet")]
use parquet::ParquetFile;

/// The contents of a table.
pub trait Rows: Sync {
    /// Its columns, in order.
    fn columns(&self) -> &[Column];

    /// Appends the rows of a report as CSV. With `guard`, text that a spreadsheet would run as a formula is made harmless.
    fn append(&self, envelope: &Envelope<'_>, report: &Report<'_>, guard: bool, out: &mut Vec<u8>);
}

/// Rows in one file format.
pub struct Tabular<R> {
    rows: R,
    /// The rule set, for the metadata of Parquet files; `None` for CSV.
    facts: Option<Vec<(&'static str, String)>>,
}

impl<R: Rows> Tabular<R> {
    /// CSV, with a header in each file.
    pub fn csv(rows: R) -> Self {
        Self { rows, facts: None }
    }

    /// Parquet, with the rule set in the metadata of the file.
    #[cfg(feature = "parquet")]
    pub fn parquet(rows: R, ruleset: &str) -> Self {
        let facts = vec![
            ("radsift.version", env!("CARGO_PKG_VERSION").to_owned()),
            ("radsift.schema", SCHEMA.to_owned()),
            ("radsift.ruleset", ruleset.to_owned()),
        ];
        Self { rows, facts: Some(facts) }
    }
}

impl<R: Rows> Render for Tabular<R> {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        self.rows.append(envelope, report, self.facts.is_none(), &mut out[0]);
    }
}

impl<R: Rows + Send> Form for Tabular<R> {
    fn tables(&self) -> Vec<Table<'_>> {
        let columns = self.rows.columns();
        let table = match &self.facts {
            #[cfg(feature = "parquet")]
            Some(facts) => Table::by("part", "parquet", |file, _| Ok(Box::new(ParquetFile::new(file, columns, facts)?))),
            _ => Table::plain("part", "csv", header(columns)),
        };
        vec![table]
    }
}
