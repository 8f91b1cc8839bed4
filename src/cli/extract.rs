//! `radsift extract`

use super::Outcome;
use super::privacy::PseudonymArgs;
use super::reading::ReadingArgs;
use super::rules::RuleArgs;
use super::stream::{Run, StreamArgs, UnitArg};
use crate::error::Error;
use crate::input::{KnownVersions, Versions};
use crate::report::JsonWriter;
use crate::runs::{self, Choice, Options};
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift extract report.txt
  radsift extract reports/ more.jsonl -o findings.jsonl --rejects rejected.jsonl
  radsift extract archive.csv.gz --id-field accession --text-field report_text
  some-export | radsift extract - --from jsonl | jq .summary

A text file is one report; its id is the file's name without the ending. A line of JSON Lines has `id`, `text` and, if you
like, a `meta` object, which comes back in the record.";

/// The command line of `extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files (.txt .jsonl .csv .tsv .parquet, also .gz and .zst), .zip and .tar archives, folders with such files, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    stream: StreamArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    /// What offsets count
    #[arg(long, value_enum, default_value_t = UnitArg::Char)]
    offset_unit: UnitArg,
    /// Lists every flag of the rule set in each record, including flags that are not stated
    #[arg(long)]
    all_flags: bool,
    #[command(flatten)]
    pseudonyms: PseudonymArgs,
    #[command(flatten)]
    rules: RuleArgs,
    /// Prints nothing on standard error; the exit code still reports failures
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let run = Run {
        stream: &args.stream,
        rules: &args.rules,
        options: Options {
            jobs: args.stream.threads.jobs,
            offset_unit: args.offset_unit.into(),
            fields: args.reading.fields(),
            pseudonyms: args.pseudonyms.pseudonyms(&args.reading.fields().meta)?,
        },
        noun: (!args.quiet).then_some("report"),
    };
    run.go(args.reading.sources(&args.paths)?, |extractor, reader, options, output| {
        let choice = Choice {
            versions: Versions::of(&reader.sources(), args.stream.threads.jobs, KnownVersions::default()),
            modalities: args.reading.modalities(extractor)?,
            ..Choice::default()
        };
        let writer = JsonWriter::new(extractor.lexicon(), options.offset_unit).with_all_flags(args.all_flags);
        runs::render(extractor, reader, options, &writer, &choice, output)
    })
}
