//! Reads an archive as one source with its entries one after the other.

use super::super::body::Body;
use super::super::format::Format;
use super::super::opened::{OpenStream, Opened};
use super::super::origin::Origin;
use super::super::pieces::{Piece, Pieces};
use super::super::reject::Reason;
use super::super::skipped::Skipped;
use super::super::source_options::SourceOptions;
use super::entry::{EntryBytes, Steps, next_step};
use super::tar::walk_tar;
use super::walk::{ArchiveStep, EntryAction, Gone, WAITING, send};
use super::zip::walk_zip;
use crate::panic_guard::catch;
use std::io::{Read, Seek};
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// The entries of an archive.
pub(in super::super) struct Archive {
    steps: Steps,
    origin: Arc<Origin>,
    options: SourceOptions,
    open_stream: OpenStream,
    open: Option<Opened>,
    /// The origin of the last piece, and the number of the piece in it.
    last: (Arc<Origin>, u64),
    /// True after the first entry that is read.
    met: bool,
    done: bool,
    skipped: Skipped,
}

impl Archive {
    /// Reads a tar archive, whose entries are opened with `open_stream`.
    pub fn tar(input: Box<dyn Read + Send>, origin: Arc<Origin>, options: &SourceOptions, open_stream: OpenStream) -> Self {
        let choose = choose(options.inside());
        Self::new(origin, options, open_stream, move |steps| walk_tar(input, choose, steps))
    }

    /// Reads a zip archive of `size` bytes, whose entries are opened with `open_stream`.
    pub fn zip(
        input: impl Read + Seek + Send + 'static,
        size: u64,
        origin: Arc<Origin>,
        options: &SourceOptions,
        open_stream: OpenStream,
    ) -> Self {
        let choose = choose(options.inside());
        Self::new(origin, options, open_stream, move |steps| walk_zip(input, size, choose, steps))
    }

    fn new(
        origin: Arc<Origin>,
        options: &SourceOptions,
        open_stream: OpenStream,
        walk: impl FnOnce(&SyncSender<ArchiveStep>) -> Result<(), Gone> + Send + 'static,
    ) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        let run = move || {
            if matches!(catch(|| walk(&sender)), Ok(Ok(()))) {
                let _ = send(&sender, ArchiveStep::Done);
            }
        };
        // If no thread can be started, the channel has no sender, and the archive counts as damaged.
        let _ = thread::Builder::new().name("archive".to_owned()).spawn(run);
        Self {
            steps: Arc::new(Mutex::new(receiver)),
            last: (Arc::clone(&origin), 0),
            origin,
            options: options.inside(),
            open_stream,
            open: None,
            met: false,
            done: false,
            skipped: Skipped::default(),
        }
    }

    /// Opens the entry that comes next.
    fn open(&mut self, number: u32, path: &str, buffer: &mut Vec<u8>) {
        let name = format!("{}!/{}", self.origin.name, path.trim_start_matches("./").trim_start_matches('/'));
        let format = self.options.format_of_entry(Path::new(path)).unwrap_or_default();
        let entry = Box::new(EntryBytes::new(&self.steps));
        let mut origin = Origin::new(name.clone(), name, format);
        origin.entry = number;
        let options = self.options.of_entry(Path::new(path));
        let opened = (self.open_stream)(entry, origin, &options, buffer);
        // A log without messages counts as a file that is not a report.
        let skipped = options.only != self.options.only && !matches!(opened.origin.format, Format::Hl7 | Format::Auto);
        self.skipped.other_files += u64::from(skipped);
        self.met |= !skipped;
        self.open = Some(opened);
    }

    /// A broken piece for the archive itself.
    fn broken(&mut self, reason: Reason) -> Piece {
        self.last = (Arc::clone(&self.origin), 0);
        self.failed(reason)
    }

    /// A broken piece for the entry that was opened last.
    fn failed(&mut self, reason: Reason) -> Piece {
        self.last.1 += 1;
        Piece::of(Body::Broken(reason))
    }
}

impl Pieces for Archive {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        loop {
            if let Some(open) = &mut self.open {
                let piece = open.pieces.next(buffer);
                self.skipped = self.skipped.plus(open.pieces.skipped());
                if let Some(piece) = piece {
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
                Some(ArchiveStep::Entry(number, path)) => self.open(number, &path, buffer),
                Some(ArchiveStep::OtherFile) => self.skipped.other_files += 1,
                // The entry was abandoned before its end.
                Some(ArchiveStep::Bytes(_) | ArchiveStep::End) => {}
                Some(ArchiveStep::Failed(error)) => return Some(self.failed(Reason::of_io(&error))),
                Some(ArchiveStep::Broken(error)) => {
                    self.met = true;
                    return Some(self.broken(Reason::of_io(&error)));
                }
                Some(ArchiveStep::Done) => {
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

    fn skipped(&mut self) -> Skipped {
        std::mem::take(&mut self.skipped)
    }

    fn column(&self) -> usize {
        self.open.as_ref().map_or(0, |open| open.pieces.column())
    }

    fn entry(&self) -> Option<(Arc<Origin>, u64)> {
        Some(self.last.clone())
    }
}

/// Entries with a known extension are read.
fn choose(options: SourceOptions) -> impl Fn(&str) -> EntryAction {
    move |path| match Path::new(path) {
        path if options.format_of_entry(path).is_none() => EntryAction::No,
        path if options.leaves_out_entry(path) => EntryAction::NotNow,
        _ => EntryAction::Yes,
    }
}
