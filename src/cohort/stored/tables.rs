//! Findings and reports as tables.

use super::report::StoredReport;
use crate::error::Error;
use std::path::Path;

/// Some rows of both tables.
#[derive(Debug)]
pub struct TableRows {}

impl TableRows {
    pub fn for_each_batch(_findings: &Path, _reports: &Path, _each: &mut dyn FnMut(TableRows) -> Result<(), Error>) -> Result<(), Error> {
        Ok(())
    }

    pub fn for_each(&self, _each: &mut dyn FnMut(&StoredReport<'_>) -> Result<(), Error>) -> Result<(), Error> {
        Ok(())
    }
}
