//! The tables of `show`: findings, flags, imaging floor and stated grades.

use super::paint::on_one_line;
use super::style::{HEADING, QUIET, of_flag, of_mention, status};
use crate::cli::table::Table;
use crate::extract::Mention;
use crate::report::{FlagValue, Icans, LevelName, Report, contract_word};
use anstyle::Style;
use std::fmt::Write;

const PLAIN: Style = Style::new();

/// The kind of study and its source; empty where nothing is known.
pub(super) fn study(report: &Report<'_>) -> String {
    let mut known = Vec::new();
    if let Some((id, source)) = report.modality() {
        known.push((id.to_owned(), source));
    }
    if let Some((_, source)) = report.doc.body_parts() {
        known.push((report.body_parts().collect::<Vec<_>>().join(" "), source));
    }
    if let Some((region, source)) = report.doc.region() {
        known.push((format!("region {}", region.as_str()), source));
    }
    if known.is_empty() {
        return String::new();
    }
    let known: Vec<String> = known
        .iter()
        .map(|(what, source)| format!("{what} (by {})", source.as_str()))
        .collect();
    format!("{HEADING}Study{HEADING:#}\n{}\n\n", known.join(", "))
}

/// All findings.
pub(super) fn findings(report: &Report<'_>) -> String {
    let mut out = format!("{HEADING}Findings{HEADING:#}\n");
    if report.mentions.is_empty() {
        out.push_str("none\n");
        return out;
    }
    let mut table = Table::new(&["#", "finding", "status", "where", "more", "words"]);
    for (index, mention) in report.mentions.iter().enumerate() {
        table.row([
            (index.to_string(), QUIET),
            (report.finding_id(mention.finding).to_owned(), of_mention(mention)),
            (status(mention), PLAIN),
            (places(report, mention).join(", "), PLAIN),
            (more(report, mention).join(", "), PLAIN),
            (on_one_line(report.span(mention.tokens).of(report.doc.text), 60), QUIET),
        ]);
    }
    let _ = write!(out, "{table}");
    out
}

/// The sites with their sides, and the levels.
pub(super) fn places(report: &Report<'_>, mention: &Mention) -> Vec<String> {
    let sites = mention.sites.iter().map(|s| match s.laterality {
        Some(side) => format!("{} {}", side.as_str(), report.site_id(s.site)),
        None => report.site_id(s.site).to_owned(),
    });
    sites.chain(mention.levels.iter().map(|l| LevelName(*l).to_string())).collect()
}

/// Severity, extent, acuity, count, sizes and attributions.
pub(super) fn more(report: &Report<'_>, mention: &Mention) -> Vec<String> {
    let attributes = mention
        .severity
        .iter()
        .chain(&mention.extent)
        .chain(&mention.acuity)
        .chain(&mention.count);
    let values = attributes.map(|a| report.doc.lexicon.attributes[a.index()].value.clone());
    let sizes = mention.sizes.iter().map(|size| {
        let extents: Vec<String> = size.mm.iter().map(ToString::to_string).collect();
        format!("{} mm", extents.join(" x "))
    });
    let links = mention
        .attribution
        .iter()
        .map(|a| format!("{} link to {}", a.strength.as_str(), report.finding_id(a.to)));
    values.chain(sizes).chain(links).collect()
}

/// The flags that are stated.
pub(super) fn flags(report: &Report<'_>) -> String {
    let mut out = format!("{HEADING}Flags{HEADING:#}\n");
    let mut table = Table::new(&["flag", "value", "basis", "from"]);
    let mut silent = 0;
    for (result, flag) in report.flags.iter().zip(&report.doc.lexicon.flags) {
        if result.value == FlagValue::NotStated {
            silent += 1;
            continue;
        }
        let from: Vec<String> = result.mentions.iter().map(|n| format!("#{n}")).collect();
        table.row([
            (flag.entry.id.clone(), PLAIN),
            (contract_word(result.value), of_flag(result.value)),
            (contract_word(result.basis), QUIET),
            (from.join(" "), QUIET),
        ]);
    }
    if silent < report.flags.len() {
        let _ = write!(out, "{table}");
    }
    let _ = writeln!(out, "{silent} of {} flags are not stated", report.flags.len());
    out
}

/// What was not read, and how much was.
pub(super) fn unread(report: &Report<'_>) -> String {
    let mut out = format!("{HEADING}Not read{HEADING:#}\n");
    let Some(share) = report.coverage.share() else {
        out.push_str("no findings and no impression\n");
        return out;
    };
    let mut table = Table::new(&["why", "words"]);
    for piece in &report.coverage.unread {
        let words = on_one_line(report.span(piece.tokens).of(report.doc.text), 80);
        table.row([(piece.kind.as_str().to_owned(), PLAIN), (words, QUIET)]);
    }
    if !report.coverage.unread.is_empty() {
        let _ = write!(out, "{table}");
    }
    let _ = writeln!(
        out,
        "{:.1} % of the content words of findings and impression were read",
        share * 100.0
    );
    out
}

/// The floor and the stated grades.
pub(super) fn icans(report: &Report<'_>) -> String {
    let Icans {
        floor,
        stated,
        apart,
        discordance,
    } = report.icans;
    let mut out = format!("{HEADING}ICANS{HEADING:#}\nimaging floor: {}", contract_word(floor.value));
    let _ = floor.upper.map(|upper| write!(out, ", at most {upper}"));
    let _ = floor.basis.map(|basis| write!(out, ", {}", contract_word(basis)));
    let _ = floor.reason.as_ref().map(|reason| write!(out, ", because of {reason}"));
    for remark in &floor.review {
        let _ = write!(out, ", {remark}");
    }
    out.push('\n');
    let named = [("stated", stated), ("stated apart", apart)];
    for (which, grade) in named.iter().flat_map(|(which, grades)| grades.iter().map(move |g| (which, g))) {
        let _ = write!(
            out,
            "{which}: {} grade {}{}",
            grade.scale,
            grade.inequality.unwrap_or(""),
            grade.low
        );
        if grade.high != grade.low {
            let _ = write!(out, "-{}", grade.high);
        }
        let words = on_one_line(grade.span.of(report.doc.text), 60);
        let (certainty, time, by) = (grade.certainty.as_str(), grade.temporality.as_str(), grade.asserted_by);
        let _ = writeln!(
            out,
            ", {} {certainty} {time}, by {by} {QUIET}{words}{QUIET:#}",
            grade.assertion.as_str()
        );
    }
    if let Some(therapy) = &report.statements.therapy {
        let named = &report.doc.lexicon.statements.therapies[therapy.entry as usize];
        let _ = write!(out, "therapy: {}", named.label);
        let _ = therapy.day.map(|day| write!(out, ", day {day}"));
        out.push('\n');
    }
    let _ = writeln!(out, "discordance: {}", contract_word(*discordance));
    let _ = writeln!(
        out,
        "{QUIET}A lower bound for research; not a clinical grade and not a medical device.{QUIET:#}"
    );
    out
}
