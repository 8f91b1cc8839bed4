//! The folder of a bulk run: shards, rejections, and what is known of the run.
//!
//! Files are written aside (`*.partial`) and renamed when they are whole. Behind each set of whole shards the journal says how far the run has come;
//! a run that is killed goes on from there, and writes again what was not yet in the journal: the same bytes, because where a
//! shard ends depends on the input alone. Only one run at a time has the folder.

mod contents;
mod files;
mod journal;
mod lock;
mod manifest;
mod shards;

pub use contents::known;
pub use manifest::{Manifest, Plan};

use super::form::Form;
use crate::error::Error;
use crate::input::{Position, Reject};
use crate::runs::{Sink, Tables, Tally};
use files::{remove_aside, sync_folder};
use journal::Journal;
use lock::Lock;
use shards::Shards;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// How a run's folder was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderState {
    /// The run begins, or goes on, at this place of the input.
    At(Position),
    /// The run had come to its end before.
    Complete,
}

/// The folder of a run that is being written.
pub struct OutputFolder<'f> {
    folder: PathBuf,
    shards: Shards<'f>,
    rejects: BufWriter<File>,
    journal: Journal,
    /// What earlier attempts had counted.
    before: Tally,
    /// Bytes of input that the open shards hold.
    held: u64,
    shard_bytes: u64,
    first_rejects: Vec<Reject>,
    progress: Box<dyn FnMut(&Tally) + Send + 'f>,
    _lock: Lock,
}

/// How many rejections are kept to be shown.
const SHOWN: usize = 10;
const REJECTS: &str = "rejects.jsonl";

impl<'f> OutputFolder<'f> {
    /// Begins a run in `folder`, which must be empty or not there, or goes on with the one in it where `resume` is true.
    ///
    /// # Errors
    /// A folder that cannot be written, holds something else, or is being written by another run; a run to go on with that was done by another plan.
    pub fn open(folder: &Path, plan: &Plan, form: &'f dyn Form, resume: bool) -> Result<(Self, FolderState), Error> {
        fs::create_dir_all(folder).map_err(|e| Error::writing(folder, e))?;
        if Journal::load(folder)?.is_none() {
            refuse_strangers(folder)?;
        }
        let lock = Lock::take(folder)?;
        // What is in the folder counts from here on: another run may have ended just now.
        let found = Journal::load(folder)?;
        let journal = match found {
            Some(journal) if resume => {
                journal.check(folder, plan)?;
                journal
            }
            Some(_) => {
                let error = Error::usage(format!("{} holds a run already", folder.display()));
                return Err(error.help("--resume goes on with it; a new run needs a folder of its own"));
            }
            None => {
                refuse_strangers(folder)?;
                let journal = Journal::new(plan.clone());
                journal.save(folder)?;
                journal
            }
        };
        remove_aside(folder).map_err(|e| Error::writing(folder, e))?;
        let rejects = open_rejects(&folder.join(REJECTS), journal.rejects_bytes)?;
        let start = if journal.complete {
            FolderState::Complete
        } else {
            FolderState::At(journal.next)
        };
        let folder = Self {
            folder: folder.to_owned(),
            shards: Shards::new(folder, form, journal.shards, journal.rows.clone()),
            rejects,
            before: journal.tally,
            journal,
            held: 0,
            shard_bytes: plan.shard_bytes,
            first_rejects: Vec::new(),
            progress: Box::new(|_| ()),
            _lock: lock,
        };
        Ok((folder, start))
    }

    /// Calls `progress` with all counts now and then.
    pub fn on_progress(&mut self, progress: impl FnMut(&Tally) + Send + 'f) {
        self.progress = Box::new(progress);
    }

    /// The first rejections of this attempt.
    pub fn first_rejects(&self) -> &[Reject] {
        &self.first_rejects
    }

    /// What all attempts together have counted.
    pub fn tally(&self) -> &Tally {
        &self.journal.tally
    }

    /// Closes what is open and writes the manifest.
    ///
    /// # Errors
    /// What the file system says.
    pub fn finish(&mut self, manifest: impl FnOnce(&Journalled) -> Manifest) -> Result<(), Error> {
        self.close_shards()?;
        let manifest = manifest(&Journalled {
            tally: self.journal.tally,
            shards: self.journal.shards,
            rejected_for: self.journal.rejected_for.clone(),
        });
        manifest.save(&self.folder)?;
        self.journal.complete = true;
        self.journal.save(&self.folder)
    }

    /// Makes everything given out so far last, and notes it.
    fn close_shards(&mut self) -> Result<(), Error> {
        self.shards.close()?;
        let rejects = self.folder.join(REJECTS);
        let saved = self.rejects.flush().and_then(|()| self.rejects.get_ref().sync_all());
        saved.map_err(|e| Error::writing(&rejects, e))?;
        sync_folder(&self.folder).map_err(|e| Error::writing(&self.folder, e))?;
        self.journal.shards = self.shards.closed();
        self.journal.rows = self.shards.rows().to_vec();
        self.journal.rejects_bytes = self.rejects.stream_position().map_err(|e| Error::writing(&rejects, e))?;
        self.held = 0;
        self.journal.save(&self.folder)
    }
}

/// What a manifest says of the output.
#[derive(Clone, Debug)]
pub struct Journalled {
    /// All counts.
    pub tally: Tally,
    /// How many shards there are, of each table.
    pub shards: u32,
    /// How often each reason for a rejection was given.
    pub rejected_for: BTreeMap<String, u64>,
}

impl Sink for OutputFolder<'_> {
    fn records(&mut self, tables: &Tables) -> Result<(), Error> {
        self.shards.write(tables)
    }

    fn contents(&mut self, contents: &[u64]) -> Result<(), Error> {
        self.shards.note(contents)
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        let written = serde_json::to_writer(&mut self.rejects, &reject)
            .map_err(io::Error::from)
            .and_then(|()| self.rejects.write_all(b"\n"));
        written.map_err(|e| Error::writing(&self.folder.join(REJECTS), e))?;
        *self.journal.rejected_for.entry(reject.reason.to_string()).or_default() += 1;
        if self.first_rejects.len() < SHOWN {
            self.first_rejects.push(reject);
        }
        Ok(())
    }

    fn reached(&mut self, next: Position, tally: &Tally, bytes: u64) -> Result<(), Error> {
        self.held += bytes;
        self.journal.next = next;
        self.journal.tally = self.before.plus(tally);
        (self.progress)(&self.journal.tally);
        if self.held >= self.shard_bytes {
            self.close_shards()?;
        }
        Ok(())
    }
}

/// Refuses a folder that holds other files. A lock file, and a first journal that a full disk cut short, are our own.
fn refuse_strangers(folder: &Path) -> Result<(), Error> {
    let mut entries = fs::read_dir(folder).map_err(|e| Error::reading(folder, e))?;
    let ours = [Journal::aside(folder), lock::path(folder)];
    if entries.any(|entry| entry.map_or(true, |e| !ours.contains(&e.path()))) {
        let error = Error::usage(format!("{} is not empty and holds no run", folder.display()));
        return Err(error.help("name a new folder, or an empty one"));
    }
    Ok(())
}

/// The file of rejections, cut to what the journal knows of.
fn open_rejects(path: &Path, bytes: u64) -> Result<BufWriter<File>, Error> {
    let open = || -> io::Result<File> {
        let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        file.set_len(bytes)?;
        file.seek(SeekFrom::Start(bytes))?;
        Ok(file)
    };
    open().map(BufWriter::new).map_err(|e| Error::writing(path, e))
}
