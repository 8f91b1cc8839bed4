//! Reads the one report that `show` and `explain` are about.

use super::input::InputArgs;
use crate::error::Error;
use crate::input::{Reader, Record};
use clap::Args;
use std::path::PathBuf;

/// The options that name one report.
#[derive(Debug, Args)]
#[command(mut_arg("from", |from| from.alias("format")))]
pub(super) struct ReportArgs {
    /// A text file, a .jsonl file, or - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The id of the report in a .jsonl file
    #[arg(long, value_name = "ID")]
    record: Option<String>,
    #[command(flatten)]
    input: InputArgs,
}

impl ReportArgs {
    /// The report.
    pub fn load(&self) -> Result<Record<'static>, Error> {
        let shown = self.file.display();
        if self.file.is_dir() {
            return Err(Error::usage(format!("{shown} is a folder")).help("name one file; `radsift extract` reads folders"));
        }
        let fields = self.input.fields();
        let sources = self.input.sources(std::slice::from_ref(&self.file))?;
        let mut reader = Reader::new(sources).with_fields(&fields);
        let sources = reader.sources();
        let (mut buffer, mut file) = (Vec::new(), Vec::new());
        let mut only: Option<Record<'static>> = None;
        let mut rejected = None;
        while let Some(raw) = reader.next_raw(&mut buffer) {
            match raw.record(&sources, &fields, &buffer, &mut file) {
                Ok(record) if self.record.as_ref().is_some_and(|id| *id == record.id) => return Ok(record.into_owned()),
                Ok(_) if self.record.is_some() => {}
                Ok(_) if only.is_some() => {
                    let error = Error::usage(format!("{shown} contains more than one report"));
                    return Err(error.help("choose one with --record ID"));
                }
                Ok(record) => only = Some(record.into_owned()),
                Err(reject) => rejected = rejected.or(Some(reject)),
            }
            buffer.clear();
        }
        match (only, &self.record, rejected) {
            (Some(record), _, _) => Ok(record),
            (None, Some(id), _) => Err(Error::usage(format!("{shown} contains no report with the id `{id}`"))),
            (None, None, Some(reject)) => Err(Error::usage(reject.to_string())),
            (None, None, None) => Err(Error::usage(format!("{shown} contains no report"))),
        }
    }
}
