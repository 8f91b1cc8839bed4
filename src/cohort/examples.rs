//! The example patients of a cohort file: their reports are read, and what the cohort makes of them is held against what the file says.

use super::events::Event;
use super::file::Cohort;
use super::file::schema::ExampleDef;
use super::person::{Floors, Person, judge};
use super::reading::Reading;
use super::store::PersonRows;
use super::stored::StoredReport;
use super::window::Day;
use crate::Extractor;
use crate::error::Error;
use crate::report::Meta;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Runs all examples, and returns a line for each that comes out otherwise than the file says.
///
/// # Errors
/// Names that the rule set does not know, which compiling the cohort rules out.
pub fn run(cohort: &Cohort, extractor: &Extractor) -> Result<Vec<String>, Error> {
    let mut failures = Vec::new();
    for example in &cohort.examples {
        let label = example.label.get_ref();
        let (is_in, why) = outcome(example, cohort, extractor)?;
        let wanted_in = example.is.get_ref() == "in";
        let wanted = example.why.as_ref().map_or("", |why| why.get_ref());
        match (wanted_in, is_in) {
            (true, false) => failures.push(format!("{label}: out by `{why}`, and in is wanted")),
            (false, true) => failures.push(format!("{label}: in, and out by `{wanted}` is wanted")),
            (false, false) if why != wanted => failures.push(format!("{label}: out by `{why}`, and by `{wanted}` is wanted")),
            _ => {}
        }
    }
    Ok(failures)
}

/// Whether an example is in, and else the id of the first rule that keeps it out, or `index`.
fn outcome(example: &ExampleDef, cohort: &Cohort, extractor: &Extractor) -> Result<(bool, String), Error> {
    let mut reading = Reading::new(extractor, cohort);
    let mut rows = PersonRows {
        id: "example".to_owned(),
        reports: Vec::new(),
        unreadable: 0,
        beyond: 0,
        events: Vec::new(),
    };
    for (number, report) in example.reports.iter().enumerate() {
        let mut record = extractor.extract_with(&report.text, &meta(example, report));
        record.id = format!("report {}", number + 1);
        // A made-up line is shorter than reports are.
        record.warnings.clear();
        let line = serde_json::to_string(&record).unwrap_or_default();
        let stored: StoredReport<'_> = serde_json::from_str(&line).map_err(|_| Error::usage("an example cannot be read"))?;
        let read = reading.read(&stored)?;
        rows.reports.push((read.fate, read.said, read.study));
    }
    rows.events.extend(example.events.iter().map(|&day| Event {
        patient: rows.id.clone(),
        day: day_of(day),
        // Of the events that the cohort takes any will do.
        word: match &cohort.index.events {
            super::file::IndexEvents::Table(words) => words.first().cloned().unwrap_or_default(),
            super::file::IndexEvents::Visits(_) => String::new(),
        },
        grade: String::new(),
    }));
    rows.events.sort_by_key(|event| event.day);
    let person = Person::new(rows, cohort);
    let verdict = judge(&person, cohort, Floors::of(cohort, cohort.certainty));
    if verdict.judged.iter().any(|judged| judged.member) {
        return Ok((true, String::new()));
    }
    let first = verdict.judged.first().and_then(super::person::Judged::first_failed);
    Ok((false, first.map_or("index".to_owned(), |rule| cohort.rules[rule].id.clone())))
}

fn meta(example: &ExampleDef, report: &super::file::schema::ExampleReport) -> Meta {
    let mut meta = Meta::default();
    let mut set = |key: &str, value: Value| meta.0.insert(key.to_owned(), value);
    set("patient_id", json!("example"));
    set("study_date", json!(day_of(report.day).to_string()));
    for (key, value) in [
        ("modality", report.modality.as_ref()),
        ("body_part", report.body_part.as_ref()),
        ("accession", report.accession.as_ref()),
        ("patient_sex", example.sex.as_ref()),
    ] {
        if let Some(value) = value {
            set(key, json!(value));
        }
    }
    if let Some(age) = example.age {
        set("patient_age", json!(age));
    }
    meta
}

/// The days of examples are counted from a day in the middle of a year.
fn day_of(day: i32) -> Day {
    let start = NaiveDate::from_ymd_opt(2024, 7, 1).map_or(0, |date| Day::of(date).0);
    Day(start.saturating_add(day))
}
