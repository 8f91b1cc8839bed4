//! The thread that walks an archive, and what it hands over.

use super::super::trouble::Trouble;
use super::limit::check;
use std::io::{self, Read};
use std::sync::mpsc::SyncSender;

/// So many bytes are handed over at a time, and so many times that are on their way.
const CHUNK: usize = 64 << 10;
pub(super) const WAITING: usize = 8;

/// What is met on the way through an archive, in order.
pub(super) enum ArchiveStep {
    /// An entry, by its number among all, from 1, and its path in the archive. Its bytes follow.
    Entry(u32, String),
    /// An entry that is skipped.
    OtherFile,
    /// Some bytes of the entry.
    Bytes(Vec<u8>),
    /// The end of the entry.
    End,
    /// The entry, or the rest of it, cannot be read.
    Failed(io::Error),
    /// What is left of the archive cannot be read.
    Broken(io::Error),
    /// The end of the archive.
    Done,
}

/// What is done with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryAction {
    /// It is read.
    Yes,
    /// It is skipped, and counted.
    No,
    /// It is left out here, because another pass reads it.
    NotNow,
}

/// The receiver has gone away.
pub(super) struct Gone;

/// Hands over the bytes of an entry, and says how many there were; nothing where they are not whole.
///
/// `wanted` is how many there must be, where that is known, and `packed` the bytes in the archive that they come from.
pub(super) fn send_entry(
    (number, path): (u32, &str),
    mut entry: impl Read,
    wanted: Option<u64>,
    packed: u64,
    name: &'static str,
    steps: &SyncSender<ArchiveStep>,
) -> Result<Option<u64>, Gone> {
    send(steps, ArchiveStep::Entry(number, path.to_owned()))?;
    let mut read = 0;
    loop {
        let mut bytes = Vec::new();
        let got = entry.by_ref().take(CHUNK as u64).read_to_end(&mut bytes);
        read += bytes.len() as u64;
        let ended = bytes.is_empty() && got.is_ok();
        let fine = got.and_then(|_| check(read, packed)).and_then(|()| match wanted {
            Some(wanted) if ended && read < wanted => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        });
        if !bytes.is_empty() && fine.is_ok() {
            send(steps, ArchiveStep::Bytes(bytes))?;
        }
        match fine {
            Ok(()) if ended => return send(steps, ArchiveStep::End).map(|()| Some(read)),
            Ok(()) => {}
            Err(error) => return send(steps, ArchiveStep::Failed(Trouble::of(error, name))).map(|()| None),
        }
    }
}

pub(super) fn send(steps: &SyncSender<ArchiveStep>, step: ArchiveStep) -> Result<(), Gone> {
    steps.send(step).map_err(|_| Gone)
}
