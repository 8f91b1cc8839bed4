//! `radsift show`

use super::Outcome;
use super::listing;
use super::one_report::ReportArgs;
use super::paint::paint;
use super::rules::RuleArgs;
use super::stages;
use super::style::{QUIET, UNREAD, of_mention};
use super::terminal::print;
use crate::Session;
use crate::error::Error;
use crate::input::Record;
use crate::report::Report;
use clap::ValueEnum;

const EXAMPLES: &str = "Examples:
  radsift show report.txt
  radsift show reports.jsonl --record r-17
  radsift show report.txt --stage sentences
  pbpaste | radsift show -

Colours: red present, yellow possible, green absent, cyan historical or only asked; underlined: what no rule took. NO_COLOR turns them off.";

/// The command line of `show`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    report: ReportArgs,
    /// Shows what one stage of the pipeline made of the report
    #[arg(long, value_enum)]
    stage: Option<Stage>,
    #[command(flatten)]
    rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stage {
    /// Headings and the text below them
    Sections,
    /// Sentences and list items
    Sentences,
    /// Words and the gaps between them
    Tokens,
    /// Phrases of the lexicon
    Terms,
    /// Findings with everything that applies to them
    Context,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let record = args.report.load()?;
    let extractor = args.rules.extractor()?;
    let mut session = Session::default();
    let report = extractor.analyse(&mut session, &record.text, &record.meta);
    let shown = match args.stage {
        None => whole(&record, &report),
        Some(Stage::Sections) => stages::sections(&report),
        Some(Stage::Sentences) => stages::sentences(&report),
        Some(Stage::Tokens) => stages::tokens(&report),
        Some(Stage::Terms) => stages::terms(&report),
        Some(Stage::Context) => stages::context(&report),
    };
    print(&shown)?;
    Ok(Outcome::Done)
}

fn whole(record: &Record<'_>, report: &Report<'_>) -> String {
    let found = report.mentions.iter().map(|m| (report.span(m.tokens), of_mention(m)));
    let unread = report.coverage.unread.iter().map(|piece| (report.span(piece.tokens), UNREAD));
    let spans: Vec<_> = found.chain(unread).collect();
    let mut out = paint(report.doc.text.trim_end(), &within(spans, report.doc.text.trim_end().len() as u32));
    out.push_str("\n\n");
    for warning in &*report.warnings(&record.envelope()) {
        out.push_str(&format!("{QUIET}note: {}{QUIET:#}\n", warning.message));
    }
    out.push_str(&listing::study(report));
    for part in [listing::findings(report), listing::flags(report), listing::icans(report)] {
        out.push_str(&part);
        out.push('\n');
    }
    out.push_str(&listing::unread(report));
    out
}

/// The spans that end no later than `end`.
fn within<T>(mut spans: Vec<(crate::text::Span, T)>, end: u32) -> Vec<(crate::text::Span, T)> {
    spans.retain(|(span, _)| span.end <= end);
    spans
}
