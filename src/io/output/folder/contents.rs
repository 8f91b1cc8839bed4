//! The content of the records that a run has looked at, for later runs that pass over what they know.
//!
//! One file a shard, eight bytes a record, little-endian.

use super::super::form::Table;
use super::journal::Journal;
use super::manifest::Plan;
use crate::error::Error;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

const NAME: &str = "contents";
const EXTENSION: &str = "u64";

/// The table of contents.
pub(super) fn table() -> Table<'static> {
    Table::plain(NAME, EXTENSION, Vec::new())
}

/// The content known from the run in `folder`; nothing when that run read by other rules.
///
/// # Errors
/// A folder without a run, files that cannot be read.
pub fn known(folder: &Path, plan: &Plan) -> Result<HashSet<u64>, Error> {
    let Some(journal) = Journal::load(folder)? else {
        return Err(Error::usage(format!("{} holds no run", folder.display())));
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
