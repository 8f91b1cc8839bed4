//! The rows of the store, patient by patient.

use super::failed;
use crate::cohort::criterion::Said;
use crate::cohort::events::Event;
use crate::cohort::reading::{Fate, Study};
use crate::cohort::window::Day;
use crate::error::Error;
use rusqlite::Connection;
use std::path::Path;

/// So many reports of one patient are looked at. Whoever has more is a placeholder: an id that stands for many.
pub const MOST_REPORTS: usize = 10_000;

/// What the store has of one patient.
#[derive(Debug)]
pub struct PersonRows {
    /// The patient.
    pub id: String,
    /// The reports, in the order of the input: what becomes of each, what it says of the leaves, and all else.
    pub reports: Vec<(Fate, Vec<Said>, Study)>,
    /// Records that could not be read.
    pub unreadable: u64,
    /// Reports beyond `MOST_REPORTS`.
    pub beyond: u64,
    /// The events, by day.
    pub events: Vec<Event>,
}

pub(super) fn for_each_person(
    connection: &Connection,
    path: &Path,
    each: &mut dyn FnMut(PersonRows) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |e: rusqlite::Error| failed(path, &e);
    let mut select = connection
        .prepare("SELECT patient, fate, said, study FROM report ORDER BY patient, seq")
        .map_err(failed)?;
    let mut events = connection
        .prepare("SELECT day, word, grade FROM event WHERE patient = ?1 ORDER BY day, rowid")
        .map_err(failed)?;
    let mut finish = |person: Option<PersonRows>| -> Result<(), Error> {
        let Some(mut person) = person else { return Ok(()) };
        let mut rows = events.query([&person.id]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            person.events.push(Event {
                patient: person.id.clone(),
                day: Day(row.get(0).map_err(failed)?),
                word: row.get(1).map_err(failed)?,
                grade: row.get(2).map_err(failed)?,
            });
        }
        each(person)
    };
    let mut rows = select.query([]).map_err(failed)?;
    let mut person: Option<PersonRows> = None;
    while let Some(row) = rows.next().map_err(failed)? {
        let patient = row.get_ref(0).map_err(failed)?.as_str().unwrap_or_default();
        if person.as_ref().is_none_or(|person| person.id != patient) {
            let next = PersonRows {
                id: patient.to_owned(),
                reports: Vec::new(),
                unreadable: 0,
                beyond: 0,
                events: Vec::new(),
            };
            finish(person.replace(next))?;
        }
        let Some(person) = &mut person else { continue };
        let fate = Fate::numbered(row.get(1).map_err(failed)?);
        if fate == Fate::Unreadable {
            person.unreadable += 1;
        } else if person.reports.len() == MOST_REPORTS {
            person.beyond += 1;
        } else {
            let said = row.get_ref(2).map_err(failed)?.as_blob().unwrap_or_default();
            let study = row.get_ref(3).map_err(failed)?.as_blob().unwrap_or_default();
            // Written by the same program a moment ago.
            let study = postcard::from_bytes(study).map_err(|_| Error::usage(format!("{} is damaged", path.display())))?;
            person
                .reports
                .push((fate, said.iter().map(|&byte| Said::from_byte(byte)).collect(), study));
        }
    }
    finish(person)
}
