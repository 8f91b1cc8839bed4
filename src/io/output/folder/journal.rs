//! How far a run has come.

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

/// What is needed to go on with a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// What the run was asked to do.
    pub plan: Plan,
    /// The first record that is in no whole shard.
    pub next: Position,
    /// How many shards of each table are whole.
    pub shards: u32,
    /// How many rows of each table they hold, where the form counts them.
    pub rows: Vec<u64>,
    /// How long the file of rejections was then.
    pub rejects_bytes: u64,
    /// What was counted up to there.
    pub tally: Tally,
    /// How often each reason for a rejection was given.
    pub rejected_for: BTreeMap<String, u64>,
    /// True behind the end.
    pub complete: bool,
}

impl Journal {
    /// Of a run that begins.
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

    /// Where it is written before it is whole.
    pub fn aside(folder: &Path) -> PathBuf {
        aside(&folder.join(NAME))
    }

    /// The journal in `folder`, if there is one.
    ///
    /// # Errors
    /// One that cannot be read.
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

    /// Writes it, as a whole or not at all.
    ///
    /// # Errors
    /// What the file system says.
    pub fn save(&self, folder: &Path) -> Result<(), Error> {
        let json = serde_json::to_vec_pretty(self).map_err(|e| Error::usage(format!("no journal: {e}")))?;
        save_whole(&folder.join(NAME), &json)
    }

    /// Refuses to go on by another plan: the shards of two plans do not fit together.
    ///
    /// # Errors
    /// What differs.
    pub fn check(&self, folder: &Path, plan: &Plan) -> Result<(), Error> {
        let Some(what) = self.plan.differs(plan) else { return Ok(()) };
        let error = Error::usage(format!("the run in {} had another {what}", folder.display()));
        Err(error.help("go on with the same command line, inputs and rules, or begin in a new folder"))
    }
}
