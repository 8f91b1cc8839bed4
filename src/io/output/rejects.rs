//! The file of rejections: JSON Lines whose length is bounded by that of the input.
//!
//! A line takes a hundred bytes and more, and a record that is rejected may have two. So each source may fill a fixed amount and a multiple of what was
//! read of it; of rejections beyond that, one line tells the first and how many more there are.

use crate::input::Reject;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// What the lines of each source may take, in bytes.
const FREE: u64 = 1 << 20;
/// What they may take beside that for each byte of the source.
const MULTIPLE: u64 = 8;

/// How much the lines of the last source take. Part of the journal, so that a run that goes on writes the same lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Filled {
    source: String,
    bytes: u64,
}

/// Writes rejections.
pub(super) struct Rejects<W> {
    out: W,
    filled: Filled,
    /// The first rejection that found no room, and how many came after it.
    folded: Option<(Reject, u64)>,
}

/// A line: a rejection, and the number of those behind it that have no line.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    reject: &'a Reject,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<u64>,
}

impl<W: Write> Rejects<W> {
    /// Writes to `out`, in which lines already stand.
    pub fn new(out: W, filled: Filled) -> Self {
        let folded = None;
        Self { out, filled, folded }
    }

    /// Adds a rejection.
    ///
    /// # Errors
    /// I/O errors.
    pub fn add(&mut self, reject: &Reject) -> io::Result<()> {
        if self.filled.source != reject.source {
            self.unfold()?;
            self.filled = Filled {
                source: reject.source.clone(),
                bytes: 0,
            };
        }
        let line = line(reject, None)?;
        let room = FREE + MULTIPLE * reject.offset;
        if self.filled.bytes + line.len() as u64 <= room {
            self.unfold()?;
            return self.write(&line);
        }
        match &mut self.folded {
            Some((_, more)) => *more += 1,
            None => self.folded = Some((reject.clone(), 0)),
        }
        Ok(())
    }

    /// Writes what is held back, and tells how much the lines take.
    ///
    /// # Errors
    /// I/O errors.
    pub fn flush(&mut self) -> io::Result<&Filled> {
        self.unfold()?;
        self.out.flush()?;
        Ok(&self.filled)
    }

    /// The file.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    fn unfold(&mut self) -> io::Result<()> {
        let Some((reject, more)) = self.folded.take() else { return Ok(()) };
        self.write(&line(&reject, (more > 0).then_some(more))?)
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        self.filled.bytes += line.len() as u64;
        self.out.write_all(line)
    }
}

fn line(reject: &Reject, more: Option<u64>) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(&Line { reject, more })?;
    line.push(b'\n');
    Ok(line)
}
