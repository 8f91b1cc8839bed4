//! `radsift explain`

use super::Outcome;
use super::listing::{more, places};
use super::one_report::ReportArgs;
use super::paint::on_one_line;
use super::quote::quote;
use super::rules::RuleArgs;
use super::style::{HEADING, QUIET, of_mention, status};
use super::terminal::print;
use crate::Session;
use crate::error::Error;
use crate::extract::{Because, Mention};
use crate::lexicon::{CueEntry, Lexicon, Reach, Rule};
use crate::report::{Report, contract_word};
use crate::text::Span;
use std::fmt::Write;

const EXAMPLES: &str = "Examples:
  radsift explain report.txt
  radsift explain report.txt --finding 3
  radsift explain reports.jsonl --record r-17

Below each sentence ^ marks the words of the finding, ~ those of a rule that decided, - those of a rule that lost.";

/// The command line of `explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    report: ReportArgs,
    /// Only the finding with this number, as printed by `show` and `extract`
    #[arg(long, value_name = "N")]
    finding: Option<usize>,
    #[command(flatten)]
    rules: RuleArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let record = args.report.load()?;
    let extractor = args.rules.extractor()?;
    let mut session = Session::default();
    let report = extractor.analyse(&mut session, &record.text, &record.meta);
    let count = report.mentions.len();
    if let Some(wanted) = args.finding.filter(|&n| n >= count) {
        return Err(Error::usage(format!("there is no finding {wanted}: the report has {count}")).help("findings are numbered from 0"));
    }
    let mut out = String::new();
    for (index, mention) in report.mentions.iter().enumerate() {
        if args.finding.is_none_or(|wanted| wanted == index) {
            explain(&report, index, mention, &mut out);
        }
    }
    if out.is_empty() {
        out.push_str("nothing was found in this report\n");
    }
    print(out.trim_end_matches('\n'))?;
    print("\n")?;
    Ok(Outcome::Done)
}

fn explain(report: &Report<'_>, index: usize, mention: &Mention, out: &mut String) {
    let style = of_mention(mention);
    let id = report.finding_id(mention.finding);
    let _ = write!(out, "{HEADING}#{index}{HEADING:#} {style}{id}{style:#}: {}", status(mention));
    for detail in [places(report, mention), more(report, mention)]
        .into_iter()
        .filter(|d| !d.is_empty())
    {
        let _ = write!(out, "; {}", detail.join(", "));
    }
    let _ = writeln!(out, " {QUIET}(in {}){QUIET:#}", contract_word(mention.role));
    let own = report.span(mention.tokens);
    let mut marks = vec![(own, '^')];
    let by = |lost: bool| mention.because.iter().filter(move |b| b.lost == lost);
    marks.extend(by(false).map(|b| (report.span(b.tokens), '~')));
    marks.extend(by(true).map(|b| (report.span(b.tokens), '-')));
    let sentence = report
        .doc
        .sentences
        .get(mention.sentence as usize)
        .map_or(own, |s| report.span(s.tokens));
    // Words that are inherited from a line above are quoted below, rule by rule.
    out.push_str(&quote(report.doc.text, sentence.hull(own), &marks));
    for because in by(false).chain(by(true)) {
        reason(report, because, sentence, out);
    }
    out.push('\n');
}

fn reason(report: &Report<'_>, because: &Because, sentence: Span, out: &mut String) {
    let name = report.doc.lexicon.rule_name(because.rule);
    let span = report.span(because.tokens);
    let _ = write!(out, "  {} {name}", if because.lost { "lost:   " } else { "because:" });
    if span.start < span.end {
        let _ = write!(out, " `{}`", on_one_line(span.of(report.doc.text), 60));
        if span.end <= sentence.start || sentence.end <= span.start {
            out.push_str(" in another sentence");
        }
    }
    let _ = writeln!(out, ": {}", meaning(report, because.rule));
}

/// What a rule does, in plain English.
fn meaning(report: &Report<'_>, rule: Rule) -> String {
    match rule {
        Rule::Finding(_) => "these words state the finding, or deny exactly this finding".to_owned(),
        Rule::Refinement(general) => format!("its context makes it more specific than {}", report.finding_id(general)),
        Rule::Cue(cue) => cue_meaning(report.doc.lexicon, &report.doc.lexicon.cues[cue.index()]),
        Rule::Section(section) => {
            format!(
                "it is below a heading of the kind {}",
                contract_word(report.doc.lexicon.sections[section.index()].role)
            )
        }
        Rule::Grammar(_) => "a step of the grammar".to_owned(),
    }
}

/// What a cue does, and how far its scope reaches.
fn cue_meaning(lexicon: &Lexicon, cue: &CueEntry) -> String {
    let direction = match cue.reaches {
        Reach::After => "what follows",
        Reach::Before => "what comes before",
        Reach::Both => "what is on either side",
    };
    let effect = lexicon.effect_ids[cue.makes.id.index()].replace('_', " ");
    let mut words = format!("says `{effect}` of {direction}");
    if cue.limit == u32::MAX {
        words.push_str(", to the end of the clause");
    } else {
        let _ = write!(words, ", over at most {} words of the clause", cue.limit);
    }
    if !cue.stops_at.is_empty() {
        let _ = write!(words, ", up to `{}`", cue.stops_at.join("`, `"));
    }
    words
}
