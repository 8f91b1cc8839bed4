//! The types as which the columns of a Parquet file are read.

use super::parquet_bounds::WIDEST;
use arrow_array::timezone::Tz;
use arrow_schema::{DataType, Field, FieldRef, Fields};
use std::sync::Arc;

/// The time zone in which timestamps with a named time zone are written.
const UTC: &str = "+00:00";

/// The fields with types that can be read: timestamps with a named time zone become UTC, which is how the file stores them. `None` for types
/// whose values are not bounded.
pub(super) fn readable(fields: &Fields) -> Option<Fields> {
    fields.iter().map(field).collect()
}

fn field(field: &FieldRef) -> Option<FieldRef> {
    let kind = kind(field.data_type())?;
    if kind == *field.data_type() {
        return Some(Arc::clone(field));
    }
    Some(Arc::new(Field::clone(field).with_data_type(kind)))
}

fn kind(data_type: &DataType) -> Option<DataType> {
    Some(match data_type {
        DataType::Timestamp(unit, Some(zone)) if zone.parse::<Tz>().is_err() => DataType::Timestamp(*unit, Some(UTC.into())),
        DataType::FixedSizeBinary(width) if *width > WIDEST => return None,
        DataType::FixedSizeList(_, width) if *width > WIDEST => return None,
        DataType::FixedSizeList(item, width) => DataType::FixedSizeList(field(item)?, *width),
        DataType::List(item) => DataType::List(field(item)?),
        DataType::LargeList(item) => DataType::LargeList(field(item)?),
        DataType::ListView(item) => DataType::ListView(field(item)?),
        DataType::LargeListView(item) => DataType::LargeListView(field(item)?),
        DataType::Struct(fields) => DataType::Struct(readable(fields)?),
        DataType::Map(entries, sorted) => DataType::Map(field(entries)?, *sorted),
        DataType::Dictionary(keys, values) => DataType::Dictionary(keys.clone(), Box::new(kind(values)?)),
        other => other.clone(),
    })
}
