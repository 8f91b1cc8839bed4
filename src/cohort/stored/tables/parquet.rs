//! Tables of Parquet.

use super::rows::{Rows, places};
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
    /// Opens a table for these columns.
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
