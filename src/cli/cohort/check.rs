//! `radsift cohort check`

use super::super::Outcome;
use super::super::rules::RuleArgs;
use super::super::terminal::print;
use super::select;
use crate::cohort::examples;
use crate::cohort::file::explain;
use crate::error::Error;
use std::fmt::Write;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift cohort check my_cohort.toml
  radsift cohort check icans_imaging         one of the ready cohorts

Exit code 1 when an example patient comes out otherwise than the file says, 2 when the file is wrong.";

/// The command line of `cohort check`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The cohort file, or the name of a ready cohort
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    rules: RuleArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let extractor = args.rules.extractor()?;
    let cohort = select::cohort(&args.file, &extractor)?;
    let mut out = explain(&cohort, extractor.lexicon());
    let failures = examples::run(&cohort, &extractor)?;
    let _ = match (cohort.examples.len(), failures.len()) {
        (0, _) => writeln!(
            out,
            "\nThe file has no example patients: `[[example]]` adds one, which is run by this command."
        ),
        (all, 0) => writeln!(out, "\nExample patients: {all}, all as the file says."),
        (all, wrong) => writeln!(out, "\nExample patients: {all}, {wrong} otherwise than the file says:"),
    };
    for failure in &failures {
        let _ = writeln!(out, "  {failure}");
    }
    print(&out)?;
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::Found })
}
