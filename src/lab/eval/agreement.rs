//! The agreement of two annotators: Cohen's kappa over the status of each finding in each report.

use super::families::Families;
use super::gold::GoldReport;
use super::stated::Stated;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The comparison of two annotators over the reports that both have read.
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    /// The version of this format.
    pub schema: &'static str,
    /// Reports in both files.
    pub reports: usize,
    /// Reports that only the first file contains; not compared.
    pub only_in_first: usize,
    /// Reports that only the second file contains; not compared.
    pub only_in_second: usize,
    /// Over all findings that either annotator states in any report.
    pub overall: AgreementRow,
    /// The same with all findings of a family counted as one.
    pub overall_families: AgreementRow,
    /// Each finding, in order of id.
    pub findings: Vec<AgreementRow>,
}

/// The agreement on one finding or on all findings. The unit is a finding in a report; its category is the set of its
/// statuses in that report, where "not stated" is a category of its own.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AgreementRow {
    /// The id of the finding, or the name of the total.
    pub name: String,
    /// Both state it with the same status.
    pub alike: u64,
    /// Both state it with a different status.
    pub unlike: u64,
    /// Only the first states it.
    pub only_first: u64,
    /// Only the second states it.
    pub only_second: u64,
    /// Neither states it.
    pub neither: u64,
    /// The observed agreement, as a fraction.
    pub observed: f64,
    /// The agreement beyond chance; `None` when chance alone would agree on everything.
    pub kappa: Option<f64>,
}

/// The statuses that one annotator gives to one finding in one report; empty when it is not stated.
type Status = BTreeSet<Stated>;

/// Compares the files of two annotators. Statements that either file marks as disputed are compared like all others.
pub fn agreement(first: &[GoldReport], second: &[GoldReport], families: &Families) -> Agreement {
    let by_id: BTreeMap<&str, &GoldReport> = second.iter().map(|r| (r.id.as_str(), r)).collect();
    let both = first.iter().filter_map(|a| Some((a, *by_id.get(a.id.as_str())?)));
    let both: Vec<(&GoldReport, &GoldReport)> = both.collect();
    let by_finding = tallies(&both, |finding| finding.to_owned());
    let by_family = tallies(&both, |finding| families.get(finding).to_owned());
    Agreement {
        schema: "radsift/agreement/1",
        reports: both.len(),
        only_in_first: first.len() - both.len(),
        only_in_second: second.len() - both.len(),
        overall: overall("all findings", by_finding.values()),
        overall_families: overall("all families", by_family.values()),
        findings: by_finding.into_iter().map(|(name, tally)| tally.row(name)).collect(),
    }
}

fn tallies(both: &[(&GoldReport, &GoldReport)], name: impl Fn(&str) -> String) -> BTreeMap<String, Tally> {
    let of = |report: &GoldReport| {
        let mut said: BTreeMap<String, Status> = BTreeMap::new();
        for statement in &report.gold.statements {
            said.entry(name(&statement.said.finding)).or_default().insert(statement.said.stated);
        }
        said
    };
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (first, second) in both {
        let (mut first, mut second) = (of(first), of(second));
        let names: BTreeSet<String> = first.keys().chain(second.keys()).cloned().collect();
        for name in names {
            let pair = (first.remove(&name).unwrap_or_default(), second.remove(&name).unwrap_or_default());
            *tallies.entry(name).or_default().0.entry(pair).or_default() += 1;
        }
    }
    for tally in tallies.values_mut() {
        let stated: u64 = tally.0.values().sum();
        tally.0.insert(<(Status, Status)>::default(), both.len() as u64 - stated);
    }
    tallies
}

fn overall<'a>(name: &str, tallies: impl Iterator<Item = &'a Tally>) -> AgreementRow {
    let mut all = Tally::default();
    for tally in tallies {
        for (pair, count) in &tally.0 {
            *all.0.entry(pair.clone()).or_default() += count;
        }
    }
    all.row(name.to_owned())
}

/// How often each combination of two statuses occurs.
#[derive(Debug, Default)]
struct Tally(BTreeMap<(Status, Status), u64>);

impl Tally {
    fn row(&self, name: String) -> AgreementRow {
        let mut row = AgreementRow {
            name,
            ..AgreementRow::default()
        };
        let mut alone: BTreeMap<&Status, (u64, u64)> = BTreeMap::new();
        for ((first, second), &count) in &self.0 {
            alone.entry(first).or_default().0 += count;
            alone.entry(second).or_default().1 += count;
            let cell = match (first.is_empty(), second.is_empty()) {
                (true, true) => &mut row.neither,
                (false, true) => &mut row.only_first,
                (true, false) => &mut row.only_second,
                (false, false) if first == second => &mut row.alike,
                (false, false) => &mut row.unlike,
            };
            *cell += count;
        }
        let all = self.0.values().sum::<u64>() as f64;
        if all > 0.0 {
            row.observed = (row.alike + row.neither) as f64 / all;
            let chance: f64 = alone.values().map(|(a, b)| (*a as f64 / all) * (*b as f64 / all)).sum();
            row.kappa = (chance < 1.0).then(|| (row.observed - chance) / (1.0 - chance));
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Assertion;

    fn tally(cells: &[(&[Stated], &[Stated], u64)]) -> Tally {
        let cell = |(a, b, n): &(&[Stated], &[Stated], u64)| ((a.iter().copied().collect(), b.iter().copied().collect()), *n);
        Tally(cells.iter().map(cell).collect())
    }

    /// Cohen's table of 50 with 20 and 15 on the diagonal: observed 0.7, chance 0.5, kappa 0.4.
    #[test]
    fn kappa_of_a_known_table() {
        let present: &[Stated] = &[Stated::Current(Assertion::Present)];
        let table = tally(&[(present, present, 20), (present, &[], 5), (&[], present, 10), (&[], &[], 15)]);
        let row = table.row("x".to_owned());
        assert!((row.observed - 0.7).abs() < 1e-12);
        assert!((row.kappa.unwrap() - 0.4).abs() < 1e-12);
        assert_eq!((row.alike, row.only_first, row.only_second, row.neither), (20, 5, 10, 15));
    }

    #[test]
    fn kappa_is_not_defined_where_chance_agrees_on_everything() {
        let absent: &[Stated] = &[Stated::Current(Assertion::Absent)];
        assert_eq!(tally(&[(absent, absent, 9)]).row(String::new()).kappa, None);
    }
}
