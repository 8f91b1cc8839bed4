//! Allows only one run at a time in a folder.
//!
//! Two runs would remove and rename each other's incomplete files, and records would be lost silently. The lock is a file lock of the operating system
//! on an empty file: it ends with the process, however that ends. The file itself is never removed, because a run that removes it could take it away
//! from another run that has just opened it.

use crate::error::Error;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

const NAME: &str = "run.lock";

/// The path of the lock file of a run in `folder`.
pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

/// The lock on a folder, which is held until this value is dropped.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock on `folder` without waiting for it.
    ///
    /// # Errors
    /// Another run that holds the lock, or a folder in which no file can be locked.
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
