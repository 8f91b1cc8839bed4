//! Builds a cohort: the run into the store, then person by person into the files of the output.

mod account;
mod fill;
mod folder;
mod stopped;

pub use account::Account;
pub use folder::Files;

use super::attrition::{Counter, DetailRow};
use super::criterion::Level;
use super::events::Events;
use super::file::Cohort;
use super::person::{Floors, Person, judge};
use super::store::Store;
use super::stored::RunFolder;
use super::tables::{Case, Writers};
use crate::Extractor;
use crate::error::Error;
use std::path::Path;

/// What a cohort is built from.
pub struct Sources<'s> {
    /// The cohort file.
    pub cohort: &'s Cohort,
    /// The rules.
    pub extractor: &'s Extractor,
    /// The run.
    pub run: &'s RunFolder,
    /// The same archive read by another rule set.
    pub other: Option<&'s RunFolder>,
    /// The table of events.
    pub events: Option<&'s Events>,
}

/// What came of it.
#[derive(Debug)]
pub struct Built<'c> {
    /// The counts.
    pub counter: Counter<'c>,
    /// Details beside those of the counter.
    pub details: Vec<DetailRow>,
    /// Reports of one id that differ and have no versions.
    pub same_id: u64,
}

/// Builds a cohort into `writers`; `scratch` is a folder for the store.
///
/// # Errors
/// Records that cannot be read, and I/O errors.
pub fn build<'s>(sources: &Sources<'s>, scratch: &Path, writers: &mut Writers<'_>) -> Result<Built<'s>, Error> {
    let cohort = sources.cohort;
    let mut counter = Counter::new(cohort);
    let mut store = Store::create(&scratch.join(".store.sqlite"))?;
    fill::fill(&mut store, sources, sources.run, &mut counter)?;
    if let Some(other) = sources.other {
        fill::mark_other(&mut store, sources, other, scratch)?;
    }
    store.sort()?;
    writers.patients_are_numbers(store.patients_are_numbers()?);
    // The certainty of a cohort is always one of these.
    let own = Level::FLOORS
        .iter()
        .position(|floor| *floor == cohort.certainty)
        .unwrap_or_default();
    let mut same_id = 0;
    store.for_each_person(&mut |rows| {
        let person = Person::new(rows, cohort);
        same_id += person.same_id;
        let by_floor = Level::FLOORS.map(|floor| judge(&person, cohort, Floors::of(cohort, floor)));
        let verdict = &by_floor[own];
        let without = verdict.judged.is_empty().then(|| stopped::without_index(&person, cohort));
        counter.person(&person, verdict, without);
        let other = match sources.other {
            Some(_) => store.other_members(&person.id)?,
            None => Vec::new(),
        };
        writers.person(&Case {
            person: &person,
            verdict,
            by_floor: &by_floor,
            other,
            without_index: without,
        })
    })?;
    let mut details = Vec::new();
    if sources.events.is_some() {
        let (records, persons) = store.events_without_report()?;
        details.push(DetailRow {
            cohort: cohort.about.number,
            rule: "index".to_owned(),
            what: "events_without_report",
            state: String::new(),
            records,
            persons,
        });
    }
    if sources.other.is_some() {
        for (patient, day) in store.other_members_alone()? {
            writers.only_other(&patient, day)?;
        }
    }
    Ok(Built { counter, details, same_id })
}
