//! One run at a time in a folder.
//!
//! Two runs would take away and rename each other's unfinished files, and records would be lost without a word. The lock is the operating system's, on
//! an empty file: it ends with the process, however that ends. The file itself stays, because a run that took it away could take it from
//! under another one that has just opened it.

use crate::error::Error;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

const NAME: &str = "run.lock";

/// Where the lock of a run in `folder` is.
pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

/// The lock on a folder, held as long as this lives.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock on `folder`, without waiting for it.
    ///
    /// # Errors
    /// Another run that holds it; a folder in which no file can be locked.
    pub fn take(folder: &Path) -> Result<Self, Error> {
        let path = path(folder);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|e| Error::writing(&path, e))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                let error = Error::usage(format!("another run is writing into {}", folder.display()));
                Err(error.help("wait until it has ended, or name another folder"))
            }
            Err(TryLockError::Error(error)) => Err(Error::io(format!("{} cannot be locked", path.display()), error)),
        }
    }
}
