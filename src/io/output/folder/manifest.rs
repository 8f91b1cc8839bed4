//! What a run was asked to do, and what it has done.

use super::files::save_whole;
use crate::error::Error;
use crate::input::SourceDigest;
use crate::runs::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What a run was asked to do: all that its output depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The program's version.
    pub version: String,
    /// The rule set.
    pub ruleset: String,
    /// The files, in order, with their sizes in bytes; no size for standard input.
    pub inputs: Vec<(String, Option<u64>)>,
    /// The options that change what is written, as written on the command line.
    pub options: Vec<String>,
    /// How many bytes of input a shard takes in at least.
    pub shard_bytes: u64,
}

impl Plan {
    /// The first thing that differs between two plans.
    pub(super) fn differs(&self, other: &Self) -> Option<&'static str> {
        let parts = [
            (self.version != other.version, "version of radsift"),
            (self.ruleset != other.ruleset, "rule set"),
            (self.inputs != other.inputs, "list of inputs, or their sizes"),
            (self.options != other.options, "set of options"),
            (self.shard_bytes != other.shard_bytes, "size of shards"),
        ];
        parts.into_iter().find(|p| p.0).map(|p| p.1)
    }
}

/// `run.json`: the account of a finished run.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    /// `radsift/run/1`
    pub schema: &'static str,
    /// What it was asked to do.
    pub plan: Plan,
    /// The inputs that were opened.
    pub inputs: Vec<SourceDigest>,
    /// How many records were in the input: read, rejected and skipped together.
    pub records: u64,
    /// What became of them.
    pub counts: Tally,
    /// How many shards were written, of each table.
    pub shards: u32,
    /// How often each reason for a rejection was given.
    pub rejected_for: BTreeMap<String, u64>,
    /// Seconds that the last attempt took.
    pub seconds: f64,
    /// Threads that analysed.
    pub jobs: usize,
}

impl Manifest {
    /// Writes it into `folder`.
    ///
    /// # Errors
    /// What the file system says.
    pub(super) fn save(&self, folder: &Path) -> Result<(), Error> {
        let mut json = serde_json::to_vec_pretty(self).map_err(|e| Error::usage(format!("no manifest: {e}")))?;
        json.push(b'\n');
        save_whole(&folder.join("run.json"), &json)
    }
}
