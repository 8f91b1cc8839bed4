//! A log that grows by lines.

use super::files::{Access, open};
use crate::error::Error;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// A file to which lines are added.
pub struct LogFile(File);

impl LogFile {
    /// Opens a file at its end, or creates it.
    ///
    /// # Errors
    /// I/O errors.
    pub fn append(path: &Path, access: Access) -> Result<Self, Error> {
        let file = open(path, access, OpenOptions::new().append(true));
        file.map(Self).map_err(|e| Error::writing(path, e))
    }

    /// Adds a line, in one piece. A log that cannot be written does not end the run that it tells of.
    pub fn line(&mut self, line: &str) {
        let _ = self.0.write_all(format!("{line}\n").as_bytes());
    }
}
