//! Writes rows of Parquet batches to the reader's buffer, and makes records of them.
//!
//! A row has three cells: id, text, and everything that goes into `meta` as one JSON object.

use super::super::longest::LONGEST_META;
use super::super::record::Record;
use super::super::reject::Reason;
use super::super::whole_numbers::value_of;
use super::row::{Row, close};
use crate::report::Meta;
use crate::text::decode;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeBinaryArray, RecordBatch};
use arrow_cast::cast;
use arrow_json::LineDelimitedWriter;
use arrow_schema::{ArrowError, DataType};
use serde_json::Value;

const WIDTH: usize = 3;

/// Some rows that are ready to be returned.
pub(super) struct Decoded {
    ids: Option<LargeBinaryArray>,
    texts: LargeBinaryArray,
    meta: Vec<u8>,
    /// The index of the next row, and its position in `meta`.
    next: usize,
    at: usize,
}

impl Decoded {
    /// The rows of `batch`, with the indexes of the columns for id, text and meta.
    ///
    /// # Errors
    /// Types that cannot be written as text or as JSON.
    pub fn new(batch: &RecordBatch, id: Option<usize>, text: usize, meta: &[usize]) -> Result<Self, ArrowError> {
        let mut lines = Vec::new();
        if !meta.is_empty() {
            let mut writer = LineDelimitedWriter::new(&mut lines);
            writer.write(&batch.project(meta)?)?;
            writer.finish()?;
        }
        Ok(Self {
            ids: id.map(|id| bytes_of(batch.column(id))).transpose()?,
            texts: bytes_of(batch.column(text))?,
            meta: lines,
            next: 0,
            at: 0,
        })
    }

    /// Appends the next row to `buffer`. `Some(false)` for a row without a text, `None` at the end.
    pub fn next(&mut self, buffer: &mut Vec<u8>) -> Option<bool> {
        let row = self.next;
        if row == self.texts.len() {
            return None;
        }
        self.next += 1;
        let line = self.meta[self.at..]
            .iter()
            .position(|b| *b == b'\n')
            .unwrap_or(self.meta.len() - self.at);
        let meta = &self.meta[self.at..self.at + line];
        self.at = (self.at + line + 1).min(self.meta.len());
        if self.texts.is_null(row) {
            return Some(false);
        }
        let id = self
            .ids
            .as_ref()
            .filter(|ids| !ids.is_null(row))
            .map_or(&b""[..], |ids| ids.value(row));
        let mut ends = [0; WIDTH];
        let mut end = 0;
        for (cell, place) in [id, self.texts.value(row), meta].into_iter().zip(&mut ends) {
            buffer.extend_from_slice(cell);
            end += cell.len();
            *place = end;
        }
        close(buffer, &ends);
        Some(true)
    }
}

/// The record of such a row; `place` becomes the id when the id is missing.
///
/// # Errors
/// Metadata that are too long.
pub(in super::super) fn parquet_record<'b>(bytes: &'b [u8], place: impl Fn() -> String) -> Result<Record<'b>, Reason> {
    let row = Row::new(bytes, WIDTH);
    let id = decode(row.get(0));
    // This JSON was written by radsift itself; a row without meta has an empty cell.
    let json = std::str::from_utf8(row.get(2)).unwrap_or_default();
    if json.len() > LONGEST_META {
        return Err(Reason::MetaTooLong);
    }
    let meta = match value_of(json) {
        Ok(Value::Object(map)) => Meta(map),
        _ => Meta::default(),
    };
    let own = Some(id.text).filter(|id| !id.is_empty());
    Ok(Record::of_row(own, row.get(1), meta, id.cp1252, place))
}

/// A column as bytes: strings and binary values unchanged, other values as text.
fn bytes_of(column: &ArrayRef) -> Result<LargeBinaryArray, ArrowError> {
    let plain = match column.data_type() {
        DataType::Dictionary(_, values) => cast(column, values)?,
        _ => column.clone(),
    };
    let text = match plain.data_type() {
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_) => plain,
        _ => cast(&plain, &DataType::LargeUtf8)?,
    };
    Ok(cast(&text, &DataType::LargeBinary)?.as_binary::<i64>().clone())
}

/// True for types whose values are text.
pub(super) fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_text(values),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => true,
        _ => false,
    }
}
