//! Reads one entry of an archive as a stream.

use super::super::reject::Reason;
use super::super::trouble::Trouble;
use super::walk::ArchiveStep;
use std::io::{self, Read};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

/// The steps sent by the walking thread, shared between an archive and its open entry.
pub(super) type Steps = Arc<Mutex<Receiver<ArchiveStep>>>;

/// The next step; `None` when the thread has ended.
pub(super) fn next_step(steps: &Steps) -> Option<ArchiveStep> {
    steps.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// The bytes of an entry.
pub(super) struct EntryBytes {
    steps: Steps,
    bytes: Vec<u8>,
    at: usize,
    ended: bool,
}

impl EntryBytes {
    /// The entry that the thread has just reached.
    pub fn new(steps: &Steps) -> Self {
        Self {
            steps: Arc::clone(steps),
            bytes: Vec::new(),
            at: 0,
            ended: false,
        }
    }
}

impl Read for EntryBytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.bytes.len() && !self.ended {
            match next_step(&self.steps) {
                Some(ArchiveStep::Bytes(bytes)) => (self.bytes, self.at) = (bytes, 0),
                Some(ArchiveStep::Failed(error) | ArchiveStep::Broken(error)) => {
                    self.ended = true;
                    return Err(error);
                }
                Some(ArchiveStep::End) => self.ended = true,
                Some(ArchiveStep::Entry(..) | ArchiveStep::OtherFile | ArchiveStep::Done) | None => {
                    self.ended = true;
                    return Err(Trouble::io(Reason::Damaged("archive")));
                }
            }
        }
        let length = (&self.bytes[self.at..]).read(buffer)?;
        self.at += length;
        Ok(length)
    }
}
