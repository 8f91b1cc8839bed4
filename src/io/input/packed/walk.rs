//! The thread that goes through an archive, and its messages.

use super::super::trouble::Trouble;
use super::limit::check;
use std::io::{self, Read};
use std::sync::mpsc::SyncSender;

/// The number of bytes sent at a time, and the number of messages that may wait in the channel.
const CHUNK: usize = 64 << 10;
pub(super) const WAITING: usize = 8;

/// A step on the way through an archive.
pub(super) enum ArchiveStep {
    /// An entry: its number among all entries, from 1, and its path in the archive. Its bytes follow.
    Entry(u32, String),
    /// An entry that is skipped.
    OtherFile,
    /// Some bytes of the entry.
    Bytes(Vec<u8>),
    /// The end of the entry.
    End,
    /// The entry, or the rest of it, cannot be read.
    Failed(io::Error),
    /// The rest of the archive cannot be read.
    Broken(io::Error),
    /// The end of the archive.
    Done,
}

/// What to do with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryAction {
    /// Read it.
    Yes,
    /// Skip it and count it as skipped.
    No,
    /// Leave it out here, because another pass reads it.
    NotNow,
}

/// The receiver has gone away.
pub(super) struct Gone;

/// Sends the bytes of an entry and returns their number; `None` when the entry is incomplete.
///
/// `wanted` is the expected number, where that is known, and `packed` the number of compressed bytes in the archive.
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
