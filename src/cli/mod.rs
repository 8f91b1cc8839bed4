//! The commands, one file each. This is the only place in the library that writes to the terminal.

mod assert;
mod changed;
mod cohort;
mod collection;
mod columns;
mod diff;
mod eval;
mod explain;
mod extract;
mod form;
mod input;
mod lexicon_check;
mod lexicon_doubts;
mod lexicon_fmt;
mod lexicon_import;
mod lexicon_list;
mod lexicon_suggest;
mod lint;
mod listing;
mod log;
mod odd_texts;
mod one_report;
mod paint;
mod printed;
mod privacy;
mod progress;
mod quote;
mod reading;
mod rule;
mod rules;
mod run;
mod schema;
mod show;
mod stages;
mod stream;
mod style;
mod synth;
mod table;
mod terminal;
mod threads;

pub use terminal::complain;

use crate::error::Error;
use crate::panic_guard;
use crate::runs::Tally;
use clap::{Parser, Subcommand};

/// Structured findings and ICANS-compatible imaging flags from free-text MRI and CT reports.
///
/// Rules only: no model, no network, every answer shows its reason. For research; not a medical device. The imaging floor is
/// a lower bound that imaging sets, not a clinical grade.
#[derive(Debug, Parser)]
#[command(name = "radsift", version, long_version = LONG_VERSION, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// The version, and the hash of the engine's source that is part of the `ruleset` of records.
const LONG_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\nengine ", env!("RADSIFT_ENGINE_HASH"));

const EXAMPLES: &str = "Examples:
  radsift show report.txt                     the report with its findings and flags
  radsift extract reports/ -o findings.jsonl  a folder of reports to JSON Lines
  radsift run archive/ -o findings/           a whole archive, with an account of every record
  radsift explain report.txt --finding 3      why finding 3 is read as it is
  radsift eval gold.jsonl reports.jsonl       how well annotated reports are read
  radsift lexicon check --lexicon my-words/   test your own lexicon
  radsift lint reports/                       what reports say against themselves
  radsift diff --new my-words/ archive.jsonl  what your own lexicon changes

Exit codes: 0 done; 1 a check found something; 2 wrong usage or a fatal error; 3 done, but records were rejected;
4 done, and nothing could be read; 5 more records were rejected than --max-rejects allows.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Reads reports and writes one JSON record per report
    Extract(extract::Args),
    /// Reads a whole archive into a folder of shards, with an account of every record
    Run(Box<run::Args>),
    /// Reads the context of words that another program has picked out
    Assert(assert::Args),
    /// Shows one report with its findings and flags
    Show(show::Args),
    /// Explains why each finding of one report is read as it is
    Explain(explain::Args),
    /// Measures how well reports are read, against annotations
    Eval(eval::Args),
    /// Shows what two rule sets, or the records of two versions, read differently in one archive
    Diff(diff::Args),
    /// Builds research cohorts from what `run` has written
    #[command(subcommand)]
    Cohort(cohort::Command),
    /// Checks or lists the lexicons
    #[command(subcommand)]
    Lexicon(Lexicon),
    /// Looks for what reports say against themselves, against their order, or not at all
    Lint(Box<lint::Args>),
    /// Explains a rule of `lint`
    Rule(rule::Args),
    /// Writes a synthetic archive with known truth, of any size
    Synth(synth::Args),
    /// Prints the JSON Schema of the records that `extract` writes, or the columns of another form
    Schema(schema::Args),
}

#[derive(Debug, Subcommand)]
enum Lexicon {
    /// Loads the lexicons and runs all their examples; with an archive, also lists entries that have no effect there
    Check(lexicon_check::Args),
    /// Puts lexicon files into their canonical form
    Fmt(lexicon_fmt::Args),
    /// Lists the entries of the lexicons
    List(lexicon_list::Args),
    /// Lists frequent words of an archive that the lexicons do not know
    Suggest(lexicon_suggest::Args),
    /// Rewrites a cue list of another system as a lexicon file
    Import(lexicon_import::Args),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Success.
    Done,
    /// A check found something.
    Found,
    /// Finished, but some records could not be read.
    Rejections,
    /// Finished, and no record could be read: each was rejected.
    NothingRead,
}

impl Outcome {
    /// The outcome of a command that has read all of its records. A record that was skipped on purpose was read.
    fn of(tally: &Tally) -> Self {
        match (tally.rejected, tally.reports + tally.skipped.handed_out()) {
            (0, _) => Self::Done,
            (_, 0) => Self::NothingRead,
            _ => Self::Rejections,
        }
    }

    /// The exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Found => 1,
            Self::Rejections => 3,
            Self::NothingRead => 4,
        }
    }
}

/// The exit code of a command that could not finish.
pub fn exit_code_of(error: &Error) -> u8 {
    if error.is_rejected() { 5 } else { 2 }
}

/// Runs the command line. Ends the process with code 2 on wrong usage, and with 0 after `--help`.
///
/// # Errors
/// The reason why the command could not finish.
pub fn run() -> Result<Outcome, Error> {
    panic_guard::install_hook(|fault| complain(&Error::usage(fault.to_string())));
    match Cli::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Run(args) => run::run(&args),
        Command::Assert(args) => assert::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Lexicon(Lexicon::Check(args)) => lexicon_check::run(&args),
        Command::Lexicon(Lexicon::Fmt(args)) => lexicon_fmt::run(&args),
        Command::Lexicon(Lexicon::List(args)) => lexicon_list::run(&args),
        Command::Lexicon(Lexicon::Suggest(args)) => lexicon_suggest::run(&args),
        Command::Lexicon(Lexicon::Import(args)) => lexicon_import::run(&args),
        Command::Cohort(command) => cohort::run(&command),
        Command::Lint(args) => lint::run(&args),
        Command::Rule(args) => rule::run(&args),
        Command::Synth(args) => synth::run(&args),
        Command::Schema(args) => schema::run(&args),
    }
}

#[cfg(test)]
mod tests;
