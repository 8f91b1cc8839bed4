//! The options that say how inputs are read: what `extract` and `run` share.

use crate::error::Error;
use crate::input::{Fields, Format, Sources, find_sources};
use clap::ValueEnum;
use std::path::PathBuf;

/// The options that say how inputs are read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct ReadingArgs {
    /// How standard input and the files are written, whatever their endings; packing is undone first
    #[arg(long, aliases = ["format", "input-format"], value_enum, value_name = "FORMAT", default_value_t = FormatArg::Auto)]
    from: FormatArg,
    /// The field or column that holds the id
    #[arg(long, alias = "id-col", value_name = "NAME", default_value = "id")]
    id_field: String,
    /// The field or column that holds the report
    #[arg(long, alias = "text-col", value_name = "NAME", default_value = "text")]
    text_field: String,
    /// A column of tables that goes into `meta`; may be given again [default: all other columns]
    #[arg(long, alias = "meta-col", value_name = "NAME")]
    meta_field: Vec<String>,
    /// What stands between the fields of CSV files, or `tab` [default: as the header shows]
    #[arg(long, value_name = "CHARACTER", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
}

/// The words for [`Format`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    /// What the first bytes show
    Auto,
    /// The whole input is one report
    Text,
    /// One JSON object a line
    Jsonl,
    /// A table with commas, or another delimiter, and a header
    Csv,
    /// A table with tabs and a header
    Tsv,
    /// A Parquet file
    Parquet,
    /// HL7 v2 report messages: bare, framed, in batches or log files
    Hl7,
    /// FHIR R4 DiagnosticReport: JSON, one or many, or bundles
    Fhir,
    /// CDA documents
    Cda,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Auto => Format::Auto,
            FormatArg::Text => Format::Text,
            FormatArg::Jsonl => Format::JsonLines,
            FormatArg::Csv => Format::Csv,
            FormatArg::Tsv => Format::Tsv,
            FormatArg::Parquet => Format::Parquet,
            FormatArg::Hl7 => Format::Hl7,
            FormatArg::Fhir => Format::Fhir,
            FormatArg::Cda => Format::Cda,
        }
    }
}

impl ReadingArgs {
    /// What these paths stand for.
    pub fn sources(&self, paths: &[PathBuf]) -> Result<Sources, Error> {
        find_sources(paths, self.from.into())
    }

    /// The names of fields and columns.
    pub fn fields(&self) -> Fields {
        Fields {
            id: self.id_field.clone(),
            text: self.text_field.clone(),
            meta: self.meta_field.clone(),
            delimiter: self.delimiter,
        }
    }

    /// The options as they are written on the command line.
    pub fn written(&self) -> Vec<String> {
        let mut options = vec![
            format!("--from={}", format!("{:?}", self.from).to_lowercase()),
            format!("--id-field={}", self.id_field),
            format!("--text-field={}", self.text_field),
        ];
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
