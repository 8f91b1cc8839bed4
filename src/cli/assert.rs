//! `radsift assert`

use super::Outcome;
use super::input::FieldArgs;
use super::rules::RuleArgs;
use super::stream::{Run, StreamArgs, UnitArg};
use crate::error::Error;
use crate::input::{Fields, Format, find_sources};
use crate::runs::{self, Options};
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift assert mentions.jsonl -o contexts.jsonl
  my-ner notes/ | radsift assert - | jq -c '.targets[] | select(.assertion == \"absent\")'

Each line in is an object: `id`, `text` (a sentence or a whole report) and `targets`, a list of {\"span\": [start, end]} or
{\"text\": \"...\"}; a `text` without `span` stands for its first place. Each line out has the `id` and the `targets` in the same
order, each with `span`, `text`, `assertion` (present possible absent), `certainty` (definite probable possible unlikely),
`temporality` (current historical hypothetical), `experiencer` (patient family other), `change` and `because`, or, where the
target is not in the text, with `error`.";

/// The command line of `assert`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[command(mut_arg("id_field", |arg| arg.help("The field that holds the id")))]
#[command(mut_arg("text_field", |arg| arg.help("The field that holds the text")))]
pub(super) struct Args {
    /// Files in JSON Lines, folders with .jsonl files, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    stream: StreamArgs,
    #[command(flatten)]
    fields: FieldArgs,
    /// What offsets count, in and out
    #[arg(long, value_enum, default_value_t = UnitArg::Char)]
    offset_unit: UnitArg,
    #[command(flatten)]
    rules: RuleArgs,
    /// Prints nothing on standard error; the exit code still reports failures
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let sources = find_sources(&args.paths, Format::JsonLines)?;
    let run = Run {
        stream: &args.stream,
        rules: &args.rules,
        options: Options {
            pseudonyms: None,
            jobs: args.stream.threads.jobs,
            offset_unit: args.offset_unit.into(),
            fields: Fields {
                // Offsets of targets count in the text as it is written.
                restores_escapes: false,
                ..args.fields.fields()
            },
        },
        noun: (!args.quiet).then_some("record"),
    };
    run.go(sources, |extractor, reader, options, output| {
        runs::assert(extractor, reader, options, output)
    })
}
