//! Columns: their names, types and descriptions, in one place for CSV, Parquet and `radsift schema`.

#[cfg(feature = "parquet")]
use arrow_schema::{DataType, Field, Schema};
use serde::Serialize;
use std::borrow::Cow;
#[cfg(feature = "parquet")]
use std::sync::Arc;

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// Any text.
    Text,
    /// One word of a small vocabulary, or several separated by semicolons.
    Word,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// A date: 2026-01-31.
    Date,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its type.
    pub kind: ColumnKind,
    /// Its description.
    pub about: Cow<'static, str>,
    /// The word of most rows, where it is not the empty one.
    pub usual: Option<&'static str>,
}

impl Column {
    /// A column with a fixed name.
    pub(in super::super) const fn new(name: &'static str, kind: ColumnKind, about: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            kind,
            about: Cow::Borrowed(about),
            usual: None,
        }
    }

    /// Its type in Arrow and Parquet.
    #[cfg(feature = "parquet")]
    pub fn arrow_type(&self) -> DataType {
        match self.kind {
            ColumnKind::Text => DataType::Utf8,
            ColumnKind::Word => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            ColumnKind::Integer => DataType::Int64,
            ColumnKind::Number => DataType::Float64,
            ColumnKind::Date => DataType::Date32,
        }
    }
}

/// The header of a CSV file.
pub(in super::super) fn header(columns: &[Column]) -> Vec<u8> {
    let names: Vec<&str> = columns.iter().map(|c| &*c.name).collect();
    (names.join(",") + "\n").into_bytes()
}

/// The columns as an Arrow schema. All columns are nullable.
#[cfg(feature = "parquet")]
pub(super) fn arrow_schema(columns: &[Column]) -> Arc<Schema> {
    let field = |column: &Column| Field::new(&*column.name, column.arrow_type(), true);
    Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()))
}
