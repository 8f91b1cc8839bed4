//! The table of index events: a patient and a day in each row.

use super::window::Day;
use crate::error::Error;
use crate::input::{DateForm, Fields, Reader, Reason, Sources};
use crate::panic_guard::catch;
use serde_json::Value;
use std::collections::BTreeSet;

/// An event of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The patient.
    pub patient: String,
    /// The day.
    pub day: Day,
    /// What it is: the column `event`, or empty.
    pub word: String,
    /// The clinical grade, where a column of grades is named, or empty.
    pub grade: String,
}

/// The columns of an event table.
#[derive(Clone, Debug)]
pub struct EventColumns {
    /// The patient.
    pub patient: String,
    /// The day.
    pub date: String,
    /// What it is.
    pub event: String,
    /// The clinical grade.
    pub grade: Option<String>,
}

/// What an event table holds.
#[derive(Debug, Default)]
pub struct Events {
    /// The files of the table, with sizes and hashes.
    pub files: Value,
    /// The events.
    pub list: Vec<Event>,
    /// Rows without a patient.
    pub no_patient: u64,
    /// Rows without a day of the calendar.
    pub no_date: u64,
    /// True when a row has the column that says what the event is.
    pub has_names: bool,
}

impl Events {
    /// Checks that rows with these names are there; an empty list stands for any.
    ///
    /// # Errors
    /// A table without the column, or without any of the names: with those that it has.
    pub fn check(&self, wanted: &[String], column: &str) -> Result<(), Error> {
        if wanted.is_empty() || self.list.iter().any(|event| wanted.contains(&event.word)) {
            return Ok(());
        }
        let all = wanted.join(", ");
        if !self.has_names {
            let error = Error::usage(format!(
                "the table of events has no column `{column}`, and the cohort asks for rows in which it says {all}"
            ));
            return Err(error.help("`--event-name` names the column; where each row is such an event, write `events = \"*\"` in [index] of a file of your own (`radsift cohort new NAME`)"));
        }
        let found: BTreeSet<&str> = self.list.iter().map(|event| event.word.as_str()).collect();
        let shown: Vec<&str> = found.iter().copied().take(MOST_NAMES).collect();
        let more = if found.len() > MOST_NAMES { ", ..." } else { "" };
        let error = Error::usage(format!("no row of the table of events says {all} in its column `{column}`"));
        Err(error.help(format!(
            "the rows say {}{more}; write those that are meant into `events` of [index], or `events = \"*\"` for all",
            shown.join(", ")
        )))
    }
}

/// No more names are listed.
const MOST_NAMES: usize = 12;

impl EventColumns {
    /// The fields by which an event table is read: its patients stand where reports stand.
    pub fn fields(&self, form: Option<DateForm>) -> Fields {
        Fields {
            text: self.patient.clone(),
            date: Some(self.date.clone()),
            date_form: form,
            text_of_any_type: true,
            restores_escapes: false,
            ..Fields::default()
        }
    }
}

/// Reads event tables: CSV, Parquet, or any other table that reports come in.
///
/// # Errors
/// A source that is no table with these columns.
pub fn read_events(sources: &Sources, fields: &Fields, columns: &EventColumns) -> Result<Events, Error> {
    let mut events = Events::default();
    let (mut reader, ledger) = Reader::new(sources.clone()).with_fields(fields).with_ledger();
    let (mut buffer, mut file) = (Vec::new(), Vec::new());
    while let Some(raw) = reader.next_raw(&mut buffer) {
        let decoded = catch(|| raw.record(sources, fields, &buffer, &mut file));
        match decoded {
            Ok(Ok(record)) => {
                let text = |key: &str| match record.meta.0.get(key) {
                    Some(Value::String(text)) => text.trim().to_owned(),
                    Some(Value::Number(number)) => number.to_string(),
                    _ => String::new(),
                };
                events.has_names |= record.meta.0.contains_key(&columns.event);
                match Day::parse(&text("study_date")) {
                    Some(day) => events.list.push(Event {
                        patient: record.text.trim().to_owned(),
                        day,
                        word: text(&columns.event),
                        grade: columns.grade.as_deref().map(text).unwrap_or_default(),
                    }),
                    None => events.no_date += 1,
                }
            }
            Ok(Err(reject)) if matches!(reject.reason, Reason::EmptyText | Reason::Placeholder(_)) => events.no_patient += 1,
            Ok(Err(reject)) => {
                return Err(Error::usage(reject.to_string()).help(
                    "the table of events needs a column of patients and one of days; `--event-patient` and `--event-date` name them",
                ));
            }
            Err(fault) => return Err(Error::usage(format!("{}: {fault}", raw.origin.name))),
        }
        buffer.clear();
    }
    let digests: Vec<_> = (0..sources.as_slice().len()).filter_map(|source| ledger.input(source)).collect();
    events.files = serde_json::to_value(digests).unwrap_or_default();
    Ok(events)
}
