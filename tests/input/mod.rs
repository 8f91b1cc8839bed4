//! Every format a report may come in, packed and unpacked, sound and broken.

#[path = "formats/containers.rs"]
mod containers;
#[path = "formats/damaged.rs"]
mod damaged;
#[path = "support/folder.rs"]
mod folder;
#[path = "formats/nothing_lost.rs"]
mod nothing_lost;
#[path = "formats/parquet_files.rs"]
mod parquet_files;
#[path = "formats/reading.rs"]
mod reading;
#[path = "formats/real.rs"]
mod real;
#[path = "formats/resume.rs"]
mod resume;
#[path = "formats/tables.rs"]
mod tables;
