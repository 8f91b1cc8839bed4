//! The archive a command looks at.

use super::reading::FormatArg;
use super::terminal::{count, note};
use crate::error::Error;
use crate::input::{Fields, Reader, find_sources};
use crate::runs::{Ended, Options};
use clap::Args;
use std::path::PathBuf;

/// The options that say how an archive is read.
#[derive(Debug, Args)]
pub(super) struct ArchiveArgs {
    /// How many threads analyse [default: all cores]; the output is the same with any number
    #[arg(short, long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,
    /// How the files are written, whatever their endings
    #[arg(long, alias = "input-format", value_enum, value_name = "FORMAT", default_value_t = FormatArg::Auto)]
    from: FormatArg,
    /// The field that holds the id
    #[arg(long, alias = "id-col", value_name = "NAME", default_value = "id")]
    id_field: String,
    /// The field that holds the report
    #[arg(long, alias = "text-col", value_name = "NAME", default_value = "text")]
    text_field: String,
}

impl ArchiveArgs {
    /// A reader of these paths.
    pub fn reader(&self, paths: &[PathBuf]) -> Result<Reader, Error> {
        Ok(Reader::new(find_sources(paths, self.from.into())?).with_fields(&self.fields()))
    }

    /// How a run is done.
    pub fn options(&self) -> Options {
        Options {
            jobs: self.jobs,
            fields: self.fields(),
            ..Options::default()
        }
    }

    /// How many threads analyse; 0 for all.
    pub fn jobs(&self) -> usize {
        self.jobs
    }

    /// The names of the fields.
    pub fn fields(&self) -> Fields {
        Fields {
            id: self.id_field.clone(),
            text: self.text_field.clone(),
            ..Fields::default()
        }
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
