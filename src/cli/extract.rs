//! `radsift extract`

use super::Outcome;
use super::rules::RuleArgs;
use super::run::{Run, UnitArg};
use crate::batch::{self, Options};
use crate::error::Error;
use crate::input::{Fields, Format, Versions, find_sources};
use crate::report::JsonWriter;
use clap::ValueEnum;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift extract report.txt
  radsift extract reports/ more.jsonl -o findings.jsonl --rejects rejected.jsonl
  radsift extract archive.jsonl --id-field accession --text-field report_text
  some-export | radsift extract - --format jsonl | jq .summary

A text file is one report; its id is the file's name without the ending. A line of JSON Lines has `id`, `text` and, if you
like, a `meta` object, which comes back in the record.";

/// The command line of `extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Text files, .jsonl files, folders with such files, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Writes the records to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Writes every record that cannot be read to a file, as JSON Lines
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// How many threads analyse [default: all cores]; the output is the same with any number
    #[arg(short, long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,
    /// What standard input and files with other endings are
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    format: FormatArg,
    /// The field that holds the id
    #[arg(long, value_name = "NAME", default_value = "id")]
    id_field: String,
    /// The field that holds the report
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// What offsets count
    #[arg(long, value_enum, default_value_t = UnitArg::Char)]
    offset_unit: UnitArg,
    #[command(flatten)]
    rules: RuleArgs,
    /// Says nothing on standard error; the exit code still tells
    #[arg(short, long)]
    quiet: bool,
}

/// The words for [`Format`].
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatArg {
    /// The whole input is one report
    Text,
    /// One JSON object a line
    Jsonl,
    /// HL7 v2 report messages: bare, framed, in batches or log files
    Hl7,
    /// FHIR R4 DiagnosticReport: JSON, one or many, or bundles
    Fhir,
    /// One CDA document
    Cda,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Text => Format::Text,
            FormatArg::Jsonl => Format::JsonLines,
            FormatArg::Hl7 => Format::Hl7,
            FormatArg::Fhir => Format::Fhir,
            FormatArg::Cda => Format::Cda,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let run = Run {
        output: args.output.as_deref(),
        rejects: args.rejects.as_deref(),
        rules: &args.rules,
        options: Options {
            jobs: args.jobs,
            offset_unit: args.offset_unit.into(),
            fields: Fields {
                id: args.id_field.clone(),
                text: args.text_field.clone(),
            },
        },
        noun: (!args.quiet).then_some("report"),
    };
    run.go(
        find_sources(&args.paths, args.format.into())?,
        |extractor, reader, options, output| {
            let versions = Versions::of(&reader.sources());
            let writer = JsonWriter::new(extractor.lexicon(), options.offset_unit);
            batch::render(extractor, reader, options, &writer, &versions, output)
        },
    )
}
