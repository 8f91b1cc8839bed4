//! `radsift cohort`

mod check;
mod matching;
mod methods;
mod new;
mod review;
mod run;
mod select;

use super::Outcome;
use crate::error::Error;

/// The commands of `cohort`.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Writes a cohort file to begin with, or one of the ready ones
    New(new::Args),
    /// Explains a cohort file in plain words, and runs its example patients
    Check(check::Args),
    /// Builds a cohort from what `radsift run` has written
    Run(Box<run::Args>),
    /// Writes what a paper must say of a cohort: the paragraph, the table of RECORD, every phrase
    Methods(methods::Args),
    /// Writes a page on which readers judge members and likely non-members, and reads what they decided
    Review(Box<review::Args>),
    /// Draws controls for a cohort from another one, of the same sex and age band
    Match(matching::Args),
}

pub(super) fn run(command: &Command) -> Result<Outcome, Error> {
    match command {
        Command::New(args) => new::run(args),
        Command::Check(args) => check::run(args),
        Command::Run(args) => run::run(args),
        Command::Methods(args) => methods::run(args),
        Command::Review(args) => review::run(args),
        Command::Match(args) => matching::run(args),
    }
}
