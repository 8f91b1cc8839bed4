//! The options of commands that read a collection of reports.

use super::input::InputArgs;
use super::terminal::{count, note};
use super::threads::ThreadArgs;
use crate::error::Error;
use crate::input::{Fields, Reader};
use crate::runs::{Ended, Options};
use clap::Args;
use std::path::PathBuf;

/// How a collection of reports is read.
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

    /// The options of the run.
    pub fn options(&self) -> Options {
        Options {
            jobs: self.threads.jobs,
            fields: self.fields(),
            ..Options::default()
        }
    }

    /// The number of threads; 0 for all cores.
    pub fn jobs(&self) -> usize {
        self.threads.jobs
    }

    /// The names of the fields.
    pub fn fields(&self) -> Fields {
        self.input.fields()
    }
}

/// Reports records that could not be read.
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
