//! Records as JSON Lines.

use super::report::StoredReport;
use super::unpacked;
use crate::error::Error;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// So many bytes of lines are handed on together, at least.
const BATCH: usize = 4 << 20;

/// Some lines of a file.
#[derive(Debug)]
pub struct Lines {
    path: PathBuf,
    /// The number of the first line, from 1.
    first: u64,
    bytes: Vec<u8>,
    /// Where each line ends.
    ends: Vec<usize>,
}

impl Lines {
    /// Calls `each` with the lines of a file, some at a time.
    ///
    /// # Errors
    /// I/O errors, and what `each` returns.
    pub fn for_each_batch(path: &Path, each: &mut dyn FnMut(Lines) -> Result<(), Error>) -> Result<(), Error> {
        let failed = |e| Error::reading(path, e);
        let mut input = BufReader::with_capacity(1 << 20, unpacked::open(path)?);
        let mut first = 1;
        loop {
            let mut lines = Self {
                path: path.to_owned(),
                first,
                bytes: Vec::new(),
                ends: Vec::new(),
            };
            while lines.bytes.len() < BATCH {
                if input.read_until(b'\n', &mut lines.bytes).map_err(failed)? == 0 {
                    break;
                }
                lines.ends.push(lines.bytes.len());
            }
            if lines.ends.is_empty() {
                return Ok(());
            }
            first += lines.ends.len() as u64;
            each(lines)?;
        }
    }

    /// Calls `each` with every report.
    ///
    /// # Errors
    /// A line that is no record, and what `each` returns.
    pub fn for_each(&self, each: &mut dyn FnMut(&StoredReport<'_>) -> Result<(), Error>) -> Result<(), Error> {
        let mut start = 0;
        for (number, &end) in (self.first..).zip(&self.ends) {
            let line = &self.bytes[start..end];
            start = end;
            // The message of the parser may quote the line.
            let report: StoredReport<'_> = serde_json::from_slice(line).map_err(|e| {
                Error::usage(format!(
                    "{}:{number}:{}: this line is no record of radsift",
                    self.path.display(),
                    e.column()
                ))
            })?;
            each(&report)?;
        }
        Ok(())
    }
}
