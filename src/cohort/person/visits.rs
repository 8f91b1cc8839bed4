//! Reports that were written about one visit: brain and spine are often reported apart.

use super::Report;
use crate::cohort::criterion::Said;
use crate::cohort::file::Merge;
use crate::cohort::window::Day;
use std::collections::HashMap;

/// The reports of one visit, taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its day: that of the earliest report.
    pub day: Day,
    /// Its reports, by their place among those of the person.
    pub reports: Vec<usize>,
    /// What they say together of each leaf.
    pub said: Vec<Said>,
}

/// Reports with one accession number that lie further apart are of several visits: the number is used again, or stands for none.
const MOST_DAYS_APART: i32 = 3;

/// The visits, by day and then in the order of the input.
pub(super) fn merge(reports: &[Report], by: Merge) -> Vec<Visit> {
    let days: Vec<Day> = reports.iter().map(|report| Day(report.study.day.unwrap_or_default())).collect();
    let mut first_with: HashMap<Key, usize> = HashMap::new();
    // Each report stands for the group of the report it leads to; a group is named by its first report.
    let mut leads: Vec<usize> = (0..reports.len()).collect();
    // By day, so that the order of the input does not decide which are near enough.
    let mut by_day: Vec<usize> = (0..reports.len()).collect();
    by_day.sort_by_key(|&index| days[index]);
    for index in by_day {
        let report = &reports[index];
        let accession = (by != Merge::Report && !report.study.accession.is_empty()).then(|| Key::Accession(report.study.accession.clone()));
        let day = (by == Merge::Day).then(|| Key::Day(days[index]));
        for key in accession.into_iter().chain(day) {
            let other = first_with.entry(key).or_insert(index);
            if days[index].since(days[*other]) > MOST_DAYS_APART {
                *other = index;
            }
            let other = *other;
            let (a, b) = (root(&mut leads, index), root(&mut leads, other));
            leads[a.max(b)] = a.min(b);
        }
    }
    let mut visits: Vec<Visit> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for (index, report) in reports.iter().enumerate() {
        let own = *place.entry(root(&mut leads, index)).or_insert_with(|| {
            visits.push(Visit {
                day: days[index],
                reports: Vec::new(),
                said: vec![Said::default(); report.said.len()],
            });
            visits.len() - 1
        });
        let visit = &mut visits[own];
        visit.day = visit.day.min(days[index]);
        visit.reports.push(index);
        visit.said.iter_mut().zip(&report.said).for_each(|(all, own)| *all = all.join(*own));
    }
    visits.sort_by_key(|visit| (visit.day, visit.reports[0]));
    visits
}

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Accession(String),
    Day(Day),
}

/// The first report of the group of a report.
fn root(leads: &mut [usize], mut index: usize) -> usize {
    while leads[index] != index {
        leads[index] = leads[leads[index]];
        index = leads[index];
    }
    index
}
