//! The rows of a table as text, whatever its form.

use crate::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Gives rows one after the other.
pub(super) trait Rows {
    /// The cells of the next row, in the order of the columns asked for.
    fn next(&mut self) -> Result<Option<Vec<String>>, Error>;
}

/// Opens a table for these columns.
///
/// # Errors
/// A table without one of the columns; a file that cannot be read.
pub(super) fn open(path: &Path, columns: &[&str]) -> Result<Box<dyn Rows>, Error> {
    let ending = path.extension().unwrap_or_default();
    if ending == "parquet" {
        #[cfg(feature = "parquet")]
        return Ok(Box::new(parquet::Parquet::open(path, columns)?));
        #[cfg(not(feature = "parquet"))]
        return Err(Error::usage(format!("{}: this program was built without Parquet", path.display())));
    }
    Ok(Box::new(Csv::open(path, columns)?))
}

/// The places of the columns in a header.
fn places<'h>(path: &Path, header: impl Iterator<Item = &'h str> + Clone, columns: &[&str]) -> Result<Vec<usize>, Error> {
    let place = |column: &&str| {
        header.clone().position(|name| name == *column).ok_or_else(|| {
            let error = Error::usage(format!("{}: there is no column `{column}`", path.display()));
            error.help("the run was made by an earlier version: read the archive again, or take a run with `--to jsonl`")
        })
    };
    columns.iter().map(place).collect()
}

struct Csv {
    path: PathBuf,
    rows: csv::StringRecordsIntoIter<Box<dyn Read>>,
    places: Vec<usize>,
}

impl Csv {
    fn open(path: &Path, columns: &[&str]) -> Result<Self, Error> {
        let failed = |e| Error::reading(path, e);
        let file = File::open(path).map_err(failed)?;
        let packed = path.extension().is_some_and(|ending| ending == "zst");
        let input: Box<dyn Read> = match packed {
            true => Box::new(zstd::Decoder::new(file).map_err(failed)?),
            false => Box::new(file),
        };
        let mut reader = csv::Reader::from_reader(input);
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

#[cfg(feature = "parquet")]
mod parquet {
    use super::{Rows, places};
    use crate::error::Error;
    use arrow_array::cast::AsArray;
    use arrow_array::{Array, RecordBatch, StringArray};
    use arrow_cast::cast;
    use arrow_schema::DataType;
    use parquet::arrow::ProjectionMask;
    use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
    use std::fs::File;
    use std::path::{Path, PathBuf};

    pub(super) struct Parquet {
        path: PathBuf,
        batches: ParquetRecordBatchReader,
        /// The place of each column asked for among those read.
        places: Vec<usize>,
        now: Vec<StringArray>,
        next: usize,
    }

    impl Parquet {
        pub fn open(path: &Path, columns: &[&str]) -> Result<Self, Error> {
            let file = File::open(path).map_err(|e| Error::reading(path, e))?;
            let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|_| damaged(path))?;
            let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
            let places = places(path, names.iter().map(String::as_str), columns)?;
            let mut read = places.clone();
            read.sort_unstable();
            let mask = ProjectionMask::roots(builder.parquet_schema(), read.iter().copied());
            let batches = builder.with_projection(mask).build().map_err(|_| damaged(path))?;
            Ok(Self {
                path: path.to_owned(),
                batches,
                places: places.iter().map(|place| read.binary_search(place).unwrap_or_default()).collect(),
                now: Vec::new(),
                next: 0,
            })
        }

        fn columns(&self, batch: &RecordBatch) -> Result<Vec<StringArray>, Error> {
            let text = |place: &usize| {
                let column = cast(batch.column(*place), &DataType::Utf8).map_err(|_| damaged(&self.path))?;
                Ok(column.as_string::<i32>().clone())
            };
            self.places.iter().map(text).collect()
        }
    }

    impl Rows for Parquet {
        fn next(&mut self) -> Result<Option<Vec<String>>, Error> {
            while self.now.first().is_none_or(|column| column.len() == self.next) {
                let Some(batch) = self.batches.next() else { return Ok(None) };
                let batch = batch.map_err(|_| damaged(&self.path))?;
                self.now = self.columns(&batch)?;
                self.next = 0;
            }
            let row = self.next;
            self.next += 1;
            let cell = |column: &StringArray| {
                if column.is_null(row) {
                    String::new()
                } else {
                    column.value(row).to_owned()
                }
            };
            Ok(Some(self.now.iter().map(cell).collect()))
        }
    }

    fn damaged(path: &Path) -> Error {
        Error::usage(format!("{}: the table is damaged", path.display()))
    }
}
