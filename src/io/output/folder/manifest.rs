//! The plan of a run, and the account of what it has done.

use super::files::{Access, save_whole};
use super::stamp::Stamp;
use crate::error::Error;
use crate::input::SourceDigest;
use crate::runs::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The plan of a run: everything that its output depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The program's version.
    pub version: String,
    /// The rule set.
    pub ruleset: String,
    /// The input files in order, with their sizes in bytes; no size for standard input.
    pub inputs: Vec<(String, Option<u64>)>,
    /// What the input files were when the run began; empty in the account, which has their hashes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stamps: Vec<Option<Stamp>>,
    /// The options that change the output, as written on the command line.
    pub options: Vec<String>,
    /// The minimum size of a shard in bytes of input.
    pub shard_bytes: u64,
}

impl Plan {
    /// The first difference between two plans.
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

    /// The first input that is not what it was. A run of an earlier version has no stamps.
    pub(super) fn changed(&self, now: &Self) -> Option<&str> {
        let both = self.stamps.iter().zip(&now.stamps).zip(&self.inputs);
        both.into_iter()
            .find(|((before, now), _)| before != now)
            .map(|(_, input)| input.0.as_str())
    }
}

/// `run.json`: the account of a finished run.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    /// `radsift/run/1`
    pub schema: &'static str,
    /// The plan.
    pub plan: Plan,
    /// The inputs that could be read.
    pub inputs: Vec<SourceDigest>,
    /// The number of records in the input: read, rejected and skipped together.
    pub records: u64,
    /// The counts by result.
    pub counts: Tally,
    /// The number of shards of each table.
    pub shards: u32,
    /// The number of rejections for each reason.
    pub rejected_for: BTreeMap<String, u64>,
    /// The duration of the last attempt in seconds.
    pub seconds: f64,
    /// The number of threads that analysed reports.
    pub jobs: usize,
}

impl Manifest {
    /// Writes it into `folder`.
    ///
    /// # Errors
    /// I/O errors.
    pub(super) fn save(&self, folder: &Path, access: Access) -> Result<(), Error> {
        let mut json = serde_json::to_vec_pretty(self).map_err(|e| Error::usage(format!("no manifest: {e}")))?;
        json.push(b'\n');
        save_whole(&folder.join("run.json"), &json, access)
    }
}
