//! Serialising lists straight from the report's own slices, one view at a time.

use crate::report::Report;
use crate::text::{OffsetMap, Span};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt::{self, Write};

/// What a view needs besides its own row.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    pub report: &'a Report<'a>,
    pub offsets: &'a OffsetMap,
}

impl<'a> Frame<'a> {
    /// A span in the unit asked for.
    pub fn place(self, span: Span) -> Place {
        let at = |byte| self.offsets.get(self.report.doc.text, byte);
        Place([at(span.start), at(span.end)])
    }

    /// The place of a range of tokens.
    pub fn tokens(self, tokens: (u32, u32)) -> Place {
        self.place(self.report.span(tokens))
    }

    /// A list of rows.
    pub fn list<T>(self, rows: &'a [T]) -> List<'a, T> {
        List { frame: self, rows }
    }
}

/// A half-open range of offsets: first, and one past the last.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[schemars(inline)]
pub struct Place(pub [u32; 2]);

/// Something of the report that has a view in the contract.
pub trait Row: 'static {
    /// The view.
    type View<'a>: Serialize + JsonSchema;

    /// The view of this row, which is number `index` of its list.
    fn view<'a>(&'a self, index: usize, frame: Frame<'a>) -> Self::View<'a>;
}

/// The views of some rows, made while they are written.
#[derive(Clone, Copy)]
pub struct List<'a, T> {
    pub frame: Frame<'a>,
    pub rows: &'a [T],
}

impl<T: Row> Serialize for List<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().enumerate().map(|(index, row)| row.view(index, self.frame)))
    }
}

impl<T: Row> JsonSchema for List<'_, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("List_of_{}", T::View::<'static>::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Vec<T::View<'static>>>::json_schema(generator)
    }
}

/// Serialises a short text that is put together on the way, without going to the heap.
pub fn short_str<S: Serializer>(text: fmt::Arguments<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut short = Short { bytes: [0; 96], length: 0 };
    let fits = short.write_fmt(text).is_ok();
    match std::str::from_utf8(&short.bytes[..short.length]) {
        Ok(text) if fits => serializer.serialize_str(text),
        _ => serializer.collect_str(&text),
    }
}

struct Short {
    bytes: [u8; 96],
    length: usize,
}

impl fmt::Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.bytes
            .get_mut(self.length..end)
            .ok_or(fmt::Error)?
            .copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}
