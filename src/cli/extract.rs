//! `radsift extract`

use super::Outcome;
use super::rules::RuleArgs;
use super::terminal::{count, note};
use crate::batch::{self, Options, Tally};
use crate::error::Error;
use crate::input::{Fields, Format, Reader, Sources, find_sources};
use crate::output::RunOutput;
use crate::text::OffsetUnit;
use clap::ValueEnum;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

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
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Text => Format::Text,
            FormatArg::Jsonl => Format::JsonLines,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum UnitArg {
    /// Unicode code points
    Char,
    /// UTF-8 bytes
    Byte,
    /// UTF-16 code units
    Utf16,
}

impl From<UnitArg> for OffsetUnit {
    fn from(unit: UnitArg) -> Self {
        match unit {
            UnitArg::Char => OffsetUnit::Char,
            UnitArg::Byte => OffsetUnit::Byte,
            UnitArg::Utf16 => OffsetUnit::Utf16,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let sources = find_sources(&args.paths, args.format.into())?;
    for output in [&args.output, &args.rejects].into_iter().flatten() {
        refuse_overwriting(output, &sources)?;
    }
    // The process ends with the command: taking the rules apart again would be a part of the wait for one report.
    let extractor = ManuallyDrop::new(args.rules.extractor()?);
    let options = Options {
        jobs: args.jobs,
        offset_unit: args.offset_unit.into(),
        fields: Fields {
            id: args.id_field.clone(),
            text: args.text_field.clone(),
        },
    };
    let mut output = RunOutput::create(args.output.as_deref(), args.rejects.as_deref())?;
    let tally = batch::run(&extractor, Reader::new(sources), &options, &mut output)?;
    output.finish()?;
    if !args.quiet {
        tell(&tally, &output, args.rejects.as_deref(), "report");
    }
    Ok(if tally.rejected > 0 { Outcome::Rejections } else { Outcome::Done })
}

/// An output that is also an input would be emptied before it is read.
pub(super) fn refuse_overwriting(output: &Path, sources: &Sources) -> Result<(), Error> {
    let Ok(real) = output.canonicalize() else { return Ok(()) };
    let same = |path: &PathBuf| path.canonicalize().is_ok_and(|p| p == real);
    if sources.as_slice().iter().filter_map(|s| s.path.as_ref()).any(same) {
        return Err(Error::told(format!("{} is an input and an output of this run", output.display())));
    }
    Ok(())
}

/// Says how a run went; `noun` is what it has read.
pub(super) fn tell(tally: &Tally, output: &RunOutput, rejects: Option<&Path>, noun: &str) {
    let shown = output.first_rejects();
    for reject in shown {
        note(&format!("rejected: {reject}"));
    }
    let more = tally.rejected - shown.len() as u64;
    match rejects {
        Some(path) if tally.rejected > 0 => note(&format!("all rejections are listed in {}", path.display())),
        _ if more > 0 => note(&format!("... and {more} more; --rejects FILE lists them all")),
        _ => {}
    }
    let reports = count(tally.reports, noun);
    match tally.rejected {
        0 => note(&format!("{reports} read")),
        rejected => note(&format!("{reports} read, {} rejected", count(rejected, "record"))),
    }
}
