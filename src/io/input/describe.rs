//! Puts what describes a study into `meta` under the names that everything behind the reader knows.

use super::dates::{DateForm, DateRead, read_date};
use super::fields::Fields;
use super::missing::missing;
use super::names::in_other_letters;
use super::record::Record;
use crate::report::{Meta, Warning, WarningCode};
use serde_json::Value;

/// Adds `study_date`, `patient_id` and `accession` from the fields that hold them, which stay. `form` is that of the dates.
pub(super) fn describe(record: &mut Record<'_>, fields: &Fields, form: Option<&DateForm>) {
    for (key, name) in fields.describing() {
        // A line of JSON Lines has its id outside `meta`.
        let is_id = *name == fields.id && record.warnings.iter().all(|warning| warning.code != WarningCode::NoId);
        let id = || is_id.then(|| Value::String(record.id.to_string()));
        let value = field(&record.meta, name).cloned().or_else(id);
        let Some(value) = value.filter(|value| !is_missing(value)) else {
            continue;
        };
        if key != "study_date" {
            record.meta.0.insert(key.to_owned(), value);
            continue;
        }
        let written = match value {
            Value::String(written) => written,
            value => value.to_string(),
        };
        match read_date(&written, form) {
            DateRead::Day(day) => {
                record.meta.0.insert(key.to_owned(), Value::String(day.to_string()));
            }
            DateRead::No => record.warnings.push(WarningCode::StudyDate.into()),
            DateRead::Undecided => record.warnings.push(Warning {
                code: WarningCode::StudyDate,
                message: "the date of the study may have the day or the month first; `--date-format` says which".into(),
            }),
        }
    }
}

/// True for null, and for a placeholder or nothing in its place.
fn is_missing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(written) => missing(written).is_some(),
        _ => false,
    }
}

/// A field of `meta` by its name, also in other letters where only one is called so.
pub(super) fn field<'m>(meta: &'m Meta, name: &str) -> Option<&'m Value> {
    let exact = meta.0.get(name);
    exact.or_else(|| meta.0.get(in_other_letters(meta.0.keys().map(String::as_str), name)?.1))
}
