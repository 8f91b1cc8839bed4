//! Encodes typed cells as the columns of a Parquet file.

use super::arrays::arrays;
use super::column::{Column, ColumnKind, arrow_schema};
use crate::runs::Columns;
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::ColumnPath;
use std::io::{self, Write};
use std::sync::Arc;

/// So many columns are encoded as one piece of work.
const SLICE: usize = 8;

/// The encoder of a table, shared between threads.
pub(super) struct Encoder {
    columns: Vec<Column>,
    facts: Vec<(String, String)>,
    schema: Arc<Schema>,
    properties: WriterProperties,
    /// The makers of column writers, one for [`SLICE`] columns: a column writer holds memory for its dictionary.
    slices: Vec<ArrowRowGroupWriterFactory>,
}

impl Encoder {
    /// For files with these columns, and the metadata `facts`.
    ///
    /// # Errors
    /// None are known.
    pub fn new(columns: &[Column], facts: Vec<(String, String)>) -> io::Result<Self> {
        let schema = arrow_schema(columns);
        let metadata = facts.iter().map(|(key, value)| KeyValue::new(key.clone(), value.clone()));
        let mut properties = WriterProperties::builder()
            .set_created_by(format!("radsift {}", env!("CARGO_PKG_VERSION")))
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_key_value_metadata(Some(metadata.collect()));
        for column in columns {
            let path = ColumnPath::from(&*column.name);
            properties = match column.kind {
                // Offsets hardly repeat, so that a dictionary of them is built in vain.
                ColumnKind::Integer => properties
                    .set_column_dictionary_enabled(path.clone(), false)
                    .set_column_encoding(path, Encoding::DELTA_BINARY_PACKED),
                // The first and the last word of a row group, by the alphabet, leave no row group out of a search.
                ColumnKind::Word => properties.set_column_statistics_enabled(path, EnabledStatistics::None),
                _ => properties,
            };
        }
        let properties = properties.build();
        let slice = |columns: &[Column]| {
            let writer = ArrowWriter::try_new(io::sink(), arrow_schema(columns), Some(properties.clone()))?;
            Ok(writer.into_serialized_writer()?.1)
        };
        let slices = columns.chunks(SLICE).map(slice).collect::<Result<_, _>>().map_err(plain)?;
        Ok(Self {
            columns: columns.to_vec(),
            facts,
            schema,
            properties,
            slices,
        })
    }

    /// The same for other columns.
    ///
    /// # Errors
    /// As [`Encoder::new`].
    pub fn of_columns(&self, columns: &[Column]) -> io::Result<Self> {
        Self::new(columns, self.facts.clone())
    }

    /// A writer of encoded columns to `file`.
    ///
    /// # Errors
    /// I/O errors.
    pub fn writer<W: Write + Send>(&self, file: W) -> io::Result<SerializedFileWriter<W>> {
        let writer = ArrowWriter::try_new(file, Arc::clone(&self.schema), Some(self.properties.clone()));
        Ok(writer.and_then(ArrowWriter::into_serialized_writer).map_err(plain)?.0)
    }

    /// The number of pieces of work that encode a row group.
    pub fn slices(&self) -> usize {
        self.slices.len()
    }

    /// Encodes one of these pieces: some columns of the rows in `group`.
    ///
    /// # Errors
    /// Errors of the encoder; none are known.
    pub fn encode(&self, slice: usize, group: &[Columns]) -> io::Result<Vec<ArrowColumnChunk>> {
        let first = slice * SLICE;
        let encode = || {
            let writers = self.slices[slice].create_column_writers(0)?;
            let encode = |(number, mut writer): (usize, ArrowColumnWriter)| {
                for array in arrays(&self.columns[number], number, group)? {
                    for leaf in compute_leaves(self.schema.field(number), &array)? {
                        writer.write(&leaf)?;
                    }
                }
                writer.close()
            };
            (first..).zip(writers).map(encode).collect::<Result<Vec<_>, ParquetError>>()
        };
        encode().map_err(plain)
    }
}

/// The I/O error that the writer has wrapped.
pub(super) fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
