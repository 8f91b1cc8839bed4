//! Files that are written aside and renamed when they are whole.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

const ENDING: &str = "partial";

/// Where a file is written before it is whole.
pub(super) fn aside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(ENDING);
    path.with_file_name(name)
}

/// Takes away what an attempt before has left unfinished.
pub(super) fn remove_aside(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == ENDING) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Makes renamed files last: their names are the folder's.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Only on Unix can a folder be opened as a file.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
