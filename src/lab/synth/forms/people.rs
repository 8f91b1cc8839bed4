//! The truth about patients.

use super::csv::row;
use super::truth::line;
use crate::synth::case::Case;
use crate::synth::clinic::Clinic;
use crate::vocabulary::Assertion;
use serde::Serialize;
use std::io::{self, Write};

/// The columns of `events.csv`.
pub(in super::super) const EVENT_COLUMNS: [&str; 4] = ["patient_id", "event", "date", "product"];

#[derive(Serialize)]
struct Line<'a> {
    patient_id: String,
    birth: String,
    sex: char,
    group: &'a str,
    diagnosis: &'a str,
    event: Option<&'a str>,
    event_date: Option<String>,
    product: Option<&'a str>,
    age_at_start: i64,
    studies: usize,
    /// Before the event, from its day to day 28, and after.
    studies_before: usize,
    studies_day_0_28: usize,
    studies_after: usize,
    /// The same of the head alone.
    brain_before: usize,
    brain_day_0_28: usize,
    brain_after: usize,
    grade: Option<u8>,
    grade_day: Option<i64>,
    /// What is there in a study of these days, each once.
    findings_before: Vec<&'a str>,
    findings_day_0_28: Vec<&'a str>,
    findings_after: Vec<&'a str>,
}

/// The line of a patient in `patients.jsonl`.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn patient(clinic: &Clinic, case: &Case<'_>, out: &mut dyn Write) -> io::Result<()> {
    let patient = &case.patient;
    let iso = |day: crate::synth::calendar::Day| {
        let mut text = String::with_capacity(10);
        day.iso(&mut text);
        text
    };
    let event = patient.event.as_ref();
    let window = |day: i64| usize::from(day >= 0) + usize::from(day > 28);
    let (mut studies, mut brain) = ([0; 3], [0; 3]);
    let mut findings: [Vec<&str>; 3] = Default::default();
    for study in &case.studies {
        let window = window(study.day);
        studies[window] += 1;
        brain[window] += usize::from(clinic.kinds[study.kind].parts.len() == 1);
        for said in study.shown.iter().filter(|said| said.assertion == Assertion::Present) {
            let id = clinic.words.findings[said.finding].id.as_str();
            if !findings[window].contains(&id) {
                findings[window].push(id);
            }
        }
    }
    let [findings_before, findings_day_0_28, findings_after] = findings;
    let grade = event.and_then(|event| event.grade);
    line(
        &Line {
            patient_id: patient.id(),
            birth: iso(patient.birth),
            sex: patient.sex,
            group: &patient.group.def.id,
            diagnosis: patient.diagnosis,
            event: event.map(|event| event.name),
            event_date: event.map(|_| iso(patient.start)),
            product: event.and_then(|event| event.product),
            age_at_start: patient.birth.years_to(patient.start),
            studies: case.studies.len(),
            studies_before: studies[0],
            studies_day_0_28: studies[1],
            studies_after: studies[2],
            brain_before: brain[0],
            brain_day_0_28: brain[1],
            brain_after: brain[2],
            grade: grade.map(|(grade, _)| grade),
            grade_day: grade.map(|(_, day)| day),
            findings_before,
            findings_day_0_28,
            findings_after,
        },
        out,
    )
}

/// The row of a patient in `events.csv`, where there was an event.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn event(case: &Case<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(event) = &case.patient.event else { return Ok(()) };
    let mut date = String::with_capacity(10);
    case.patient.start.iso(&mut date);
    row(
        [case.patient.id().as_str(), event.name, &date, event.product.unwrap_or_default()],
        out,
    )
}
