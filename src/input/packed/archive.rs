//! An archive as one source: its entries one after the other.

use super::super::format::Format;
use super::super::open::{Opened, Opening, open_stream};
use super::super::origin::Origin;
use super::super::pieces::{Piece, Pieces};
use super::super::raw::Body;
use super::super::reject::Reason;
use super::entry::{Entry, Steps, next_step};
use super::tar::walk_tar;
use super::walk::{Gone, Step, WAITING, send};
use super::zip::walk_zip;
use std::io::{Read, Seek};
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// The entries of an archive.
pub(in super::super) struct Archive {
    steps: Steps,
    origin: Arc<Origin>,
    opening: Opening,
    open: Option<Opened>,
    /// Where the last piece comes from, and its number there.
    last: (Arc<Origin>, u64),
    /// True when an entry that is read here has been met.
    met: bool,
    done: bool,
}

impl Archive {
    /// Of a tar archive.
    pub fn tar(input: Box<dyn Read + Send>, origin: Arc<Origin>, opening: &Opening) -> Self {
        Self::new(origin, opening, move |steps| walk_tar(input, is_read, steps))
    }

    /// Of a zip archive, which has `size` bytes.
    pub fn zip(input: impl Read + Seek + Send + 'static, size: u64, origin: Arc<Origin>, opening: &Opening) -> Self {
        Self::new(origin, opening, move |steps| walk_zip(input, size, is_read, steps))
    }

    fn new(origin: Arc<Origin>, opening: &Opening, walk: impl FnOnce(&SyncSender<Step>) -> Result<(), Gone> + Send + 'static) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        let run = move || {
            if walk(&sender).is_ok() {
                let _ = send(&sender, Step::Done);
            }
        };
        // Where no thread can be had the channel has no sender, which is met as damage.
        let _ = thread::Builder::new().name("archive".to_owned()).spawn(run);
        Self {
            steps: Arc::new(Mutex::new(receiver)),
            last: (Arc::clone(&origin), 0),
            origin,
            opening: opening.inside(),
            open: None,
            met: false,
            done: false,
        }
    }

    /// Opens the entry that has been met.
    fn open(&mut self, path: &str, buffer: &mut Vec<u8>) {
        let name = format!("{}!/{}", self.origin.name, path.trim_start_matches("./").trim_start_matches('/'));
        let format = Format::of(Path::new(path)).unwrap_or(Format::Auto);
        let entry = Box::new(Entry::new(&self.steps));
        self.open = Some(open_stream(entry, name.clone(), name, format, &self.opening, buffer));
        self.met = true;
    }

    /// A piece that says what is wrong with the archive itself.
    fn broken(&mut self, reason: Reason) -> Piece {
        self.last = (Arc::clone(&self.origin), 0);
        self.failed(reason)
    }

    /// A piece that says what is wrong with the entry that was open last.
    fn failed(&mut self, reason: Reason) -> Piece {
        self.last.1 += 1;
        Piece {
            line: 0,
            offset: 0,
            body: Body::Broken(reason),
        }
    }
}

impl Pieces for Archive {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        loop {
            if let Some(open) = &mut self.open {
                if let Some(piece) = open.pieces.next(buffer) {
                    self.last = match open.pieces.entry() {
                        Some(entry) => entry,
                        None if Arc::ptr_eq(&self.last.0, &open.origin) => (Arc::clone(&open.origin), self.last.1 + 1),
                        None => (Arc::clone(&open.origin), 1),
                    };
                    return Some(piece);
                }
                self.open = None;
            }
            if self.done {
                return None;
            }
            match next_step(&self.steps) {
                Some(Step::Entry(path)) => self.open(&path, buffer),
                // The entry was given up before its end.
                Some(Step::Bytes(_) | Step::End) => {}
                Some(Step::Failed(error)) => return Some(self.failed(Reason::of_io(&error))),
                Some(Step::Broken(error)) => {
                    self.met = true;
                    return Some(self.broken(Reason::of_io(&error)));
                }
                Some(Step::Done) => {
                    self.done = true;
                    if !self.met {
                        return Some(self.broken(Reason::NoEntries));
                    }
                }
                None => {
                    self.done = true;
                    return Some(self.broken(Reason::Damaged("archive")));
                }
            }
        }
    }

    fn entry(&self) -> Option<(Arc<Origin>, u64)> {
        Some(self.last.clone())
    }
}

/// True for entries whose ending is known. What macOS puts beside each file is none.
fn is_read(path: &str) -> bool {
    let path = Path::new(path);
    let beside = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"._"));
    !beside && Format::of(path).is_some()
}
