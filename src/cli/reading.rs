//! The options that say how inputs are read, shared by `extract` and `run`.

use super::input::InputArgs;
use crate::error::Error;
use crate::input::{Fields, Sources};
use std::path::PathBuf;

/// The options that say how inputs are read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading", mut_arg("from", |from| from.alias("format")))]
pub(super) struct ReadingArgs {
    #[command(flatten)]
    input: InputArgs,
    /// A column of tables that goes into `meta`; repeatable [default: all other columns]
    #[arg(long, alias = "meta-col", value_name = "NAME")]
    meta_field: Vec<String>,
    /// The delimiter of CSV files, or `tab` [default: detected from the header]
    #[arg(long, value_name = "CHARACTER", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
}

impl ReadingArgs {
    /// The sources that these paths stand for.
    pub fn sources(&self, paths: &[PathBuf]) -> Result<Sources, Error> {
        self.input.sources(paths)
    }

    /// The names of fields and columns.
    pub fn fields(&self) -> Fields {
        Fields {
            meta: self.meta_field.clone(),
            delimiter: self.delimiter,
            ..self.input.fields()
        }
    }

    /// The options as written on the command line.
    pub fn written(&self) -> Vec<String> {
        let mut options = self.input.written();
        options.extend(self.meta_field.iter().map(|name| format!("--meta-field={name}")));
        options.extend(self.delimiter.map(|d| format!("--delimiter={}", char::from(d).escape_default())));
        options
    }
}

fn parse_delimiter(word: &str) -> Result<u8, String> {
    match (word, word.as_bytes()) {
        ("tab" | "\\t", _) => Ok(b'\t'),
        (_, [one]) if !matches!(one, b'"' | b'\n' | b'\r') => Ok(*one),
        _ => Err("not one plain character".to_owned()),
    }
}
