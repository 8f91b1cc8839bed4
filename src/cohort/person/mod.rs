//! One person: from the reports that the store has to the verdict of every rule on every index event.

mod entries;
mod judge;
mod versions;
mod visits;

pub use entries::Entry;
pub use judge::{Judged, RuleState, Verdict, judge};
pub use visits::Visit;

use super::criterion::{Level, Said};
use super::events::Event;
use super::file::Cohort;
use super::reading::{Fate, Study};
use super::store::PersonRows;

/// A person with all visits.
#[derive(Debug)]
pub struct Person {
    /// The patient.
    pub id: String,
    /// The reports that count, in the order of the input.
    pub reports: Vec<Report>,
    /// The visits, by day.
    pub visits: Vec<Visit>,
    /// The rows of the event table, by day.
    pub events: Vec<Event>,
    /// How many records met each fate, by its number.
    pub fates: [u64; Fate::ALL.len()],
    /// True when there are more reports than of one person.
    pub crowded: bool,
    /// Reports of one id that differ without a version to tell which is the later: all of them count.
    pub same_id: u64,
}

/// A report that counts.
#[derive(Debug)]
pub struct Report {
    /// What it says of each leaf.
    pub said: Vec<Said>,
    /// All else.
    pub study: Study,
}

impl Person {
    /// The person of the rows of the store.
    pub fn new(rows: PersonRows, cohort: &Cohort) -> Self {
        let mut fates = [0; Fate::ALL.len()];
        fates[Fate::Unreadable as usize] = rows.unreadable;
        let mut reports = rows.reports;
        let same_id = versions::mark(&mut reports);
        for (fate, _, _) in &reports {
            fates[*fate as usize] += 1;
        }
        let crowded = rows.beyond > 0;
        // They are of a person, as far as anybody knows.
        fates[Fate::Counts as usize] += rows.beyond;
        let counting = reports.into_iter().filter(|(fate, _, _)| *fate == Fate::Counts);
        let reports: Vec<Report> = counting.map(|(_, said, study)| Report { said, study }).collect();
        let visits = visits::merge(&reports, cohort.merge);
        Self {
            id: rows.id,
            reports,
            visits,
            events: rows.events,
            fates,
            crowded,
            same_id,
        }
    }

    /// The records that are left after this fate and all before it.
    pub fn left_after(&self, fate: Fate) -> u64 {
        self.fates[fate as usize + 1..].iter().sum()
    }
}

/// How certain statements must be, in the index event and in rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Floors {
    /// In the index event and in what must be met.
    pub wanted: Level,
    /// In what excludes.
    pub excluding: Level,
}

impl Floors {
    /// Those of a cohort, with this certainty for what must be met.
    pub fn of(cohort: &Cohort, wanted: Level) -> Self {
        Self {
            wanted,
            excluding: cohort.certainty,
        }
    }
}
