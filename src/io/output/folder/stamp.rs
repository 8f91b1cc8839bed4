//! What an input file was when a run began, to notice an edit before the run is resumed.
//!
//! The time of the last change tells an edit in the middle that keeps the size, without reading the file. Clocks of file systems are coarse and some
//! programs set the time back, so that the two ends of a large file are hashed too: there a log grows and an export is stamped. A hash of all that was read
//! would have to be computed again at every resumption. Small files come by the million, and reading each of them twice would cost as much as the run.

use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The ends of a file that is at least this long are hashed.
const LARGE: u64 = 1 << 20;
/// The number of bytes of each end.
const END: u64 = 64 << 10;

/// The time of the last change of a file, and the hash of its ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Seconds and nanoseconds since 1970; `None` where the file system does not know.
    modified: Option<(u64, u32)>,
    /// The BLAKE3 hash of the ends, in hex; `None` for a small file.
    ends: Option<String>,
}

impl Stamp {
    /// The stamp of a file; `None` for a pipe or device.
    ///
    /// # Errors
    /// I/O errors.
    pub fn of(path: &Path) -> io::Result<Option<Self>> {
        let meta = std::fs::metadata(path)?;
        if !meta.is_file() {
            return Ok(None);
        }
        let since = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let ends = (meta.len() >= LARGE).then(|| ends(path)).transpose()?;
        Ok(Some(Self {
            modified: since.map(|since| (since.as_secs(), since.subsec_nanos())),
            ends,
        }))
    }
}

fn ends(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = blake3::Hasher::new();
    hash.update_reader(file.by_ref().take(END))?;
    file.seek(SeekFrom::End(-(END as i64)))?;
    hash.update_reader(file.take(END))?;
    Ok(hash.finalize().to_hex().to_string())
}
