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
mod usual;

pub use cells::Cells;
pub(super) use column::header;
pub use column::{Column, ColumnKind};
pub(super) use csv::Csv;
pub use usual::UsualWords;

use super::form::{Form, Table};
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

/// Rows of one or two tables in one file format.
pub struct Tabular<R, B = NoRows> {
    part: Part<R>,
    /// A table beside it.
    beside: Option<Part<B>>,
}

/// A table: its rows and how they are written.
struct Part<R> {
    name: &'static str,
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

/// The rows of a table that is not there.
pub enum NoRows {}

impl Rows for NoRows {
    fn columns(&self) -> &[Column] {
        match *self {}
    }

    fn append(&self, _: &Envelope<'_>, _: &Report<'_>, _: &mut impl Cells) {
        match *self {}
    }
}

const PART: &str = "part";

impl<R: Rows> Tabular<R> {
    /// CSV, with a header in each file.
    pub fn csv(rows: R) -> Self {
        Self {
            part: Part::csv(PART, rows),
            beside: None,
        }
    }

    /// Parquet, with the rule set in the metadata of the file.
    ///
    /// # Errors
    /// Columns that Parquet does not take; none are known.
    #[cfg(feature = "parquet")]
    pub fn parquet(rows: R, ruleset: &str) -> Result<Self, Error> {
        Ok(Self {
            part: Part::parquet(PART, rows, ruleset)?,
            beside: None,
        })
    }

    /// The same with a second table in the same format, whose files have this name.
    ///
    /// # Errors
    /// As for the first.
    pub fn beside<B: Rows>(self, name: &'static str, rows: B) -> Result<Tabular<R, B>, Error> {
        let beside = match &self.part.format {
            Format::Csv => Part::csv(name, rows),
            #[cfg(feature = "parquet")]
            Format::Parquet(encoder) => Part {
                format: Format::Parquet(Arc::new(encoder.of_columns(rows.columns()).map_err(unfit)?)),
                name,
                rows,
            },
        };
        Ok(Tabular {
            part: self.part,
            beside: Some(beside),
        })
    }
}

impl<R: Rows> Part<R> {
    fn csv(name: &'static str, rows: R) -> Self {
        Self {
            name,
            rows,
            format: Format::Csv,
        }
    }

    #[cfg(feature = "parquet")]
    fn parquet(name: &'static str, rows: R, ruleset: &str) -> Result<Self, Error> {
        let facts = [
            ("radsift.version", env!("CARGO_PKG_VERSION").to_owned()),
            ("radsift.schema", SCHEMA.to_owned()),
            ("radsift.ruleset", ruleset.to_owned()),
        ];
        let facts = facts.map(|(key, value)| (key.to_owned(), value)).into();
        let encoder = Encoder::new(rows.columns(), facts).map_err(unfit)?;
        Ok(Self {
            name,
            rows,
            format: Format::Parquet(Arc::new(encoder)),
        })
    }

    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, table: usize, out: &mut Tables) {
        match &self.format {
            Format::Csv => self.rows.append(envelope, report, &mut Csv::new(&mut out[table], true)),
            #[cfg(feature = "parquet")]
            Format::Parquet(_) => self
                .rows
                .append(envelope, report, &mut Typed::new(self.rows.columns(), out.columns(table))),
        }
    }

    fn table(&self) -> Table<'_> {
        match &self.format {
            Format::Csv => Table::plain(self.name, "csv", header(self.rows.columns())),
            #[cfg(feature = "parquet")]
            Format::Parquet(encoder) => Table::by(self.name, "parquet", |file, _| Ok(Box::new(ParquetFile::new(file, encoder)?))),
        }
    }
}

#[cfg(feature = "parquet")]
fn unfit(error: std::io::Error) -> Error {
    Error::io("no Parquet can be written".to_owned(), error)
}

impl<R: Rows, B: Rows> Render for Tabular<R, B> {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        self.part.render(envelope, report, 0, out);
        if let Some(beside) = &self.beside {
            beside.render(envelope, report, 1, out);
        }
    }
}

impl<R: Rows + Send, B: Rows + Send> Form for Tabular<R, B> {
    fn tables(&self) -> Vec<Table<'_>> {
        let beside = self.beside.as_ref().map(Part::table);
        std::iter::once(self.part.table()).chain(beside).collect()
    }
}
