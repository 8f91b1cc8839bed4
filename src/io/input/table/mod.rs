//! Tables: rows that become records by the names of their columns.

#[cfg(not(feature = "parquet"))]
mod absent;
mod columns;
mod csv;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet_bounds;
#[cfg(feature = "parquet")]
mod parquet_rows;
#[cfg(feature = "parquet")]
mod parquet_types;
mod row;
#[cfg(feature = "parquet")]
mod thrift;

pub(super) use self::csv::{Rows, delimiter_of, named_delimiter};
#[cfg(feature = "parquet")]
pub(super) use self::parquet::{Batches, ChunkReader, in_memory};
#[cfg(not(feature = "parquet"))]
pub(super) use absent::{Batches, ChunkReader, in_memory};
pub(super) use columns::Columns;
#[cfg(feature = "parquet")]
pub(super) use parquet_rows::parquet_record;
