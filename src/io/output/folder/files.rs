//! Files that are written aside and renamed when they are whole.

use crate::error::Error;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
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

/// Writes a small file as a whole or not at all.
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
