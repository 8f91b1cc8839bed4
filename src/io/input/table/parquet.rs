//! Reads Parquet files, some rows at a time.

use super::super::body::Body;
use super::super::fields::Fields;
use super::super::pieces::{Piece, Pieces};
use super::super::reject::Reason;
use super::columns::Columns;
use super::parquet_bounds::{DAMAGED, look_at_packing, look_through_pages, look_through_schema};
use super::parquet_rows::{Decoded, is_text};
use super::parquet_types::readable;
use crate::panic_guard::catch;
use arrow_schema::Schema;
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
pub(in super::super) use parquet::file::reader::ChunkReader;
use parquet::file::reader::Length;
use std::sync::Arc;

/// The most rows that are decoded at a time, and the most bytes of them: a dictionary may give one long value to each row.
const ROWS: usize = 64;
const BYTES: u64 = 64 << 20;

/// A file that is held in memory.
pub(in super::super) fn in_memory(bytes: Vec<u8>) -> impl ChunkReader {
    Bytes::from(bytes)
}

/// The rows of a Parquet file, one row group after the other.
pub(in super::super) struct Batches<T> {
    input: Shared<T>,
    metadata: ArrowReaderMetadata,
    /// The columns to read.
    read: ProjectionMask,
    /// The number of the next row group, and the rest of the current one.
    next_group: usize,
    reader: Option<ParquetRecordBatchReader>,
    /// The columns by their positions in a batch.
    id: Option<usize>,
    text: usize,
    meta: Vec<usize>,
    rows: Option<Decoded>,
    ended: bool,
}

/// A file that is shared by the readers of its row groups.
struct Shared<T>(Arc<T>);

impl<T: ChunkReader + 'static> Batches<T> {
    /// Opens `input` and returns its rows and the columns that make a record.
    ///
    /// # Errors
    /// The reason why the file cannot be read.
    pub fn open(input: T, fields: &Fields) -> Result<(Self, Columns), Reason> {
        // The library may panic on malicious files.
        catch(|| Self::open_sound(input, fields)).unwrap_or(Err(DAMAGED))
    }

    fn open_sound(input: T, fields: &Fields) -> Result<(Self, Columns), Reason> {
        look_through_schema(&input)?;
        let metadata = metadata(&input)?;
        let schema = metadata.schema();
        let header: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let columns = Columns::choose(&header, fields)?;
        if !fields.text_of_any_type && !is_text(schema.field(columns.text).data_type()) {
            return Err(Reason::TextNotString(fields.text.clone()));
        }
        let mut read: Vec<usize> = columns.meta.iter().map(|(place, _)| *place).collect();
        read.extend([columns.text].into_iter().chain(columns.id));
        read.sort_unstable();
        read.dedup();
        let place = |column: usize| read.binary_search(&column).unwrap_or_default();
        let rows = Self {
            id: columns.id.map(place),
            text: place(columns.text),
            meta: columns.meta.iter().map(|(column, _)| place(*column)).collect(),
            read: ProjectionMask::roots(metadata.parquet_schema(), read.iter().copied()),
            input: Shared(Arc::new(input)),
            metadata,
            next_group: 0,
            reader: None,
            rows: None,
            ended: false,
        };
        Ok((rows, columns))
    }

    /// The next rows; `None` at the end.
    fn decode(&mut self) -> Result<Option<Decoded>, Reason> {
        catch(|| self.decode_sound()).unwrap_or(Err(DAMAGED))
    }

    fn decode_sound(&mut self) -> Result<Option<Decoded>, Reason> {
        loop {
            if let Some(batch) = self.reader.as_mut().and_then(Iterator::next) {
                let batch = batch.map_err(|_| DAMAGED)?;
                return Decoded::new(&batch, self.id, self.text, &self.meta).map(Some).map_err(|_| DAMAGED);
            }
            let group = self.next_group;
            let Some(columns) = self.metadata.metadata().row_groups().get(group) else {
                return Ok(None);
            };
            self.next_group += 1;
            look_at_packing(columns, &self.read)?;
            let longest = look_through_pages(&self.input, columns, &self.read)?;
            let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(self.input.clone(), self.metadata.clone())
                .with_projection(self.read.clone())
                .with_row_groups(vec![group])
                .with_batch_size(rows_at_once(longest))
                .build();
            self.reader = Some(reader.map_err(|_| DAMAGED)?);
        }
    }
}

/// The number of rows that are decoded at a time, where no value is longer than this.
fn rows_at_once(longest: u64) -> usize {
    usize::try_from(BYTES / longest.max(1)).unwrap_or(ROWS).clamp(1, ROWS)
}

/// The metadata at the end of the file, with types that can be read.
fn metadata(input: &impl ChunkReader) -> Result<ArrowReaderMetadata, Reason> {
    let found = ArrowReaderMetadata::load(input, ArrowReaderOptions::new()).map_err(|_| DAMAGED)?;
    let schema = found.schema();
    let fields = readable(schema.fields()).ok_or(DAMAGED)?;
    if fields == *schema.fields() {
        return Ok(found);
    }
    let schema = Schema::new_with_metadata(fields, schema.metadata().clone());
    let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
    ArrowReaderMetadata::try_new(Arc::clone(found.metadata()), options).map_err(|_| DAMAGED)
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: ChunkReader> Length for Shared<T> {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl<T: ChunkReader> ChunkReader for Shared<T> {
    type T = T::T;

    fn get_read(&self, start: u64) -> parquet::errors::Result<T::T> {
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        self.0.get_bytes(start, length)
    }
}

impl<T: ChunkReader + 'static> Pieces for Batches<T> {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        let piece = |body| Some(Piece::of(body));
        let start = buffer.len();
        while !self.ended {
            match self.rows.as_mut().and_then(|rows| rows.next(buffer)) {
                Some(true) => return piece(Body::Read(start..buffer.len())),
                Some(false) => return piece(Body::Broken(Reason::Placeholder("null"))),
                None => {}
            }
            match self.decode() {
                Ok(rows) => {
                    self.ended = rows.is_none();
                    self.rows = rows;
                }
                Err(reason) => {
                    self.ended = true;
                    return piece(Body::Broken(reason));
                }
            }
        }
        None
    }
}
