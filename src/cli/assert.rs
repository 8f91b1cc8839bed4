//! `radsift assert`

use super::Outcome;
use super::rules::RuleArgs;
use super::stream::{Run, UnitArg};
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
pub(super) struct Args {
    /// Files in JSON Lines, folders with .jsonl files, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Writes to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Writes every record that cannot be read to a file, as JSON Lines
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// How many threads work [default: all cores]; the output is the same with any number
    #[arg(short, long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,
    /// The field that holds the id
    #[arg(long, alias = "id-col", value_name = "NAME", default_value = "id")]
    id_field: String,
    /// The field that holds the text
    #[arg(long, alias = "text-col", value_name = "NAME", default_value = "text")]
    text_field: String,
    /// What offsets count, in and out
    #[arg(long, value_enum, default_value_t = UnitArg::Char)]
    offset_unit: UnitArg,
    #[command(flatten)]
    rules: RuleArgs,
    /// Says nothing on standard error; the exit code still tells
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let sources = find_sources(&args.paths, Format::JsonLines)?;
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
                ..Fields::default()
            },
        },
        noun: (!args.quiet).then_some("record"),
    };
    run.go(sources, |extractor, reader, options, output| {
        runs::assert(extractor, reader, options, output)
    })
}
