//! The output folder of a bulk run: shards, rejections, and the state of the run.
//!
//! Files are written under a temporary name (`*.partial`) and renamed when they are complete. After each set of complete shards the journal records
//! the progress of the run. A run that was killed is resumed from there, and writes the same bytes again, because the end of a
//! shard depends on the input alone. Only one run at a time can use the folder.

mod contents;
mod journal;
mod lock;
mod manifest;
mod shards;
mod stamp;

pub use contents::known;
pub use manifest::{Manifest, Plan};
pub use stamp::Stamp;

use super::files;
use super::form::Form;
use super::reject_limit::RejectLimit;
use super::rejects::Rejects;
use crate::error::Error;
use crate::input::{Position, Reject};
use crate::runs::{Crew, Sink, Tables, Tally};
use files::{Access, create_folder, remove_aside, sync_folder};
use journal::{Journal, REJECTS};
use lock::Lock;
use shards::Shards;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The state of a run's folder when it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderState {
    /// The run starts, or is resumed, at this position of the input.
    At(Position),
    /// The run was already complete.
    Complete,
}

/// What happens to a folder.
#[derive(Clone, Copy, Debug)]
pub enum FolderEvent<'a> {
    /// The counts have grown.
    Progress(&'a Tally),
    /// A record was rejected.
    Rejected(&'a Reject),
    /// The shard with this number is complete, with these files and their sizes.
    Shard(u32, &'a [(String, u64)]),
}

/// The folder of a run in progress.
pub struct OutputFolder<'f> {
    folder: PathBuf,
    shards: Shards<'f>,
    rejects: Rejects<BufWriter<File>>,
    journal: Journal,
    /// The counts of earlier attempts.
    before: Tally,
    /// The number of input bytes in the open shards.
    held: u64,
    shard_bytes: u64,
    first_rejects: Vec<Reject>,
    limit: Option<RejectLimit>,
    tell: Box<dyn FnMut(FolderEvent<'_>) + Send + 'f>,
    access: Access,
    _lock: Lock,
}

/// The most rejections that are kept for the summary.
const SHOWN: usize = 10;

impl<'f> OutputFolder<'f> {
    /// Starts a run in `folder`, which must be empty or missing; with `resume`, continues the run in it. What is created is for `access`.
    ///
    /// # Errors
    /// A folder that cannot be written, contains something else, or is used by another run; a run to resume that has another plan.
    pub fn open(folder: &Path, plan: &Plan, form: &'f dyn Form, resume: bool, access: Access) -> Result<(Self, FolderState), Error> {
        create_folder(folder, access).map_err(|e| Error::writing(folder, e))?;
        if Journal::load(folder)?.is_none() {
            refuse_strangers(folder)?;
        }
        let lock = Lock::take(folder)?;
        // The contents of the folder are only read now, with the lock held: another run may have ended just before.
        let found = Journal::load(folder)?;
        let journal = match found {
            Some(journal) if resume => {
                journal.check(folder, plan)?;
                journal
            }
            Some(_) => {
                let error = Error::usage(format!("{} already contains a run", folder.display()));
                return Err(error.help("--resume continues it; a new run needs a folder of its own"));
            }
            None => {
                refuse_strangers(folder)?;
                let journal = Journal::new(plan.clone());
                journal.save(folder, access)?;
                journal
            }
        };
        let own = form
            .tables()
            .into_iter()
            .filter_map(|table| table.folder)
            .map(|own| folder.join(own));
        for folder in own.filter(|own| own.is_dir()).chain([folder.to_owned()]) {
            remove_aside(&folder).map_err(|e| Error::writing(&folder, e))?;
        }
        let rejects = open_rejects(&folder.join(REJECTS), journal.rejects_bytes, access)?;
        let start = if journal.complete {
            FolderState::Complete
        } else {
            FolderState::At(journal.next)
        };
        let folder = Self {
            folder: folder.to_owned(),
            shards: Shards::new(folder, form, journal.shards, journal.rows.clone(), access),
            rejects: Rejects::new(rejects, journal.rejects_filled.clone()),
            before: journal.tally,
            journal,
            held: 0,
            shard_bytes: plan.shard_bytes,
            first_rejects: Vec::new(),
            limit: None,
            tell: Box::new(|_| ()),
            access,
            _lock: lock,
        };
        Ok((folder, start))
    }

    /// Calls `tell` with everything that happens from here on.
    pub fn on_event(&mut self, tell: impl FnMut(FolderEvent<'_>) + Send + 'f) {
        self.tell = Box::new(tell);
    }

    /// Ends the run with an error when more records are rejected. The run can be resumed, with another limit too.
    pub fn limit_rejects(&mut self, limit: Option<RejectLimit>) {
        self.limit = limit;
    }

    /// The first rejections of this attempt.
    pub fn first_rejects(&self) -> &[Reject] {
        &self.first_rejects
    }

    /// The number of rejections for each reason.
    pub fn rejected_for(&self) -> &BTreeMap<String, u64> {
        &self.journal.rejected_for
    }

    /// The counts of all attempts together.
    pub fn tally(&self) -> &Tally {
        &self.journal.tally
    }

    /// Closes the open files and writes the manifest.
    ///
    /// # Errors
    /// I/O errors; more rejections than are allowed.
    pub fn finish(&mut self, manifest: impl FnOnce(&Journalled) -> Manifest) -> Result<(), Error> {
        self.check_limit(true)?;
        self.close_shards()?;
        let manifest = manifest(&Journalled {
            tally: self.journal.tally,
            shards: self.journal.shards,
            rejected_for: self.journal.rejected_for.clone(),
        });
        manifest.save(&self.folder, self.access)?;
        self.journal.complete = true;
        self.journal.save(&self.folder, self.access)
    }

    fn check_limit(&self, at_the_end: bool) -> Result<(), Error> {
        self.limit.map_or(Ok(()), |limit| limit.check(&self.journal.tally, at_the_end))
    }

    /// Makes the output so far durable and records it in the journal.
    fn close_shards(&mut self) -> Result<(), Error> {
        self.shards.close()?;
        let rejects = self.folder.join(REJECTS);
        let saved = self.rejects.flush().cloned();
        self.journal.rejects_filled = saved.map_err(|e| Error::writing(&rejects, e))?;
        let file = self.rejects.out();
        let end = file.get_ref().sync_all().and_then(|()| file.stream_position());
        self.journal.rejects_bytes = end.map_err(|e| Error::writing(&rejects, e))?;
        sync_folder(&self.folder).map_err(|e| Error::writing(&self.folder, e))?;
        self.journal.shards = self.shards.closed();
        self.journal.rows = self.shards.rows().to_vec();
        let sizes = self.shards.take_sizes();
        if let Some(number) = self.journal.shards.checked_sub(1).filter(|_| !sizes.is_empty()) {
            (self.tell)(FolderEvent::Shard(number, &sizes));
        }
        self.journal.files.extend(sizes);
        self.held = 0;
        self.journal.save(&self.folder, self.access)
    }
}

/// The figures of the output for the manifest.
#[derive(Clone, Debug)]
pub struct Journalled {
    /// All counts.
    pub tally: Tally,
    /// The number of shards of each table.
    pub shards: u32,
    /// The number of rejections for each reason.
    pub rejected_for: BTreeMap<String, u64>,
}

impl Sink for OutputFolder<'_> {
    fn begin(&mut self, crew: &Crew) {
        self.shards.work_with(crew);
    }

    fn records(&mut self, tables: &mut Tables) -> Result<(), Error> {
        self.shards.write(tables)
    }

    fn contents(&mut self, contents: &[u64]) -> Result<(), Error> {
        self.shards.note(contents)
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        self.rejects
            .add(&reject)
            .map_err(|e| Error::writing(&self.folder.join(REJECTS), e))?;
        *self.journal.rejected_for.entry(reject.reason.code().to_owned()).or_default() += 1;
        (self.tell)(FolderEvent::Rejected(&reject));
        if self.first_rejects.len() < SHOWN {
            self.first_rejects.push(reject);
        }
        Ok(())
    }

    fn reached(&mut self, next: Position, tally: &Tally, bytes: u64) -> Result<(), Error> {
        self.held += bytes;
        self.journal.next = next;
        self.journal.tally = self.before.plus(tally);
        (self.tell)(FolderEvent::Progress(&self.journal.tally));
        if self.held >= self.shard_bytes {
            self.close_shards()?;
        }
        self.check_limit(false)
    }

    fn end(&mut self) -> Result<(), Error> {
        self.close_shards()
    }
}

/// Refuses a folder that contains other files. A lock file, and a first journal that was truncated by a full disk, are our own.
fn refuse_strangers(folder: &Path) -> Result<(), Error> {
    let mut entries = fs::read_dir(folder).map_err(|e| Error::reading(folder, e))?;
    let ours = [Journal::aside(folder), lock::path(folder)];
    if entries.any(|entry| entry.map_or(true, |e| !ours.contains(&e.path()))) {
        let error = Error::usage(format!("{} is not empty and contains no run", folder.display()));
        return Err(error.help("name a new folder, or an empty one"));
    }
    Ok(())
}

/// The file of rejections, truncated to the length in the journal.
fn open_rejects(path: &Path, bytes: u64, access: Access) -> Result<BufWriter<File>, Error> {
    let open = || -> io::Result<File> {
        let mut file = files::open(path, access, OpenOptions::new().truncate(false))?;
        file.set_len(bytes)?;
        file.seek(SeekFrom::Start(bytes))?;
        Ok(file)
    };
    open().map(BufWriter::new).map_err(|e| Error::writing(path, e))
}
