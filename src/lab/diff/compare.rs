//! Compares two readings of one report.

use super::kind::DifferenceKind;
use super::pair::pair;
use super::record::{ComparedRecord, ComparedStatement};
use super::sample::{Sample, rules};
use super::tally::{DiffTally, FlagChange};
use std::collections::BTreeMap;

/// The options of a comparison.
#[derive(Clone, Debug, Default)]
pub struct DiffOptions {
    /// The number of samples that are kept of each kind.
    pub samples: usize,
    /// Compares only statements of this finding, and no flags.
    pub finding: Option<String>,
}

/// True when two lines of `extract` differ in nothing but the name of the rule set.
pub fn same(old: &[u8], new: &[u8]) -> bool {
    after_ruleset(old) == after_ruleset(new)
}

/// The text after the name of the rule set; the whole line when it is not written as usual.
fn after_ruleset(line: &[u8]) -> &[u8] {
    const HEAD: usize = 80;
    let head = &line[..line.len().min(HEAD)];
    let at = head.windows(6).position(|w| w == b",\"id\":");
    at.map_or(line, |at| &line[at..])
}

/// Adds the differences between the new and the old record of a report to `tally`. `text` is the report, where it is available.
pub fn compare(old: &ComparedRecord<'_>, new: &ComparedRecord<'_>, text: Option<&str>, options: &DiffOptions, tally: &mut DiffTally) {
    let wanted = |s: &ComparedStatement<'_>| options.finding.as_deref().is_none_or(|finding| s.finding == finding);
    tally.reports += 1;
    tally
        .rulesets
        .get_or_insert_with(|| [old.ruleset.to_string(), new.ruleset.to_string()]);
    for (count, record) in tally.statements.iter_mut().zip([old, new]) {
        *count += record.findings.iter().filter(|s| wanted(s)).count() as u64;
    }
    let mut changed = false;
    for (i, j) in pair(&old.findings, &new.findings) {
        let (a, b) = (i.map(|i| &old.findings[i]), j.map(|j| &new.findings[j]));
        if ![a, b].into_iter().flatten().any(wanted) {
            continue;
        }
        let kinds = kinds(a, b);
        changed |= kinds.iter().any(|kind| kind.matters());
        count(&kinds, a, b, tally);
        // A statement that differs in several ways is shown only once.
        if let Some(&kind) = kinds.first() {
            let kept = tally.samples.entry(kind).or_default();
            if kept.len() < options.samples {
                let record = if a.is_some() { old } else { new };
                kept.extend(Sample::new(record, a, b, kinds, text));
            }
        }
    }
    if options.finding.is_none() {
        changed |= flags(old, new, options, tally);
    }
    tally.changed += u64::from(changed);
}

/// The ways in which the two statements of a pair differ.
fn kinds(old: Option<&ComparedStatement<'_>>, new: Option<&ComparedStatement<'_>>) -> Vec<DifferenceKind> {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(_)) => return vec![DifferenceKind::Appeared],
        (Some(_), None) => return vec![DifferenceKind::Vanished],
        (None, None) => return Vec::new(),
    };
    let differs = [
        (DifferenceKind::Finding, old.finding != new.finding),
        (DifferenceKind::Assertion, old.assertion != new.assertion),
        (DifferenceKind::Certainty, old.certainty != new.certainty),
        (DifferenceKind::Temporality, old.temporality != new.temporality),
        (DifferenceKind::Change, old.change != new.change),
        (DifferenceKind::Sites, old.places() != new.places()),
        (DifferenceKind::Details, old.details() != new.details()),
        (DifferenceKind::Words, old.span != new.span),
    ];
    let mut kinds: Vec<DifferenceKind> = differs.into_iter().filter(|d| d.1).map(|d| d.0).collect();
    if kinds.is_empty() && rules(old) != rules(new) {
        kinds.push(DifferenceKind::Rules);
    }
    kinds
}

fn count(kinds: &[DifferenceKind], old: Option<&ComparedStatement<'_>>, new: Option<&ComparedStatement<'_>>, tally: &mut DiffTally) {
    let Some(finding) = old.or(new).map(|s| s.finding.to_string()) else {
        return;
    };
    if kinds.is_empty() {
        return;
    }
    let own = tally.findings.entry(finding).or_default();
    for &kind in kinds {
        *own.entry(kind).or_default() += 1;
        *tally.kinds.entry(kind).or_default() += 1;
        if let Some(turn) = turn(kind, old, new) {
            *tally.turns.entry((kind, turn)).or_default() += 1;
        }
    }
}

/// The change of value, for kinds with few values.
fn turn(kind: DifferenceKind, old: Option<&ComparedStatement<'_>>, new: Option<&ComparedStatement<'_>>) -> Option<String> {
    let (old, new) = (old?, new?);
    let none = || "none".to_owned();
    let (a, b) = match kind {
        DifferenceKind::Finding => (old.finding.to_string(), new.finding.to_string()),
        DifferenceKind::Assertion => (old.assertion.to_string(), new.assertion.to_string()),
        DifferenceKind::Certainty => (old.certainty.to_string(), new.certainty.to_string()),
        DifferenceKind::Temporality => (old.temporality.to_string(), new.temporality.to_string()),
        DifferenceKind::Change => (old.change.clone().unwrap_or_else(none), new.change.clone().unwrap_or_else(none)),
        _ => return None,
    };
    Some(format!("{a} -> {b}"))
}

/// The value of a flag that is not listed in a record.
const SILENT: &str = "not_stated";

/// Counts the flags that differ; true when there are any.
fn flags(old: &ComparedRecord<'_>, new: &ComparedRecord<'_>, options: &DiffOptions, tally: &mut DiffTally) -> bool {
    let (old_values, new_values) = (old.flag_values(), new.flag_values());
    let mut values: BTreeMap<&str, [&str; 2]> = BTreeMap::new();
    for (side, all) in [&old_values, &new_values].into_iter().enumerate() {
        for (flag, value) in all {
            values.entry(flag).or_insert([SILENT; 2])[side] = value;
        }
    }
    let mut differ = false;
    for (flag, [was, is]) in values {
        if was == is {
            continue;
        }
        differ = true;
        let change = FlagChange {
            flag: flag.to_owned(),
            old: was.to_owned(),
            new: is.to_owned(),
        };
        let ids = tally.flag_reports.entry(change.clone()).or_default();
        if ids.len() < options.samples {
            ids.push(old.id.to_string());
        }
        *tally.flags.entry(change).or_default() += 1;
    }
    differ
}
