//! The columns of tables that describe the report.

use super::tabular::{Cells, Column, ColumnKind};
use crate::report::{Envelope, Meta};
use crate::runs::calendar_day;
use chrono::NaiveDate;
use serde_json::Value;
use std::borrow::Cow;

/// The first columns of every row.
pub(super) const COLUMNS: [Column; 5] = [
    Column::new("id", ColumnKind::Text, "the record's id"),
    Column::new("patient_id", ColumnKind::Text, "`patient_id` of the record's `meta`"),
    Column::new(
        "study_date",
        ColumnKind::Date,
        "`study_date` of `meta`; empty where it is no day of the calendar",
    ),
    Column::new("modality", ColumnKind::Word, "`modality` of `meta`"),
    Column::new("body_part", ColumnKind::Word, "`body_part` of `meta`"),
];

/// The values of these columns, for all rows of a report.
pub(super) struct MetaValues<'e> {
    id: &'e str,
    patient_id: Cow<'e, str>,
    study_date: Option<NaiveDate>,
    modality: Cow<'e, str>,
    body_part: Cow<'e, str>,
}

impl<'e> MetaValues<'e> {
    /// Of a report that came in this envelope.
    pub fn of(envelope: &Envelope<'e>) -> Self {
        Self {
            id: envelope.id,
            patient_id: text(envelope.meta, "patient_id"),
            study_date: date(envelope.meta),
            modality: text(envelope.meta, "modality"),
            body_part: text(envelope.meta, "body_part"),
        }
    }

    /// Writes the cells.
    pub fn cells(&self, cells: &mut impl Cells) {
        cells.text(self.id);
        cells.text(&self.patient_id);
        match self.study_date {
            Some(date) => cells.date(date),
            None => cells.none(),
        }
        cells.text(&self.modality);
        cells.text(&self.body_part);
    }
}

/// A string or number of the meta object as text; empty for other values.
pub(super) fn text<'m>(meta: &'m Meta, key: &str) -> Cow<'m, str> {
    match meta.0.get(key) {
        Some(Value::String(text)) => Cow::Borrowed(text),
        Some(Value::Number(number)) => Cow::Owned(number.to_string()),
        _ => Cow::Borrowed(""),
    }
}

/// The date of the study, if it is a valid date.
pub(super) fn date(meta: &Meta) -> Option<NaiveDate> {
    calendar_day(&text(meta, "study_date"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_days_of_the_calendar() {
        let of = |value: Value| date(&Meta(json!({ "study_date": value }).as_object().unwrap().clone())).map(|d| d.to_string());
        assert_eq!(of(json!("2024-02-29")).as_deref(), Some("2024-02-29"));
        assert_eq!(of(json!("202601310800")).as_deref(), Some("2026-01-31"));
        assert_eq!(of(json!(20_260_131)).as_deref(), Some("2026-01-31"));
        for bad in ["2026-02-31", "00000101", "99999999", "", "x"] {
            assert_eq!(of(json!(bad)), None, "{bad}");
        }
    }
}
