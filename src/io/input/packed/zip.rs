//! Goes through a zip archive.

use super::super::reject::Reason;
use super::super::trouble::Trouble;
use super::limit::check;
use super::walk::{ArchiveStep, EntryAction, Gone, send, send_entry};
use super::zip_names::repeated_names;
use std::io::{self, Read, Seek};
use std::sync::mpsc::SyncSender;
use zip::ZipArchive;
use zip::result::ZipError;

const NAME: &str = "zip";

/// Sends the files whose paths are `wanted`. `size` is the size of the archive.
pub(super) fn walk_zip(
    input: impl Read + Seek,
    size: u64,
    wanted: impl Fn(&str) -> EntryAction,
    steps: &SyncSender<ArchiveStep>,
) -> Result<(), Gone> {
    let mut archive = match ZipArchive::new(input) {
        Ok(archive) => archive,
        Err(error) => return send(steps, ArchiveStep::Broken(trouble(error))),
    };
    let mut total = 0;
    for index in 0..archive.len() {
        let path = match archive.name_for_index(index) {
            Some(Ok(path)) => path.into_owned(),
            _ => format!("entry {}", index + 1),
        };
        if path.ends_with('/') {
            continue;
        }
        match wanted(&path) {
            EntryAction::Yes => {}
            EntryAction::NotNow => continue,
            EntryAction::No => {
                send(steps, ArchiveStep::OtherFile)?;
                continue;
            }
        }
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        match archive.by_index(index) {
            Ok(entry) => {
                let (wanted, packed) = (entry.size(), entry.compressed_size());
                total += send_entry((number, &path), entry, Some(wanted), packed, NAME, steps)?.unwrap_or_default();
            }
            Err(error) => {
                send(steps, ArchiveStep::Entry(number, path))?;
                send(steps, ArchiveStep::Failed(trouble(error)))?;
            }
        }
        // Entries may overlap.
        if let Err(error) = check(total, size) {
            return send(steps, ArchiveStep::Broken(error));
        }
    }
    if !archive.has_duplicate_names() {
        return Ok(());
    }
    let start = archive.central_directory_start();
    for path in repeated_names(archive.into_inner(), start) {
        match wanted(&path) {
            EntryAction::Yes => {
                send(steps, ArchiveStep::Entry(0, path))?;
                send(steps, ArchiveStep::Failed(Trouble::io(Reason::SameName)))?;
            }
            EntryAction::No if !path.ends_with('/') => send(steps, ArchiveStep::OtherFile)?,
            EntryAction::No | EntryAction::NotNow => {}
        }
    }
    Ok(())
}

fn trouble(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => Trouble::of(error, NAME),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Trouble::io(Reason::Encrypted),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => Trouble::io(Reason::PackedOtherwise(NAME)),
        _ => Trouble::io(Reason::Damaged(NAME)),
    }
}
