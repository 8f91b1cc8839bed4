//! Tables of CSV.

use super::rows::{Rows, places};
use crate::cohort::stored::unpacked;
use crate::error::Error;
use std::io::Read;
use std::path::{Path, PathBuf};

pub(super) struct Csv {
    path: PathBuf,
    rows: csv::StringRecordsIntoIter<Box<dyn Read>>,
    places: Vec<usize>,
}

impl Csv {
    /// Opens a table for these columns.
    pub fn open(path: &Path, columns: &[&str]) -> Result<Self, Error> {
        let mut reader = csv::Reader::from_reader(unpacked::open(path)?);
        let header = reader.headers().map_err(|e| damaged(path, &e))?.clone();
        let places = places(path, header.iter(), columns)?;
        Ok(Self {
            path: path.to_owned(),
            rows: reader.into_records(),
            places,
        })
    }
}

impl Rows for Csv {
    fn next(&mut self) -> Result<Option<Vec<String>>, Error> {
        let row = self.rows.next().transpose().map_err(|e| damaged(&self.path, &e))?;
        Ok(row.map(|row| {
            self.places
                .iter()
                .map(|&at| unguarded(row.get(at).unwrap_or_default()).to_owned())
                .collect()
        }))
    }
}

/// A cell without the apostrophe that keeps spreadsheets from running it.
fn unguarded(cell: &str) -> &str {
    let inner = cell.strip_prefix('\'');
    inner
        .filter(|inner| inner.starts_with(['=', '+', '-', '@', '\t', '\r']))
        .unwrap_or(cell)
}

/// The message of the parser may quote a cell.
fn damaged(path: &Path, error: &csv::Error) -> Error {
    let line = error.position().map_or(String::new(), |at| format!(":{}", at.line()));
    Error::usage(format!("{}{line}: the table is damaged", path.display()))
}
