//! `radsift lint`

mod fixing;
mod full;
mod hits;
mod silent;
mod told;

use super::Outcome;
use super::collection::{CollectionArgs, tell};
use super::rules::RuleArgs;
use crate::error::Error;
use crate::lint::{Linter, Settings, Severity, Tables, output};
use crate::runs::each;
use clap::ValueEnum;
use hits::{LintWork, Totals};
use std::env;
use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift lint report.txt
  radsift lint archive/ --select LAT,LVL --format concise
  radsift lint export.csv --format sarif -o hits.sarif
  radsift lint - --why-silent                  one report from standard input, and why the other rules say nothing
  radsift lint archive/ --write-baseline known.txt && radsift lint archive/ --baseline known.txt
  radsift rule LAT001                          what a rule does, why, and how often it is right

The file radsift.toml of the working folder, or of one above it, has the settings of a site (docs/LINT.md).
Exit codes: 0 no hit; 1 hits; 2 wrong usage; 3 no hit, but records were rejected; 4 nothing could be read.";

/// The command line of `lint`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, mut_arg("from", |from| from.long("from")))]
pub(super) struct Args {
    /// Reports in any form that `run` reads, folders with such files, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    paths: Vec<PathBuf>,
    /// Runs these rules alone: codes or beginnings of codes, or ALL
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// Runs these rules beside the default ones
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    extend_select: Vec<String>,
    /// Does not run these
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Leaves out hits that weigh less
    #[arg(long, value_name = "LEVEL")]
    severity: Option<SeverityArg>,
    /// The form of the result
    #[arg(long, value_enum, value_name = "FORM", default_value_t = FormArg::Full)]
    format: FormArg,
    /// Writes the result to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A project file instead of the radsift.toml that is found
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Reads no project file
    #[arg(long)]
    isolated: bool,
    /// Leaves out the hits that this file lists
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Writes all hits into such a file
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,
    /// Chooses rules, the most precise first, so that no more than N hits in 1,000 reports are to be expected
    #[arg(long, value_name = "N")]
    max_per_1000: Option<f64>,
    /// Tells for one report why each rule without a hit says nothing
    #[arg(long)]
    why_silent: bool,
    /// Takes doubled words out of text files; changes nothing else
    #[arg(long)]
    fix: bool,
    /// Shows what --fix would change, and changes nothing
    #[arg(long)]
    diff: bool,
    #[command(flatten)]
    collection: CollectionArgs,
    #[command(flatten)]
    rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SeverityArg {
    Info,
    Warning,
    Error,
}

/// The forms of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormArg {
    /// As compilers do, with the words of the report
    Full,
    /// A line for each hit
    Concise,
    /// One array
    Json,
    /// A line of JSON for each hit
    Jsonl,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit XML
    Junit,
    /// A table
    Csv,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let settings = settings(args)?;
    let mut rules = settings.rules()?;
    if let Some(budget) = args.max_per_1000 {
        rules = crate::lint::within_budget(rules, budget);
    }
    let extractor = args.rules.extractor()?;
    let tables = Tables::with(extractor.lexicon(), &settings.added())?;
    let linter = Linter::new(rules, tables);
    if args.why_silent {
        return silent::run(args, &extractor, &linter);
    }
    if args.fix || args.diff {
        return fixing::run(args, &extractor, &linter);
    }
    let known = args.baseline.as_deref().map(hits::read_baseline).transpose()?.unwrap_or_default();
    let reader = args.collection.reader(&args.paths)?;
    let work = LintWork {
        extractor: &extractor,
        linter: &linter,
        settings: &settings,
        known: &known,
        full: args.format == FormArg::Full,
        colour: args.output.is_none() && stdout().is_terminal(),
    };
    let mut totals = Totals::default();
    let mut sink = told::Sink::open(args)?;
    let ended = each(&work, reader, &args.collection.options(), |found| {
        sink.add(&found)?;
        totals.add(found);
        Ok(())
    })?;
    totals.reports = ended.tally.reports;
    sink.finish(&totals, linter.rules())?;
    if let Some(path) = &args.write_baseline {
        hits::write_baseline(path, &totals)?;
    }
    tell(&ended);
    told::tell(&totals, linter.rules(), args.format == FormArg::Full);
    let outcome = Outcome::of(&ended.tally);
    Ok(match (outcome, totals.hits) {
        (Outcome::NothingRead, _) | (_, 0) => outcome,
        _ if args.write_baseline.is_some() => outcome,
        _ => Outcome::Found,
    })
}

/// The settings of the project file, and of the command line over them.
fn settings(args: &Args) -> Result<Settings, Error> {
    let found = match (&args.config, args.isolated) {
        (Some(path), _) => Some(path.clone()),
        (None, true) => None,
        (None, false) => env::current_dir().ok().and_then(|folder| Settings::find(&folder)),
    };
    let mut settings = found.map_or_else(|| Ok(Settings::default()), |path| Settings::read(&path))?;
    if !args.select.is_empty() {
        settings.select = Some(args.select.clone());
    }
    settings.extend_select.extend(args.extend_select.iter().cloned());
    settings.ignore.extend(args.ignore.iter().cloned());
    if let Some(severity) = args.severity {
        settings.severity = Some(match severity {
            SeverityArg::Info => Severity::Info,
            SeverityArg::Warning => Severity::Warning,
            SeverityArg::Error => Severity::Error,
        });
    }
    Ok(settings)
}
