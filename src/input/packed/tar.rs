//! Walking a tar archive.

use super::limit::Trouble;
use super::walk::{Gone, Step, send, send_entry};
use std::io::{self, Read};
use std::sync::mpsc::SyncSender;

const NAME: &str = "tar";

/// True when a stream that begins with `head` is a tar archive.
pub(in super::super) fn looks_like_tar(head: &[u8]) -> bool {
    head.get(257..262).is_some_and(|magic| magic == b"ustar")
}

/// Hands over the files that are `wanted`, by their paths.
pub(super) fn walk_tar(input: impl Read, wanted: impl Fn(&str) -> bool, steps: &SyncSender<Step>) -> Result<(), Gone> {
    let mut archive = tar::Archive::new(input);
    let broken = |error| send(steps, Step::Broken(Trouble::of(error, NAME)));
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return broken(error),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return broken(error),
        };
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || !wanted(&path) {
            continue;
        }
        let size = entry.size();
        if send_entry(&path, entry, Some(size), size, NAME, steps)?.is_none() {
            // Where the next entry begins is not known.
            return Ok(());
        }
    }
    // Padding, and what a packed stream checks at its end.
    match io::copy(&mut archive.into_inner(), &mut io::sink()) {
        Ok(_) => Ok(()),
        Err(error) => broken(error),
    }
}
