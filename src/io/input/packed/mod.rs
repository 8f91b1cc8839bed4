//! Packed sources: gzip and Zstandard streams, tar and zip archives.
//!
//! Archives are read by a thread of their own, which walks the entries and hands their bytes through a bounded channel: the libraries
//! lend entries out one at a time, while a source here is asked for its next record.

#[cfg(not(feature = "archives"))]
mod absent;
#[cfg(feature = "archives")]
mod archive;
#[cfg(feature = "archives")]
mod entry;
mod limit;
mod looks;
mod stream;
#[cfg(feature = "archives")]
mod tar;
#[cfg(feature = "archives")]
mod walk;
#[cfg(feature = "archives")]
mod zip;

#[cfg(not(feature = "archives"))]
pub(super) use absent::Archive;
#[cfg(feature = "archives")]
pub(super) use archive::Archive;
#[cfg(feature = "parquet")]
pub(super) use limit::check;
pub(super) use looks::{looks_like_tar, looks_like_zip};
pub(super) use stream::{Packing, unpack_whole};
