//! `radsift lexicon suggest`

use super::Outcome;
use super::collection::{CollectionArgs, tell};
use super::printed::{PrintForm, json};
use super::rules::RuleArgs;
use super::style::HEADING;
use super::terminal::{count, print};
use crate::cli::table::Table;
use crate::error::Error;
use crate::input::Record;
use crate::runs::{Work, each};
use crate::survey::{StopWords, SuggestOptions, Suggestion, Suggestions, Unknown, suggest};
use crate::{Extractor, Session};
use serde::Serialize;
use std::fmt::Write;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift lexicon suggest archive.jsonl
  radsift lexicon suggest reports/ --min-reports 20 --limit 50
  radsift lexicon suggest archive.jsonl --context        with words of the reports

Five lists, most frequent first: words standing where a finding is named (behind \"no\", before \"is seen\", alone on a line), where a place is named, words one letter away from a word of the lexicon, other pairs of words, other words. What
stands in no phrase of the lexicon comes before what stands in some (\"in phrases\"). Only sections that assert are looked at.
A word in few reports may name a person: --min-reports keeps it out, and words written as names are only shown with --names.";

/// The command line of `lexicon suggest`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Text files, .jsonl files, folders with such files, or - for standard input
    #[arg(required = true, value_name = "ARCHIVE")]
    paths: Vec<PathBuf>,
    /// Leaves out words that occur in fewer reports
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_reports: u64,
    /// The most words in each list
    #[arg(long, value_name = "N", default_value_t = 30)]
    limit: usize,
    /// Also lists words that are mostly capitalised like names; some are names of people
    #[arg(long)]
    names: bool,
    /// Shows the first use of each word in its context, which quotes a report
    #[arg(long)]
    context: bool,
    /// The form of the result
    #[arg(long, alias = "format", value_enum, value_name = "FORM", default_value_t = PrintForm::Text)]
    to: PrintForm,
    #[command(flatten)]
    collection: CollectionArgs,
    #[command(flatten)]
    rules: RuleArgs,
}

struct UnknownCounter<'a> {
    extractor: &'a Extractor,
    stop: StopWords,
    keep_context: bool,
}

impl Work for UnknownCounter<'_> {
    type Memory = Session;
    type Out = Unknown;

    fn analyse(&self, session: &mut Session, record: &Record<'_>, out: &mut Unknown) {
        out.keep_context = self.keep_context;
        let report = self.extractor.analyse(session, &record.text, &record.meta);
        out.count(&self.stop, &report);
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let reader = args.collection.reader(&args.paths)?;
    let extractor = args.rules.extractor()?;
    let counter = UnknownCounter {
        extractor: &extractor,
        stop: StopWords::english(),
        keep_context: args.context,
    };
    let mut unknown = Unknown::default();
    let ended = each(&counter, reader, &args.collection.options(), |later| {
        unknown.merge(later);
        Ok(())
    })?;
    let asked = SuggestOptions {
        min_reports: args.min_reports,
        limit: args.limit,
        names: args.names,
    };
    let found = SuggestOutput {
        ruleset: &extractor.lexicon().ruleset,
        reports: ended.tally.reports,
        min_reports: args.min_reports,
        suggestions: suggest(extractor.lexicon(), &unknown, asked),
    };
    match args.to {
        PrintForm::Json => print(&json(&found)?)?,
        PrintForm::Text => print(&found.text())?,
    }
    tell(&ended);
    Ok(Outcome::of(&ended.tally))
}

/// The result as JSON.
#[derive(Serialize)]
struct SuggestOutput<'a> {
    ruleset: &'a str,
    reports: u64,
    min_reports: u64,
    #[serde(flatten)]
    suggestions: Suggestions,
}

impl SuggestOutput<'_> {
    fn text(&self) -> String {
        let mut out = format!(
            "{} read by {}; words in at least {}\n",
            count(self.reports, "report"),
            self.ruleset,
            count(self.min_reports, "report")
        );
        let all = &self.suggestions;
        list(
            "Where a finding is named",
            &all.findings,
            Some(("as finding", |s| s.as_finding)),
            &mut out,
        );
        list("Where a place is named", &all.places, Some(("as place", |s| s.as_place)), &mut out);
        list("One letter away", &all.near_misses, None, &mut out);
        list("Other pairs", &all.pairs, None, &mut out);
        list("Other words", &all.words, None, &mut out);
        list("Written as names are", &all.names, None, &mut out);
        out
    }
}

/// The extra column of a list: its heading, and the count that the list is ranked by.
type Ranked = (&'static str, fn(&Suggestion) -> u64);

fn list(title: &str, suggestions: &[Suggestion], ranked: Option<Ranked>, out: &mut String) {
    if suggestions.is_empty() {
        return;
    }
    let mut headings = vec!["words", "times", "reports"];
    headings.extend(ranked.map(|(heading, _)| heading));
    headings.push("lexicon");
    if suggestions.iter().any(|s| s.context.is_some()) {
        headings.push("first use");
    }
    let mut table = Table::new(&headings);
    for s in suggestions {
        let mut cells = vec![s.words.clone(), s.times.to_string(), s.reports.to_string()];
        cells.extend(ranked.map(|(_, by)| by(s).to_string()));
        cells.push(match &s.near {
            Some(near) => format!("has {near}"),
            None if s.in_phrases => "in phrases".to_owned(),
            None => String::new(),
        });
        cells.extend(s.context.clone());
        table.row(cells.into_iter().map(|cell| (cell, anstyle::Style::new())));
    }
    let _ = write!(out, "\n{HEADING}{title}{HEADING:#}\n{table}");
}
