//! The table NOTE: one row per report.

use super::super::meta;
use super::super::tabular::{Cells, Column, ColumnKind, Csv};
use super::{fitting, storable};
use crate::report::{Envelope, Report};

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
        "`patient_id` of `meta`; empty where it is longer than 50 characters",
    ),
    Column::new("note_event_id", ColumnKind::Integer, "empty"),
    Column::new("note_event_field_concept_id", ColumnKind::Integer, "empty"),
];

const UTF_8: u32 = 32_678;
const ENGLISH: u32 = 4_180_186;
const NO_CONCEPT: u32 = 0;
const NO_DATE: &str = "1970-01-01";

/// Appends the row of a report, except its number.
pub(super) fn row(envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Vec<u8>) {
    let mut cells = Csv::new(out, false);
    cells.value(meta::text(envelope.meta, "person_id").parse::<i32>().map_or(0, |id| id.max(0)));
    match meta::date(envelope.meta) {
        Some(date) => cells.value(date),
        None => cells.word(NO_DATE),
    }
    cells.none();
    cells.value(NO_CONCEPT);
    cells.value(NO_CONCEPT);
    cells.text(&fitting(envelope.id, 250));
    // Some databases read an empty text as NULL, which this column does not allow.
    cells.text(&storable(if report.doc.text.is_empty() { " " } else { report.doc.text }));
    cells.value(UTF_8);
    cells.value(ENGLISH);
    cells.none();
    cells.none();
    cells.none();
    // A truncated patient id could be that of another patient.
    let patient = meta::text(envelope.meta, "patient_id");
    cells.text(&storable(if patient.chars().count() > 50 { "" } else { &patient }));
    cells.none();
    cells.none();
    cells.end_row();
}
