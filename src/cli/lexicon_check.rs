//! `radsift lexicon check`

use super::Outcome;
use super::rules::RuleArgs;
use super::terminal::print;
use crate::Extractor;
use crate::check::{Failure, check};
use crate::error::Error;
use crate::lexicon::{Library, Problems, compile};
use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use std::io::{IsTerminal, stdout};

const EXAMPLES: &str = "Examples:
  radsift lexicon check
  radsift lexicon check --lexicon my-words/

Exit code 1 when a file cannot be used, an example is read otherwise than wanted, or an entry has too few examples.";

/// The command line of `lexicon check`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    rules: RuleArgs,
    /// Lists the known gaps too
    #[arg(long)]
    gaps: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let (library, extractor) = match load(args) {
        Ok(loaded) => loaded,
        Err(problems) => {
            let colour = stdout().is_terminal();
            let mut out = String::new();
            for problem in &problems.0 {
                let _ = writeln!(out, "{}\n", problem.render(colour));
            }
            let _ = writeln!(out, "Problems:             {}", problems.0.len());
            print(&out)?;
            return Ok(Outcome::Found);
        }
    };
    let outcome = check(&library, &extractor);
    let mut out = String::new();
    if args.gaps {
        list("known gap", AnsiColor::Yellow, &outcome.known_gaps, &mut out);
    }
    list("closed gap", AnsiColor::Green, &outcome.closed_gaps, &mut out);
    list("failed", AnsiColor::Red, &outcome.failures, &mut out);
    let _ = writeln!(out, "Ruleset:              {}", extractor.lexicon().ruleset);
    let _ = writeln!(
        out,
        "Runnable examples:    {} and {} made from terms",
        outcome.written.runnable, outcome.generated.runnable
    );
    let _ = writeln!(
        out,
        "Passing:              {} and {}",
        outcome.written.passing, outcome.generated.passing
    );
    let _ = writeln!(out, "Known gaps:           {}", outcome.known_gaps.len());
    let _ = writeln!(out, "Failures:             {}", outcome.failures.len());
    print(&out)?;
    Ok(if outcome.passed() { Outcome::Done } else { Outcome::Found })
}

fn load(args: &Args) -> Result<(Library, Extractor), Problems> {
    let library = Library::with_folders(&args.rules.lexicon)?;
    let extractor = Extractor::with_lexicon(compile(&library)?)?;
    Ok((library, extractor))
}

fn list(kind: &str, colour: AnsiColor, failures: &[Failure], out: &mut String) {
    let style = Style::new().bold().fg_color(Some(colour.into()));
    for failure in failures {
        let _ = writeln!(out, "{style}{kind}{style:#}: {failure}\n");
    }
}
