//! Replaces the reader of Parquet files in builds without it: the files are recognised and rejected.

use super::super::fields::Fields;
use super::super::pieces::{Piece, Pieces};
use super::super::reject::Reason;
use super::columns::Columns;

/// A random-access input.
pub(in super::super) trait ChunkReader {}

impl<T> ChunkReader for T {}

/// A file that is held in memory.
pub(in super::super) fn in_memory(bytes: Vec<u8>) -> impl ChunkReader {
    bytes
}

/// The rows of a Parquet file, which are never read in this build.
pub(in super::super) enum Batches {}

impl Batches {
    /// Rejects the file.
    ///
    /// # Errors
    /// Always.
    pub fn open(_input: impl ChunkReader + 'static, _fields: &Fields) -> Result<(Self, Columns), Reason> {
        Err(Reason::BuiltWithout {
            what: "Parquet",
            feature: "parquet",
        })
    }
}

impl Pieces for Batches {
    fn next(&mut self, _buffer: &mut Vec<u8>) -> Option<Piece> {
        match *self {}
    }
}

#[cfg(test)]
mod tests {
    use crate::input::{Fields, Format, Reader, find_sources};
    use std::fs;

    #[test]
    fn a_parquet_file_is_refused_by_name() {
        let folder = std::env::temp_dir().join(format!("radsift-absent-table-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.parquet");
        fs::write(&path, b"PAR1\x15\x04PAR1").unwrap();
        let mut reader = Reader::new(find_sources(&[path], Format::Auto).unwrap());
        let (mut buffer, mut file) = (Vec::new(), Vec::new());
        let raw = reader.next_raw(&mut buffer).unwrap();
        let reject = raw.record(&reader.sources(), &Fields::default(), &buffer, &mut file).unwrap_err();
        let message = reject.reason.to_string();
        assert_eq!(message, "Parquet is not read: the program was built without it (feature `parquet`)");
        assert!(reject.source.ends_with("a.parquet") && reader.next_raw(&mut buffer).is_none());
        fs::remove_dir_all(&folder).unwrap();
    }
}
