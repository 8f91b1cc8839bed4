//! Files that are written under a temporary name and renamed when they are complete.

use crate::error::Error;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const ENDING: &str = "partial";

/// The temporary path of a file.
pub(super) fn aside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(ENDING);
    path.with_file_name(name)
}

/// Removes the incomplete files of an earlier attempt.
pub(super) fn remove_aside(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == ENDING) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Makes renames durable by syncing the folder.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // A folder can be opened as a file on Unix only.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Writes a small file atomically.
pub(super) fn save_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let aside = aside(path);
    let save = || -> io::Result<()> {
        let mut file = File::create(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&aside, path)
    };
    save().map_err(|e| Error::writing(path, e))
}
