//! The table NOTE: one row per report.

use super::super::meta;
use super::super::tabular::{Cells, Column, ColumnKind, Csv};
use super::{fitting, storable};
use crate::report::{Envelope, Report};
use std::borrow::Cow;

/// Its columns, in the order of the definition.
pub(super) static COLUMNS: [Column; 16] = [
    Column::new("note_id", ColumnKind::Integer, "counted from --id-start, in the order of the input"),
    Column::new(
        "person_id",
        ColumnKind::Integer,
        "`person_id` of the record's `meta` where it is a number; else 0",
    ),
    Column::new(
        "note_date",
        ColumnKind::Date,
        "`study_date` of `meta`; 1970-01-01 where it is no day of the calendar",
    ),
    Column::new("note_datetime", ColumnKind::Text, "empty"),
    Column::new("note_type_concept_id", ColumnKind::Integer, "0"),
    Column::new("note_class_concept_id", ColumnKind::Integer, "0"),
    Column::new("note_title", ColumnKind::Text, "the record's id, its first 250 characters"),
    Column::new(
        "note_text",
        ColumnKind::Text,
        "the report as received; a blank where it is empty; U+FFFD for NUL and in lines of \\. alone",
    ),
    Column::new("encoding_concept_id", ColumnKind::Integer, "32678: UTF-8"),
    Column::new("language_concept_id", ColumnKind::Integer, "4180186: English"),
    Column::new("provider_id", ColumnKind::Integer, "empty"),
    Column::new("visit_occurrence_id", ColumnKind::Integer, "empty"),
    Column::new("visit_detail_id", ColumnKind::Integer, "empty"),
    Column::new(
        "note_source_value",
        ColumnKind::Text,
        "`patient_id` of `meta`; where it is longer than 50 characters its first 33, `~` and 16 digits of its BLAKE3 hash",
    ),
    Column::new("note_event_id", ColumnKind::Integer, "empty"),
    Column::new("note_event_field_concept_id", ColumnKind::Integer, "empty"),
];

const UTF_8: u32 = 32_678;
const ENGLISH: u32 = 4_180_186;
const NO_CONCEPT: u32 = 0;
const NO_DATE: &str = "1970-01-01";

/// Appends the row of a report, except its number. Tells whether its patient id, and its id, were too long for their columns.
pub(super) fn row(envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Vec<u8>) -> [bool; 2] {
    let mut cells = Csv::new(out, false);
    cells.value(meta::text(envelope.meta, "person_id").parse::<i32>().map_or(0, |id| id.max(0)));
    match meta::date(envelope.meta) {
        Some(date) => cells.value(date),
        None => cells.word(NO_DATE),
    }
    cells.none();
    cells.value(NO_CONCEPT);
    cells.value(NO_CONCEPT);
    cells.text(&fitting(envelope.id, TITLE));
    // Some databases read an empty text as NULL, which this column does not allow.
    cells.text(&storable(if report.doc.text.is_empty() { " " } else { report.doc.text }));
    cells.value(UTF_8);
    cells.value(ENGLISH);
    cells.none();
    cells.none();
    cells.none();
    let patient = meta::text(envelope.meta, "patient_id");
    let source = source_value(&patient);
    cells.text(&storable(&source));
    cells.none();
    cells.none();
    cells.end_row();
    [source != patient, longer(envelope.id, TITLE)]
}

/// The most characters of `note_title` and of `note_source_value`.
const TITLE: usize = 250;
const SOURCE: usize = 50;
/// The digits of a hash that tell two long ids apart.
const DIGITS: usize = 16;

fn longer(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_some()
}

/// A patient id as it fits its column. One that is too long is not cut: it could be that of another patient then.
fn source_value(patient: &str) -> Cow<'_, str> {
    if !longer(patient, SOURCE) {
        return Cow::Borrowed(patient);
    }
    let beginning: String = patient.chars().take(SOURCE - DIGITS - 1).collect();
    let hash = blake3::hash(patient.as_bytes()).to_hex();
    Cow::Owned(format!("{beginning}~{}", &hash[..DIGITS]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_patient_ids_stay_apart() {
        let long = "ü".repeat(51);
        let shown = source_value(&long);
        assert!(shown.chars().count() == 50 && shown.starts_with(&"ü".repeat(33)), "{shown}");
        assert_ne!(shown, source_value(&format!("{long}1")));
        assert_eq!(source_value(&long[..100]), "ü".repeat(50));
    }
}
