//! `radsift lexicon check`

use super::Outcome;
use super::collection::CollectionArgs;
use super::lexicon_doubts::{self, Looked};
use super::printed::{PrintForm, json};
use super::rules::RuleArgs;
use super::terminal::print;
use crate::Extractor;
use crate::check::{self, Failure, check};
use crate::error::Error;
use crate::lexicon::{Library, Problems, compile};
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use std::fmt::Write;
use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift lexicon check
  radsift lexicon check --lexicon my-words/
  radsift lexicon check archive.jsonl            entries that do nothing in these reports, and other doubts
  radsift lexicon check archive.jsonl --limit 0 --strict

With an archive five more lists are printed: entries of which no word was found, phrases that always lose to those of another
entry, entries with the same words, cues that never decide, and phrases known in one spelling only. None need be wrong.

Exit code 1 when a file cannot be used, an example is read otherwise than wanted, or an entry has too few examples; with
--strict also when one of the lists is not empty.";

/// The command line of `lexicon check`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Reports: text files, .jsonl files, folders with such files, or - for standard input
    #[arg(value_name = "ARCHIVE")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    rules: RuleArgs,
    /// Lists the known gaps as well
    #[arg(long)]
    gaps: bool,
    /// Counts doubts raised by an archive as failures
    #[arg(long, requires = "paths")]
    strict: bool,
    /// Shows this many lines of each list of doubts; 0 for the counts only
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// The form of the result
    #[arg(long, alias = "format", value_enum, value_name = "FORM", default_value_t = PrintForm::Text)]
    to: PrintForm,
    #[command(flatten)]
    collection: CollectionArgs,
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
    let doubts = match args.paths.is_empty() {
        true => None,
        false => Some(lexicon_doubts::look(&args.collection, &args.paths, &extractor)?),
    };
    let found = |found: bool| Ok(if found { Outcome::Found } else { Outcome::Done });
    let strictly = args.strict && doubts.as_ref().is_some_and(|d| !d.is_empty());
    if args.to == PrintForm::Json {
        print(&json(&Checked::new(&extractor, &library, &outcome, doubts.as_ref()))?)?;
        return found(!outcome.passed() || strictly);
    }
    let mut out = String::new();
    for note in &library.notes {
        let _ = writeln!(out, "{}\n", note.render_note(stdout().is_terminal()));
    }
    if args.gaps {
        list("known gap", AnsiColor::Yellow, &outcome.known_gaps, &mut out);
        list("not read", AnsiColor::Yellow, &outcome.unread, &mut out);
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
    let _ = writeln!(
        out,
        "Cells of the grid:    {} of {} sentences read",
        outcome.cells.passing, outcome.cells.runnable
    );
    let _ = writeln!(out, "Failures:             {}", outcome.failures.len());
    if let Some(doubts) = &doubts {
        doubts.tables(args.limit, &mut out);
    }
    print(&out)?;
    found(!outcome.passed() || strictly)
}

/// The result as JSON.
#[derive(Serialize)]
struct Checked<'a> {
    ruleset: &'a str,
    examples: usize,
    passing: usize,
    generated: usize,
    generated_passing: usize,
    known_gaps: usize,
    cells: usize,
    cells_read: usize,
    failures: Vec<String>,
    notes: Vec<String>,
    #[serde(flatten)]
    doubts: Option<&'a Looked>,
}

impl<'a> Checked<'a> {
    fn new(extractor: &'a Extractor, library: &Library, outcome: &check::CheckOutcome, doubts: Option<&'a Looked>) -> Self {
        Self {
            ruleset: &extractor.lexicon().ruleset,
            examples: outcome.written.runnable,
            passing: outcome.written.passing,
            generated: outcome.generated.runnable,
            generated_passing: outcome.generated.passing,
            known_gaps: outcome.known_gaps.len(),
            cells: outcome.cells.runnable,
            cells_read: outcome.cells.passing,
            notes: library.notes.iter().map(ToString::to_string).collect(),
            failures: outcome.failures.iter().map(ToString::to_string).collect(),
            doubts,
        }
    }
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
