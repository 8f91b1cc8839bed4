//! The content hashes of the records that a run has read, for later runs that skip unchanged records.
//!
//! One file per shard, eight bytes per record, little-endian.

use super::super::form::Table;
use super::journal::Journal;
use super::manifest::Plan;
use crate::error::Error;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

const NAME: &str = "contents";
const EXTENSION: &str = "u64";

/// The table of content hashes.
pub(super) fn table() -> Table<'static> {
    Table::plain(NAME, EXTENSION, Vec::new())
}

/// The content hashes of the run in `folder`; empty when that run used another rule set or version.
///
/// # Errors
/// A folder without a run, or files that cannot be read.
pub fn known(folder: &Path, plan: &Plan) -> Result<HashSet<u64>, Error> {
    let Some(journal) = Journal::load(folder)? else {
        return Err(Error::usage(format!("{} contains no run", folder.display())));
    };
    let mut known = HashSet::new();
    if (&journal.plan.ruleset, &journal.plan.version) != (&plan.ruleset, &plan.version) {
        return Ok(known);
    }
    for number in 0..journal.shards {
        let path = folder.join(format!("{NAME}-{number:05}.{EXTENSION}"));
        let bytes = fs::read(&path).map_err(|e| Error::reading(&path, e))?;
        known.extend(bytes.as_chunks::<8>().0.iter().map(|&b| u64::from_le_bytes(b)));
    }
    Ok(known)
}
