//! The tables of `eval`.

use super::super::style::{HEADING, QUIET};
use super::super::terminal::count;
use crate::cli::table::Table;
use crate::eval::{Breakdown, Evaluation, FamilyRow, Measure, ScoreRow};
use crate::visible::visible;
use std::fmt::Write;

/// The most findings listed.
const FINDINGS: usize = 20;

/// All tables except the list of errors.
pub(super) fn shown(evaluation: &Evaluation, by: &str) -> String {
    let mut out = format!(
        "{}, {} without a record",
        count(evaluation.reports as u64, "report"),
        evaluation.without_record
    );
    let rules: Vec<&str> = evaluation.rulesets.iter().map(String::as_str).collect();
    if !rules.is_empty() {
        let _ = write!(out, "; rules {}", visible(&rules.join(", ")));
    }
    out.push_str("\n\n");
    out.push_str(&measures(&evaluation.measures));
    parts(&format!("F1 by {by}"), &evaluation.groups, &mut out);
    parts("F1 by section", &evaluation.sections, &mut out);
    findings(&evaluation.families, &mut out);
    out
}

fn measures(rows: &[ScoreRow]) -> String {
    let mut table = Table::new(&["measure", "precision", "recall", "F1", "95 % interval", "right", "wrong", "missed"]);
    for row in rows {
        let (figures, counts) = (row.figures, row.figures.counts);
        let interval = row.interval.map(|i| format!("{:.3} to {:.3}", i.low, i.high));
        table.plain([
            row.measure.to_string(),
            format!("{:.3}", figures.precision),
            format!("{:.3}", figures.recall),
            format!("{:.3}", figures.f1),
            interval.unwrap_or_else(|| "-".to_owned()),
            counts.right.to_string(),
            counts.wrong.to_string(),
            counts.missed.to_string(),
        ]);
    }
    table.to_string()
}

/// The F1 of each measure for each part; `-` where there is nothing to compare.
fn parts(title: &str, parts: &[Breakdown], out: &mut String) {
    if parts.is_empty() {
        return;
    }
    let measures = Measure::ALL.map(Measure::as_str);
    let headings: Vec<&str> = ["", "reports"].into_iter().chain(measures).collect();
    let mut table = Table::new(&headings);
    for part in parts {
        let f1 = part.measures.iter().map(|row| match row.figures.counts {
            counts if counts.right + counts.mistakes() == 0 => "-".to_owned(),
            _ => format!("{:.3}", row.figures.f1),
        });
        let cells = [part.name.clone(), part.reports.to_string()].into_iter().chain(f1);
        table.row(cells.map(|cell| (cell, anstyle::Style::new())));
    }
    let _ = write!(out, "\n{HEADING}{}{HEADING:#}\n{table}", visible(title));
}

fn findings(families: &[FamilyRow], out: &mut String) {
    let wrong = families.iter().filter(|row| row.figures.counts.mistakes() > 0);
    let (shown, all) = (wrong.clone().take(FINDINGS), wrong.count());
    let _ = writeln!(out, "\n{HEADING}Findings with most errors{HEADING:#}");
    if all == 0 {
        out.push_str("none\n");
        return;
    }
    let mut table = Table::new(&["family", "right", "wrong", "missed", "F1", "gold as read (- not stated)"]);
    for row in shown {
        let counts = row.figures.counts;
        table.plain([
            row.name.clone(),
            counts.right.to_string(),
            counts.wrong.to_string(),
            counts.missed.to_string(),
            format!("{:.2}", row.figures.f1),
            confusions(row),
        ]);
    }
    let _ = write!(out, "{table}");
    let clean = families.len() - all;
    let more = all.saturating_sub(FINDINGS);
    let _ = writeln!(out, "{QUIET}{more} more with errors, {clean} without{QUIET:#}");
}

/// The statuses that are confused, most frequent first: `absent as present 2, - as possible 1`.
fn confusions(row: &FamilyRow) -> String {
    let labels = crate::eval::Matrix::labels();
    let label = |index: usize| if index == crate::eval::UNSAID { "-" } else { labels[index] };
    let cells = row.matrix.0.iter().enumerate();
    let cells = cells.flat_map(|(r, line)| line.iter().enumerate().map(move |(c, n)| (r, c, *n)));
    let mut wrong: Vec<(usize, usize, u64)> = cells.filter(|(r, c, n)| r != c && *n > 0).collect();
    wrong.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
    let words = wrong.iter().map(|(r, c, n)| format!("{} as {} {n}", label(*r), label(*c)));
    words.collect::<Vec<_>>().join(", ")
}
