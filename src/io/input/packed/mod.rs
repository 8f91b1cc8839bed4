//! Packed sources: gzip and Zstandard streams, tar and zip archives.
//!
//! Archives are read by a thread of their own, which walks the entries and hands their bytes through a bounded channel: the libraries
//! lend entries out one at a time, while a source here is asked for its next record.

mod archive;
mod entry;
mod limit;
mod stream;
mod tar;
mod walk;
mod zip;

pub(super) use archive::Archive;
pub(super) use limit::Trouble;
pub(super) use stream::{Packing, unpack_whole};
pub(super) use tar::looks_like_tar;
pub(super) use zip::looks_like_zip;
