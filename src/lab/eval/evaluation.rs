//! The whole comparison: overall, by group, by section, by finding, and the list of mistakes.

use super::bootstrap::{ByReport, intervals, intervals_by_name};
use super::case::Case;
use super::confusion::{Matrix, SIDE, UNSAID};
use super::counts::{Counts, Figures};
use super::families::Families;
use super::mistakes::{self, Mistake};
use super::score::{Measure, Scores, compared};
use super::sets::Sets;
use super::stated::{Pair, Stated};
use crate::stats::Interval;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// The options of a comparison.
#[derive(Clone, Debug)]
pub struct EvalOptions {
    /// The number of bootstrap draws for the intervals; 0 for none.
    pub bootstrap: usize,
    /// The measures whose mistakes are listed.
    pub mistakes_of: Vec<Measure>,
}

/// The agreement of a reading with a gold.
#[derive(Clone, Debug, Serialize)]
pub struct Evaluation {
    /// The version of this format.
    pub schema: &'static str,
    /// The rule sets by which the reports were read.
    pub rulesets: BTreeSet<String>,
    /// The number of reports.
    pub reports: usize,
    /// The number of reports without a record, which count as empty readings.
    pub without_record: usize,
    /// Over all reports.
    #[serde(serialize_with = "as_map")]
    pub measures: Vec<ScoreRow>,
    /// By group; empty when the reports are not grouped.
    pub groups: Vec<Breakdown>,
    /// By section; empty when the texts are not known. The annotated statements of a section are compared with those read in it.
    pub sections: Vec<Breakdown>,
    /// By family, most mistakes first.
    pub families: Vec<FamilyRow>,
    /// By finding, most mistakes first.
    pub findings: Vec<FamilyRow>,
    /// The names of the rows and columns of all matrices.
    pub matrix_labels: [&'static str; SIDE],
    /// All mistakes, in order of report id.
    #[serde(rename = "errors")]
    pub mistakes: Vec<Mistake>,
}

/// The figures of one measure.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreRow {
    /// The measure.
    pub measure: Measure,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// The interval of F1; `None` without bootstrap draws.
    pub interval: Option<Interval>,
}

/// The figures of a group or a section.
#[derive(Clone, Debug, Serialize)]
pub struct Breakdown {
    /// Its name.
    pub name: String,
    /// The number of its reports.
    pub reports: usize,
    /// The figures of all measures.
    #[serde(serialize_with = "as_map")]
    pub measures: Vec<ScoreRow>,
}

/// The figures of one family or finding, with its status.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyRow {
    /// Its name.
    pub name: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// The interval of F1; `None` without bootstrap draws.
    pub interval: Option<Interval>,
    /// The confusion matrix.
    pub matrix: Matrix,
}

fn as_map<S: Serializer>(rows: &[ScoreRow], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(rows.len()))?;
    for row in rows {
        map.serialize_entry(row.measure.as_str(), row)?;
    }
    map.end()
}

/// Compares readings with the gold. The result does not depend on the order of `cases`.
pub fn evaluate(cases: &[Case], families: &Families, options: &EvalOptions) -> Evaluation {
    // The bootstrap draws from the reports in this order, so that the result does not depend on the order of the files.
    let mut cases: Vec<&Case> = cases.iter().collect();
    cases.sort_by(|a, b| a.id.cmp(&b.id));
    let scores: Vec<Scores> = cases.iter().map(|c| c.scores(families)).collect();
    let sections = sections(&cases, families, options);
    let mistakes = cases.iter().flat_map(|case| {
        let of = |measure: &Measure| mistakes::of_case(case, *measure, families);
        options.mistakes_of.iter().flat_map(of).collect::<Vec<_>>()
    });
    Evaluation {
        schema: "radsift/eval/1",
        rulesets: cases.iter().filter_map(|c| c.reading.as_ref()?.ruleset.clone()).collect(),
        reports: cases.len(),
        without_record: cases.iter().filter(|c| c.reading.is_none()).count(),
        measures: rows(&scores, options),
        groups: groups(&cases, &scores, options),
        sections,
        families: by_name(&cases, |sets| &sets.families, families, options.bootstrap),
        findings: by_name(&cases, |sets| &sets.statements, families, options.bootstrap),
        matrix_labels: Matrix::labels(),
        mistakes: mistakes.collect(),
    }
}

fn rows(scores: &[Scores], options: &EvalOptions) -> Vec<ScoreRow> {
    let sum: Scores = scores.iter().sum();
    let intervals = intervals(scores, options.bootstrap);
    let row = |measure: Measure| ScoreRow {
        measure,
        figures: sum.get(measure).figures(),
        interval: intervals.map(|all| all[measure as usize]),
    };
    Measure::ALL.into_iter().map(row).collect()
}

fn breakdowns(parts: BTreeMap<String, Vec<Scores>>, options: &EvalOptions) -> Vec<Breakdown> {
    let one = |(name, scores): (String, Vec<Scores>)| Breakdown {
        name,
        reports: scores.len(),
        measures: rows(&scores, options),
    };
    parts.into_iter().map(one).collect()
}

fn groups(cases: &[&Case], scores: &[Scores], options: &EvalOptions) -> Vec<Breakdown> {
    let mut parts: BTreeMap<String, Vec<Scores>> = BTreeMap::new();
    if cases.iter().all(|c| c.group.is_none()) {
        return Vec::new();
    }
    for (case, scores) in cases.iter().zip(scores) {
        let name = case.group.as_deref().unwrap_or("(none)");
        parts.entry(name.to_owned()).or_default().push(*scores);
    }
    breakdowns(parts, options)
}

fn sections(cases: &[&Case], families: &Families, options: &EvalOptions) -> Vec<Breakdown> {
    let mut parts: BTreeMap<String, Vec<Scores>> = BTreeMap::new();
    for case in cases.iter().filter(|c| c.text.is_some()) {
        let said = case.gold.statements.iter().map(|s| case.section_of(s));
        let names: BTreeSet<Option<&str>> = said.chain(case.statements_read().iter().map(|s| s.section.as_deref())).collect();
        for name in names {
            let key = name.unwrap_or("(not located)").to_owned();
            parts.entry(key).or_default().push(case.scores_in(name, families));
        }
    }
    breakdowns(parts, options)
}

/// What is counted of one family or finding.
#[derive(Default)]
struct Tally {
    counts: ByReport,
    matrix: Matrix,
}

fn by_name(cases: &[&Case], pairs: impl Fn(&Sets) -> &BTreeSet<Pair>, families: &Families, draws: usize) -> Vec<FamilyRow> {
    type Both = (BTreeSet<Stated>, BTreeSet<Stated>);
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (number, case) in cases.iter().enumerate() {
        let (gold, read) = compared(case.gold.statements.iter().map(|s| &s.said), case.said(), &case.gold, families);
        let mut here: BTreeMap<&str, Both> = BTreeMap::new();
        for (name, stated) in pairs(&gold) {
            here.entry(name).or_default().0.insert(*stated);
        }
        for (name, stated) in pairs(&read) {
            here.entry(name).or_default().1.insert(*stated);
        }
        for (name, (gold, read)) in here {
            let tally = tallies.entry(name.to_owned()).or_default();
            tally.counts.push((number, Counts::of(&gold, &read)));
            tally.matrix.add(&gold, &read);
        }
    }
    let counts: Vec<&ByReport> = tallies.values().map(|tally| &tally.counts).collect();
    let intervals = intervals_by_name(&counts, cases.len(), draws);
    let row = |((name, mut tally), interval): ((String, Tally), Option<Interval>)| {
        let mut sum = Counts::default();
        tally.counts.iter().for_each(|(_, counts)| sum += *counts);
        tally.matrix.0[UNSAID][UNSAID] = (cases.len() - tally.counts.len()) as u64;
        FamilyRow {
            name,
            figures: sum.figures(),
            interval,
            matrix: tally.matrix,
        }
    };
    let mut rows: Vec<FamilyRow> = tallies.into_iter().zip(intervals).map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.figures.counts.mistakes()));
    rows
}
