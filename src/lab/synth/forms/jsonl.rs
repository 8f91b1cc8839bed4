//! An archive as JSON Lines.

use super::meta::Told;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    text: &'a str,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Meta<'a> {
    patient_id: String,
    accession: &'a str,
    study_date: String,
    modality: &'a str,
    body_part: String,
    procedure: String,
    patient_sex: char,
    patient_age: i64,
    status: &'a str,
    version: usize,
    sending_facility: &'a str,
}

/// The line of a report.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn write(told: &Told<'_>, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let line = Line {
        id: &told.report.accession,
        text,
        meta: Meta {
            patient_id: told.case.patient.id(),
            accession: &told.report.accession,
            study_date: told.date(),
            modality: &told.kind().modality,
            body_part: told.body_part(),
            procedure: told.procedure(),
            patient_sex: told.case.patient.sex,
            patient_age: told.age(),
            status: told.version().status.as_str(),
            version: told.number + 1,
            sending_facility: &told.house().name,
        },
    };
    super::truth::line(&line, out)
}
