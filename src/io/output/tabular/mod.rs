//! Tables for statistics: the same rows as CSV or Parquet.

#[cfg(feature = "parquet")]
mod arrays;
mod cells;
mod column;
mod csv;
#[cfg(feature = "parquet")]
mod encoder;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod typed;

pub use cells::Cells;
pub(super) use column::header;
pub use column::{Column, ColumnKind};
pub(super) use csv::Csv;
pub use csv::UsualWords;

use super::form::{Form, Table};
#[cfg(feature = "parquet")]
use crate::error::Error;
#[cfg(feature = "parquet")]
use crate::report::SCHEMA;
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};
#[cfg(feature = "parquet")]
use encoder::Encoder;
#[cfg(feature = "parquet")]
use parquet::ParquetFile;
#[cfg(feature = "parquet")]
use std::sync::Arc;
#[cfg(feature = "parquet")]
use typed::Typed;

/// The contents of a table.
pub trait Rows: Sync {
    /// Its columns, in order.
    fn columns(&self) -> &[Column];

    /// Passes on the cells of the rows of a report.
    fn append(&self, envelope: &Envelope<'_>, report: &Report<'_>, cells: &mut impl Cells);
}

/// Rows in one file format.
pub struct Tabular<R> {
    rows: R,
    format: Format,
}

/// A file format of tables.
enum Format {
    /// With a header in each file. Text that a spreadsheet would run as a formula is made harmless.
    Csv,
    #[cfg(feature = "parquet")]
    Parquet(Arc<Encoder>),
}

impl<R: Rows> Tabular<R> {
    /// CSV, with a header in each file.
    pub fn csv(rows: R) -> Self {
        Self {
            rows,
            format: Format::Csv,
        }
    }

    /// Parquet, with the rule set in the metadata of the file.
    ///
    /// # Errors
    /// Columns that Parquet does not take; none are known.
    #[cfg(feature = "parquet")]
    pub fn parquet(rows: R, ruleset: &str) -> Result<Self, Error> {
        let facts = [
            ("radsift.version", env!("CARGO_PKG_VERSION").to_owned()),
            ("radsift.schema", SCHEMA.to_owned()),
            ("radsift.ruleset", ruleset.to_owned()),
        ];
        let encoder = Encoder::new(rows.columns(), &facts).map_err(|e| Error::io("no Parquet can be written".to_owned(), e))?;
        Ok(Self {
            rows,
            format: Format::Parquet(Arc::new(encoder)),
        })
    }
}

impl<R: Rows> Render for Tabular<R> {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        match &self.format {
            Format::Csv => self.rows.append(envelope, report, &mut Csv::new(&mut out[0], true)),
            #[cfg(feature = "parquet")]
            Format::Parquet(_) => self
                .rows
                .append(envelope, report, &mut Typed::new(self.rows.columns(), out.columns(0))),
        }
    }
}

impl<R: Rows + Send> Form for Tabular<R> {
    fn tables(&self) -> Vec<Table<'_>> {
        let table = match &self.format {
            Format::Csv => Table::plain("part", "csv", header(self.rows.columns())),
            #[cfg(feature = "parquet")]
            Format::Parquet(encoder) => Table::by("part", "parquet", |file, _| Ok(Box::new(ParquetFile::new(file, encoder)?))),
        };
        vec![table]
    }
}
