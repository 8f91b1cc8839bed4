//! Goes through a tar archive.

use super::super::trouble::Trouble;
use super::walk::{ArchiveStep, EntryAction, Gone, send, send_entry};
use std::io::{self, Read};
use std::sync::mpsc::SyncSender;

const NAME: &str = "tar";

/// Sends the files whose paths are `wanted`.
pub(super) fn walk_tar(input: impl Read, wanted: impl Fn(&str) -> EntryAction, steps: &SyncSender<ArchiveStep>) -> Result<(), Gone> {
    let mut archive = tar::Archive::new(input);
    // Behind the mark of its end another archive may follow: `cat a.tar b.tar`.
    archive.set_ignore_zeros(true);
    let broken = |error| send(steps, ArchiveStep::Broken(Trouble::of(error, NAME)));
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return broken(error),
    };
    for (number, entry) in (1..).zip(entries) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return broken(error),
        };
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type().is_dir() {
            continue;
        }
        let file = entry.header().entry_type().is_file();
        match wanted(&path) {
            EntryAction::Yes if file => {}
            EntryAction::NotNow if file => continue,
            _ => {
                send(steps, ArchiveStep::OtherFile)?;
                continue;
            }
        }
        let size = entry.size();
        if send_entry((number, &path), entry, Some(size), size, NAME, steps)?.is_none() {
            // The start of the next entry is not known.
            return Ok(());
        }
    }
    // Padding, and the checksum at the end of a compressed stream.
    match io::copy(&mut archive.into_inner(), &mut io::sink()) {
        Ok(_) => Ok(()),
        Err(error) => broken(error),
    }
}
