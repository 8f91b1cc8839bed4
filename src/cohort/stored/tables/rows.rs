//! The rows of a table as text, whatever its form.

use crate::error::Error;
use std::path::Path;

/// Gives rows one after the other.
pub(super) trait Rows {
    /// The cells of the next row, in the order of the columns asked for.
    fn next(&mut self) -> Result<Option<Vec<String>>, Error>;
}

/// The places of the columns in a header.
pub(super) fn places<'h>(path: &Path, header: impl Iterator<Item = &'h str> + Clone, columns: &[&str]) -> Result<Vec<usize>, Error> {
    let place = |column: &&str| {
        header.clone().position(|name| name == *column).ok_or_else(|| {
            let error = Error::usage(format!("{}: there is no column `{column}`", path.display()));
            error.help("the run was made by an earlier version: read the archive again, or take a run with `--to jsonl`")
        })
    };
    columns.iter().map(place).collect()
}
