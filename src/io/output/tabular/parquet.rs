//! Parquet files, made from rows of CSV.
//!
//! The rows are rendered as CSV on all threads, parsed into typed columns by a thread of their own and encoded by the writing thread. The same
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

/// Rows that are held in memory before they become a part of the file of their own.
const GROUP_ROWS: usize = 1 << 17;

/// A Parquet file that is being written.
pub(super) struct ParquetFile {
    writer: ArrowWriter<File>,
    /// The file once more: the writer does not give its own back without losing what the file system says.
    file: File,
    typed: Typed,
}

impl ParquetFile {
    /// A file with these columns, and `facts` about it in its metadata.
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

/// What the file system says, which the writer wraps.
fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
