//! Tables: rows that become records by the names of their columns.

mod columns;
mod csv;
mod parquet;
mod parquet_rows;
mod row;

pub(super) use self::csv::{Rows, delimiter_of};
pub(super) use self::parquet::Batches;
pub(super) use columns::Columns;
pub(super) use parquet_rows::parquet_record;
