//! Parquet files, made from rows of CSV.
//!
//! The rows are rendered as CSV on all threads, parsed into typed columns by another thread and encoded by the writing thread. The same
//! rows in the same pieces give the same bytes.

use super::super::form::TableWriter;
use super::column::{Column, arrow_schema};
use super::typed::Typed;
use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::io;
use std::sync::Arc;

/// The number of rows in a row group, which are held in memory.
const GROUP_ROWS: usize = 1 << 17;

/// A Parquet file that is being written.
pub(super) struct ParquetFile {
    writer: ArrowWriter<File>,
    /// A second handle of the file: the writer does not return its own without losing I/O errors.
    file: File,
    typed: Typed,
}

impl ParquetFile {
    /// Creates a file with these columns, and the metadata `facts`.
    pub fn new(file: File, columns: &[Column], facts: &[(&str, String)]) -> io::Result<Self> {
        let schema = arrow_schema(columns);
        let same = file.try_clone()?;
        let facts = facts.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), value.clone()));
        let properties = WriterProperties::builder()
            .set_created_by(format!("radsift {}", env!("CARGO_PKG_VERSION")))
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_key_value_metadata(Some(facts.collect()))
            .build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(plain)?;
        Ok(Self {
            writer,
            file: same,
            typed: Typed::new(&schema)?,
        })
    }

    fn encode(&mut self, batch: io::Result<RecordBatch>) -> io::Result<()> {
        self.writer.write(&batch?).map_err(plain)
    }
}

impl TableWriter for ParquetFile {
    fn write(&mut self, rows: &[u8]) -> io::Result<()> {
        self.typed.add(rows)?;
        while let Some(batch) = self.typed.ready() {
            self.encode(batch)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        let Self { mut writer, file, typed } = *self;
        for batch in typed.finish()? {
            writer.write(&batch?).map_err(plain)?;
        }
        writer.finish().map_err(plain)?;
        Ok(file)
    }
}

/// The I/O error that the writer has wrapped.
fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
