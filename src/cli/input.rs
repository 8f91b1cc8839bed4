//! The options that say how input files are written, shared by every command that reads reports.

use crate::error::Error;
use crate::input::{Fields, Format, Sources, find_sources};
use clap::builder::{MapValueParser, PossibleValue, PossibleValuesParser, TypedValueParser, ValueParserFactory};
use std::path::PathBuf;

/// The format of the files, and the names of their fields.
#[derive(Debug, clap::Args)]
pub(super) struct InputArgs {
    /// The format of standard input and of the files, overriding their extensions; compressed input is unpacked first
    #[arg(long, alias = "input-format", value_name = "FORMAT", default_value = FormatArg::AUTO)]
    from: FormatArg,
    #[command(flatten)]
    fields: FieldArgs,
}

/// The names of the fields that every record has. A command that needs another help text changes it with `mut_arg`.
#[derive(Debug, clap::Args)]
pub(super) struct FieldArgs {
    /// The field or column that holds the id
    #[arg(long, alias = "id-col", value_name = "NAME", default_value = "id")]
    id_field: String,
    /// The field or column that holds the report
    #[arg(long, alias = "text-col", value_name = "NAME", default_value = "text")]
    text_field: String,
}

impl InputArgs {
    /// The sources that these paths stand for.
    pub fn sources(&self, paths: &[PathBuf]) -> Result<Sources, Error> {
        find_sources(paths, self.from.0)
    }

    /// The names of the fields.
    pub fn fields(&self) -> Fields {
        self.fields.fields()
    }

    /// The options as written on the command line.
    pub fn written(&self) -> Vec<String> {
        vec![
            format!("--from={}", self.from.0.name()),
            format!("--id-field={}", self.fields.id_field),
            format!("--text-field={}", self.fields.text_field),
        ]
    }
}

impl FieldArgs {
    /// The names of the fields.
    pub fn fields(&self) -> Fields {
        Fields {
            id: self.id_field.clone(),
            text: self.text_field.clone(),
            ..Fields::default()
        }
    }
}

/// A format on the command line. The names come from the library, so that a new format needs no change here.
#[derive(Clone, Copy, Debug)]
struct FormatArg(Format);

impl FormatArg {
    /// The name of the format that is detected from the first bytes.
    const AUTO: &'static str = "auto";
}

impl ValueParserFactory for FormatArg {
    type Parser = MapValueParser<PossibleValuesParser, fn(String) -> Self>;

    fn value_parser() -> Self::Parser {
        let values = Format::all().map(|(_, name, about)| PossibleValue::new(name).help(about));
        let parse: fn(String) -> Self = |word| {
            let named = Format::all().find(|(_, name, _)| *name == word);
            Self(named.map_or(Format::Auto, |(format, ..)| format))
        };
        PossibleValuesParser::new(values).map(parse)
    }
}
