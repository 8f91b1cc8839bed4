//! The collection of reports that a command looks at.

use super::input::InputArgs;
use super::terminal::{count, note};
use super::threads::ThreadArgs;
use crate::error::Error;
use crate::input::{Fields, Reader};
use crate::runs::{Ended, Options};
use clap::Args;
use std::path::PathBuf;

/// The options that say how a collection of reports is read.
#[derive(Debug, Args)]
pub(super) struct CollectionArgs {
    #[command(flatten)]
    threads: ThreadArgs,
    #[command(flatten)]
    input: InputArgs,
}

impl CollectionArgs {
    /// A reader of these paths.
    pub fn reader(&self, paths: &[PathBuf]) -> Result<Reader, Error> {
        Ok(Reader::new(self.input.sources(paths)?).with_fields(&self.fields()))
    }

    /// How a run is done.
    pub fn options(&self) -> Options {
        Options {
            jobs: self.threads.jobs,
            fields: self.fields(),
            ..Options::default()
        }
    }

    /// How many threads analyse; 0 for all.
    pub fn jobs(&self) -> usize {
        self.threads.jobs
    }

    /// The names of the fields.
    pub fn fields(&self) -> Fields {
        self.input.fields()
    }
}

/// Tells of records that could not be read.
pub(super) fn tell(ended: &Ended) {
    for reject in &ended.rejects {
        note(&format!("rejected: {reject}"));
    }
    if ended.tally.rejected > 0 {
        note(&format!(
            "{} read, {} rejected",
            count(ended.tally.reports, "report"),
            count(ended.tally.rejected, "record")
        ));
    }
}
