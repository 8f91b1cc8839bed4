//! The shards that an earlier run has written.

use crate::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// The shards of a table in the folder of a run, or in that of this form when the run wrote several, in order: the files whose names begin with that of
/// the table and end so.
///
/// # Errors
/// A folder that cannot be read.
pub fn shards(run: &Path, form: &str, table: &str, endings: &[&str]) -> Result<Vec<PathBuf>, Error> {
    let own = run.join(form);
    let folder = if own.is_dir() { &own } else { run };
    let entries = fs::read_dir(folder).map_err(|e| Error::reading(folder, e))?;
    let is_shard = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let number = name.strip_prefix(table).and_then(|rest| rest.strip_prefix('-'));
        number.is_some() && endings.iter().any(|ending| name.ends_with(ending))
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_shard).collect();
    paths.sort();
    Ok(paths)
}
