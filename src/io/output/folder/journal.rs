//! The progress of a run, kept on disk.

use super::files::{aside, save_whole};
use super::manifest::Plan;
use crate::error::Error;
use crate::input::Position;
use crate::runs::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

const NAME: &str = "journal.json";

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
    /// The length of the file of rejections at that point.
    pub rejects_bytes: u64,
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
            rejects_bytes: 0,
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
    pub fn save(&self, folder: &Path) -> Result<(), Error> {
        let json = serde_json::to_vec_pretty(self).map_err(|e| Error::usage(format!("no journal: {e}")))?;
        save_whole(&folder.join(NAME), &json)
    }

    /// Refuses to resume a run with another plan: the shards of two plans do not fit together.
    ///
    /// # Errors
    /// The first difference between the plans.
    pub fn check(&self, folder: &Path, plan: &Plan) -> Result<(), Error> {
        let Some(what) = self.plan.differs(plan) else { return Ok(()) };
        let error = Error::usage(format!("the run in {} had another {what}", folder.display()));
        Err(error.help("resume with the same command line, inputs and rules, or start in a new folder"))
    }
}
