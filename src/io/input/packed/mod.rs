//! Compressed sources: gzip and Zstandard streams, tar and zip archives.
//!
//! Archives are read by a thread of their own, which goes through the entries and sends their bytes through a bounded channel: the libraries
//! lend out one entry at a time, whereas a source here is asked for its next record.

#[cfg(not(feature = "archives"))]
mod absent;
#[cfg(feature = "archives")]
mod archive;
#[cfg(feature = "archives")]
mod entry;
mod limit;
mod looks;
mod members;
mod packing;
mod stream;
#[cfg(feature = "archives")]
mod tar;
#[cfg(feature = "archives")]
mod walk;
#[cfg(feature = "archives")]
mod zip;
#[cfg(feature = "archives")]
mod zip_names;

#[cfg(not(feature = "archives"))]
pub(super) use absent::Archive;
#[cfg(feature = "archives")]
pub(super) use archive::Archive;
#[cfg(feature = "parquet")]
pub(super) use limit::check;
pub(super) use looks::{looks_like_tar, looks_like_zip};
pub(super) use packing::Packing;
pub(super) use stream::unpack;
