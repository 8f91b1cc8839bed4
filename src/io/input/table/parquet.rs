//! Parquet files, some rows at a time.

use super::super::pieces::{Piece, Pieces};
use super::super::raw::Body;
use super::super::record::Fields;
use super::super::reject::Reason;
use super::columns::Columns;
use super::parquet_rows::{Decoded, is_text};
use crate::panic_guard::catch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
pub(in super::super) use parquet::file::reader::ChunkReader;

/// So many rows are decoded at a time: one of them may be long.
const ROWS: usize = 64;
const DAMAGED: Reason = Reason::Damaged("Parquet");

/// The bytes of a file that is held in memory.
pub(in super::super) fn in_memory(bytes: Vec<u8>) -> impl ChunkReader {
    bytes::Bytes::from(bytes)
}

/// The rows of a Parquet file.
pub(in super::super) struct Batches {
    reader: ParquetRecordBatchReader,
    /// The columns by their places in a batch.
    id: Option<usize>,
    text: usize,
    meta: Vec<usize>,
    field: String,
    rows: Option<Decoded>,
    ended: bool,
}

impl Batches {
    /// The rows of `input`, and the columns that make a record.
    ///
    /// # Errors
    /// What keeps the file from being read.
    pub fn open(input: impl ChunkReader + 'static, fields: &Fields) -> Result<(Self, Columns), Reason> {
        // The library is not written for files that somebody has tampered with.
        catch(|| Self::open_sound(input, fields)).unwrap_or(Err(DAMAGED))
    }

    fn open_sound(input: impl ChunkReader + 'static, fields: &Fields) -> Result<(Self, Columns), Reason> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(input).map_err(|_| DAMAGED)?;
        let schema = builder.schema().clone();
        let header: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let columns = Columns::choose(&header, fields)?;
        if !is_text(schema.field(columns.text).data_type()) {
            return Err(Reason::TextNotString(fields.text.clone()));
        }
        let mut read: Vec<usize> = columns.meta.iter().map(|(place, _)| *place).collect();
        read.extend([columns.text].into_iter().chain(columns.id));
        read.sort_unstable();
        read.dedup();
        let place = |column: usize| read.binary_search(&column).unwrap_or_default();
        let mask = ProjectionMask::roots(builder.parquet_schema(), read.iter().copied());
        let rows = Self {
            id: columns.id.map(place),
            text: place(columns.text),
            meta: columns.meta.iter().map(|(column, _)| place(*column)).collect(),
            reader: builder.with_projection(mask).with_batch_size(ROWS).build().map_err(|_| DAMAGED)?,
            field: fields.text.clone(),
            rows: None,
            ended: false,
        };
        Ok((rows, columns))
    }

    /// The next rows; none at the end.
    fn decode(&mut self) -> Result<Option<Decoded>, Reason> {
        let next = || -> Result<Option<Decoded>, Reason> {
            let Some(batch) = self.reader.next() else { return Ok(None) };
            let batch = batch.map_err(|_| DAMAGED)?;
            Decoded::new(&batch, self.id, self.text, &self.meta).map(Some).map_err(|_| DAMAGED)
        };
        catch(next).unwrap_or(Err(DAMAGED))
    }
}

impl Pieces for Batches {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        let piece = |body| Some(Piece::of(body));
        let start = buffer.len();
        while !self.ended {
            match self.rows.as_mut().and_then(|rows| rows.next(buffer)) {
                Some(true) => return piece(Body::Read(start..buffer.len())),
                Some(false) => return piece(Body::Broken(Reason::NoText(self.field.clone()))),
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
