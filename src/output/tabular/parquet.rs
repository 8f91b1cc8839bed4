//! Parquet files, made from rows of CSV.
//!
//! The rows are rendered as CSV on all threads; the writing thread parses them into typed columns. The same rows in the same pieces
//! give the same bytes.

use super::super::form::TableWriter;
use super::column::{Column, arrow_schema};
use arrow_csv::ReaderBuilder;
use arrow_schema::Schema;
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
/// Rows that are parsed at a time, and the bytes that they are gathered up to: the parser lays out memory for all of them each time.
const PARSED_ROWS: usize = 1 << 13;
const GATHERED: usize = 1 << 20;

/// A Parquet file that is being written.
pub(super) struct ParquetFile {
    writer: ArrowWriter<File>,
    /// The file once more: the writer does not give its own back without losing what the file system says.
    file: File,
    schema: Arc<Schema>,
    /// Rows that are not parsed yet.
    gathered: Vec<u8>,
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
            schema,
            gathered: Vec::new(),
        })
    }

    /// Parses what was gathered.
    fn parse(&mut self) -> io::Result<()> {
        // What arrow says of a cell that does not fit repeats the cell.
        let unfit = |_| io::Error::other("a row does not fit its columns; please report this");
        let reader = ReaderBuilder::new(Arc::clone(&self.schema)).with_batch_size(PARSED_ROWS);
        for batch in reader.build_buffered(self.gathered.as_slice()).map_err(unfit)? {
            let batch = batch.map_err(unfit)?;
            self.writer.write(&batch).map_err(plain)?;
        }
        self.gathered.clear();
        Ok(())
    }
}

impl TableWriter for ParquetFile {
    fn write(&mut self, rows: &[u8]) -> io::Result<()> {
        self.gathered.extend_from_slice(rows);
        if self.gathered.len() < GATHERED {
            return Ok(());
        }
        self.parse()
    }

    fn finish(mut self: Box<Self>) -> io::Result<File> {
        self.parse()?;
        self.writer.finish().map_err(plain)?;
        Ok(self.file)
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
