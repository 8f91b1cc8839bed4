//! Every format a report may come in, packed and unpacked, sound and broken.

pub mod containers;
mod damaged;
mod describing;
mod json_forms;
mod kinds;
mod missing_texts;
mod nothing_lost;
mod parquet_files;
mod parquet_hostile;
mod reading;
mod real;
mod records;
mod resume;
mod tables;
mod wide;
