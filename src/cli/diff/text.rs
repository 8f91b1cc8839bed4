//! Differences as tables and samples, for people.

use crate::cli::quote::quote;
use crate::cli::style::{HEADING, QUIET};
use crate::cli::table::Table;
use crate::diff::{DiffTally, DifferenceKind, Sample, SampledStatement};
use crate::text::Span;
use crate::visible::visible;
use anstyle::{AnsiColor, Style};
use std::fmt::Write;

const OLD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const NEW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
/// The most changes of value listed for one kind.
const TURNS: usize = 12;

pub(super) fn text(tally: &DiffTally) -> String {
    let mut out = String::new();
    if let Some([old, new]) = &tally.rulesets {
        let _ = writeln!(out, "old {}\nnew {}\n", visible(old), visible(new));
    }
    out.push_str(&summary(tally));
    if !tally.kinds.is_empty() {
        let _ = write!(out, "\n{HEADING}By finding{HEADING:#}\n{}", findings(tally));
    }
    if !tally.flags.is_empty() {
        let _ = write!(out, "\n{HEADING}Flags{HEADING:#}\n{}", flags(tally));
    }
    for kind in DifferenceKind::ALL {
        let count = tally.kinds.get(&kind).copied().unwrap_or(0);
        if count == 0 {
            continue;
        }
        let samples = tally.samples.get(&kind).map_or(&[][..], Vec::as_slice);
        let _ = writeln!(out, "\n{HEADING}{}{HEADING:#}: {}; {count} in all", kind.as_str(), kind.explained());
        turns(tally, kind, &mut out);
        for sample in samples {
            out.push('\n');
            show(sample, &mut out);
        }
    }
    out
}

fn summary(tally: &DiffTally) -> String {
    let mut table = Table::new(&["", "count", ""]);
    let mut row = |name: &str, count: u64, remark: String| table.plain([name.to_owned(), count.to_string(), remark]);
    row("reports", tally.reports, String::new());
    row("reports changed", tally.changed, share(tally.changed, tally.reports));
    row("statements, old", tally.statements[0], String::new());
    row("statements, new", tally.statements[1], String::new());
    for kind in DifferenceKind::ALL {
        let count = tally.kinds.get(&kind).copied().unwrap_or(0);
        row(&format!("  {}", kind.as_str()), count, kind.explained().to_owned());
    }
    row("flags changed", tally.flags.values().sum(), String::new());
    table.to_string()
}

fn share(part: u64, all: u64) -> String {
    if all == 0 {
        return String::new();
    }
    format!("{:.1}%", part as f64 * 100.0 / all as f64)
}

fn findings(tally: &DiffTally) -> String {
    let used: Vec<DifferenceKind> = DifferenceKind::ALL.into_iter().filter(|k| tally.kinds.contains_key(k)).collect();
    let mut headings = vec!["finding"];
    headings.extend(used.iter().map(|k| k.as_str()));
    let mut table = Table::new(&headings);
    let mut rows: Vec<_> = tally.findings.iter().collect();
    rows.sort_by_key(|(finding, kinds)| (std::cmp::Reverse(kinds.values().sum::<u64>()), *finding));
    for (finding, kinds) in rows {
        let number = |kind: &DifferenceKind| match kinds.get(kind) {
            Some(count) => count.to_string(),
            None => ".".to_owned(),
        };
        let cells = std::iter::once(finding.clone()).chain(used.iter().map(number));
        table.row(cells.map(|cell| (cell, Style::new())));
    }
    table.to_string()
}

fn flags(tally: &DiffTally) -> String {
    let mut table = Table::new(&["flag", "old", "new", "reports", "first"]);
    for (change, count) in &tally.flags {
        let first = tally.flag_reports.get(change).map(|ids| ids.join(" ")).unwrap_or_default();
        table.plain([
            change.flag.clone(),
            change.old.clone(),
            change.new.clone(),
            count.to_string(),
            first,
        ]);
    }
    table.to_string()
}

/// The changes of value, most frequent first.
fn turns(tally: &DiffTally, kind: DifferenceKind, out: &mut String) {
    let mut own: Vec<(&str, u64)> = tally
        .turns
        .iter()
        .filter(|((k, _), _)| *k == kind)
        .map(|((_, turn), &count)| (turn.as_str(), count))
        .collect();
    own.sort_by_key(|&(turn, count)| (std::cmp::Reverse(count), turn));
    for (turn, count) in own.iter().take(TURNS) {
        let _ = writeln!(out, "  {count:>6}  {}", visible(turn));
    }
    if own.len() > TURNS {
        let _ = writeln!(out, "          and {} others", own.len() - TURNS);
    }
}

fn show(sample: &Sample, out: &mut String) {
    let _ = writeln!(out, "{QUIET}{}{QUIET:#} {}", visible(&sample.id), visible(&sample.finding));
    match &sample.sentence {
        Some(sentence) => {
            let marked = Span::new(sample.marked.start as u32, sample.marked.end as u32);
            out.push_str(&quote(sentence, Span::new(0, sentence.len() as u32), &[(marked, '^')]));
        }
        None => {
            let words: Vec<&str> = sample.words.split_whitespace().collect();
            let _ = writeln!(out, "    {}", visible(&words.join(" ")));
        }
    }
    reading("old", OLD, sample.old.as_ref(), sample, out);
    reading("new", NEW, sample.new.as_ref(), sample, out);
}

fn reading(name: &str, style: Style, reading: Option<&SampledStatement>, sample: &Sample, out: &mut String) {
    let Some(reading) = reading else {
        let _ = writeln!(out, "  {style}{name}{style:#} nothing");
        return;
    };
    let mut words = vec![reading.assertion.as_str(), reading.certainty.as_str()];
    if reading.temporality != "current" {
        words.push(&reading.temporality);
    }
    words.extend(reading.change.as_deref());
    let mut line = words.join(", ");
    if reading.finding != sample.finding {
        line = format!("{}: {line}", reading.finding);
    }
    if !reading.sites.is_empty() {
        line = format!("{line}; {}", reading.sites.join(", "));
    }
    if sample.differs_in.contains(&DifferenceKind::Details) && !reading.details.is_empty() {
        line = format!("{line}; {}", reading.details.join(", "));
    }
    let _ = writeln!(out, "  {style}{name}{style:#} {}", visible(&line));
    if !reading.own_rules.is_empty() {
        let _ = writeln!(out, "      {QUIET}by {}{QUIET:#}", visible(&reading.own_rules.join(", ")));
    }
}
