//! `radsift lexicon suggest`

use super::Outcome;
use super::collection::{CollectionArgs, tell};
use super::printed::{PrintForm, json};
use super::rules::RuleArgs;
use super::style::HEADING;
use super::terminal::{count, print};
use crate::cli::table::Table;
use crate::coverage::UnreadKind;
use crate::error::Error;
use crate::input::Record;
use crate::runs::{Work, each};
use crate::survey::{StopWords, SuggestOptions, Suggestion, Suggestions, Unknown, UnreadWording, UnreadWordings, suggest};
use crate::{Extractor, Session};
use serde::Serialize;
use std::fmt::Write;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift lexicon suggest archive.jsonl
  radsift lexicon suggest reports/ --min-reports 20 --limit 50
  radsift lexicon suggest archive.jsonl --context        with words of the reports

First what no rule took, in most reports first: words that no lexicon knows, a known finding or structure with a predicate that none knows, and known words that no pattern joins.
Then the unknown words alone, most frequent first, in five lists: words standing where a finding is named (behind \"no\", before \"is seen\", alone on a line), where a place is named, words one letter away from a word of the lexicon, other pairs of words, other words. What
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
    type Out = (Unknown, UnreadWordings);

    fn analyse(&self, session: &mut Session, record: &Record<'_>, (unknown, unread): &mut Self::Out) {
        unknown.keep_context = self.keep_context;
        let report = self.extractor.analyse(session, &record.text, &record.meta);
        unknown.count(&self.stop, &report);
        unread.count(&report);
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
    let (mut unknown, mut unread) = (Unknown::default(), UnreadWordings::default());
    let ended = each(&counter, reader, &args.collection.options(), |later| {
        unknown.merge(later.0);
        unread.merge(later.1);
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
        coverage: unread.coverage(),
        unread: UnreadKind::ALL
            .iter()
            .flat_map(|&kind| unread.ranked(kind, args.min_reports, args.limit, args.names))
            .collect(),
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
    coverage: Option<f64>,
    unread: Vec<UnreadWording>,
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
        if let Some(coverage) = self.coverage {
            let _ = writeln!(
                out,
                "{:.1} % of the content words of findings and impressions were read",
                coverage * 100.0
            );
        }
        for &kind in UnreadKind::ALL {
            unread(kind, &self.unread, &mut out);
        }
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

fn unread(kind: UnreadKind, all: &[UnreadWording], out: &mut String) {
    let own: Vec<_> = all.iter().filter(|piece| piece.kind == kind).collect();
    if own.is_empty() {
        return;
    }
    let title = match kind {
        UnreadKind::Words => "Not read: words that no lexicon knows",
        UnreadKind::Predicate => "Not read: a known finding or structure with an unknown predicate",
        UnreadKind::Pattern => "Not read: known words that no pattern joins",
    };
    let mut table = Table::new(&["words", "reports", "times"]);
    for piece in own {
        let cells = [piece.words.clone(), piece.reports.to_string(), piece.times.to_string()];
        table.row(cells.map(|cell| (cell, anstyle::Style::new())));
    }
    let _ = write!(out, "\n{HEADING}{title}{HEADING:#}\n{table}");
}

/// A column with what a list is ranked by.
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
