//! Index events: the days that a person can enter the cohort.

use super::{Floors, Person};
use crate::cohort::file::{Cohort, IndexEvents, Take};
use crate::cohort::window::Day;

/// An index event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its day.
    pub day: Day,
    /// The visit that makes it, by its place among those of the person.
    pub visit: Option<usize>,
    /// The row of the event table that makes it.
    pub event: Option<usize>,
}

/// What can be an index event, and what is left of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    /// All that meet the criterion, or all rows of the table.
    pub all: Vec<Entry>,
    /// Those after the washout.
    pub washed: Vec<Entry>,
    /// Those that are taken.
    pub taken: Vec<Entry>,
}

impl Entries {
    /// The index events of a person.
    pub fn of(person: &Person, cohort: &Cohort, floors: Floors) -> Self {
        let all = candidates(person, cohort, floors);
        let free = |at: usize| {
            let before = at.checked_sub(1).map(|before| all[before].day);
            // The days are in order, so that the one before is the nearest.
            match (cohort.index.washout, before) {
                (Some(days), Some(before)) => i64::from(all[at].day.since(before)) > i64::from(days),
                _ => true,
            }
        };
        let washed: Vec<Entry> = (0..all.len()).filter(|&at| free(at)).map(|at| all[at]).collect();
        let taken = take(&washed, cohort.index.take);
        Self { all, washed, taken }
    }
}

/// Those of a list, in the order of time, that are taken.
pub(super) fn take(entries: &[Entry], which: Take) -> Vec<Entry> {
    match which {
        Take::First => entries.first().copied().into_iter().collect(),
        Take::Last => entries.last().copied().into_iter().collect(),
        Take::Every => entries.to_vec(),
    }
}

/// All index events by day, one for each day.
fn candidates(person: &Person, cohort: &Cohort, floors: Floors) -> Vec<Entry> {
    let mut all: Vec<Entry> = match &cohort.index.events {
        IndexEvents::Visits(node) => {
            let floor = cohort.index.floor.unwrap_or(floors.wanted);
            let visits = person.visits.iter().enumerate();
            let met = visits.filter(|(_, visit)| node.eval(&visit.said).level() >= floor);
            met.map(|(at, visit)| Entry {
                day: visit.day,
                visit: Some(at),
                event: None,
            })
            .collect()
        }
        IndexEvents::Table(words) => {
            let events = person.events.iter().enumerate();
            let wanted = events.filter(|(_, event)| words.is_empty() || words.contains(&event.word));
            wanted
                .map(|(at, event)| Entry {
                    day: event.day,
                    visit: None,
                    event: Some(at),
                })
                .collect()
        }
    };
    all.dedup_by_key(|entry| entry.day);
    all
}
