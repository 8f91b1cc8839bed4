//! The progress of a run, kept on disk.

use super::super::rejects::Filled;
use super::files::{Access, aside, save_whole};
use super::manifest::Plan;
use crate::error::Error;
use crate::input::Position;
use crate::runs::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

const NAME: &str = "journal.json";
/// The file of rejections.
pub(super) const REJECTS: &str = "rejects.jsonl";

/// The state that is needed to resume a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// The plan of the run.
    pub plan: Plan,
    /// The first record that is not in a complete shard.
    pub next: Position,
    /// The number of complete shards of each table.
    pub shards: u32,
    /// The number of rows in the complete shards of each table, if the form counts them.
    pub rows: Vec<u64>,
    /// The files of the complete shards, with their sizes in bytes.
    #[serde(default)]
    pub files: BTreeMap<String, u64>,
    /// The length of the file of rejections at that point.
    pub rejects_bytes: u64,
    /// How much of it the last source has filled.
    #[serde(default)]
    pub rejects_filled: Filled,
    /// The counts up to that point.
    pub tally: Tally,
    /// The number of rejections for each reason.
    pub rejected_for: BTreeMap<String, u64>,
    /// True when the run is complete.
    pub complete: bool,
}

impl Journal {
    /// The journal of a new run.
    pub fn new(plan: Plan) -> Self {
        Self {
            plan,
            next: Position::default(),
            shards: 0,
            rows: Vec::new(),
            files: BTreeMap::new(),
            rejects_bytes: 0,
            rejects_filled: Filled::default(),
            tally: Tally::default(),
            rejected_for: BTreeMap::new(),
            complete: false,
        }
    }

    /// The temporary path of the journal.
    pub fn aside(folder: &Path) -> PathBuf {
        aside(&folder.join(NAME))
    }

    /// Reads the journal in `folder`, if there is one.
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn load(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(NAME);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::reading(&path, error)),
        };
        let journal = serde_json::from_slice(&bytes)
            .map_err(|e| Error::usage(format!("{}:{}: not a journal of radsift", path.display(), e.line())))?;
        Ok(Some(journal))
    }

    /// Writes the journal atomically.
    ///
    /// # Errors
    /// I/O errors.
    pub fn save(&self, folder: &Path, access: Access) -> Result<(), Error> {
        let json = serde_json::to_vec_pretty(self).map_err(|e| Error::usage(format!("no journal: {e}")))?;
        save_whole(&folder.join(NAME), &json, access)
    }

    /// Refuses to resume a run with another plan, with an input that was edited, or without its shards: what is there and what would come do not
    /// fit together. Of a complete run only the plan is compared: its shards may be moved, and nothing will be read.
    ///
    /// # Errors
    /// The first difference.
    pub fn check(&self, folder: &Path, plan: &Plan) -> Result<(), Error> {
        if let Some(what) = self.plan.differs(plan) {
            let error = Error::usage(format!("the run in {} had another {what}", folder.display()));
            return Err(error.help("resume with the same command line, inputs and rules, or start in a new folder"));
        }
        if self.complete {
            return Ok(());
        }
        if let Some(input) = self.plan.changed(plan) {
            let error = Error::usage(format!("{input} has changed since the run in {} began", folder.display()));
            return Err(error.help("start in a new folder: the shards are of the file as it was"));
        }
        let rejects = (REJECTS.to_owned(), self.rejects_bytes);
        for (name, size) in self.files.iter().map(|(name, &size)| (name, size)).chain([(&rejects.0, rejects.1)]) {
            let path = folder.join(name);
            let what = match fs::metadata(&path) {
                // Rejections that were written after the last shard are cut off and written again.
                Ok(meta) if meta.len() == size || (*name == rejects.0 && meta.len() > size) => continue,
                Ok(meta) => format!("{} has {} bytes where the run wrote {size}", path.display(), meta.len()),
                Err(error) if error.kind() == io::ErrorKind::NotFound && size == 0 => continue,
                Err(error) if error.kind() == io::ErrorKind::NotFound => format!("{} is missing", path.display()),
                Err(error) => return Err(Error::reading(&path, error)),
            };
            let error = Error::usage(format!("the run cannot be resumed: {what}"));
            return Err(error.help("bring the file back as it was, or start in a new folder"));
        }
        Ok(())
    }
}
