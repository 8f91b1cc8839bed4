//! Puts what describes a study into `meta` under the names that everything behind the reader knows.

use super::dates::{DateForm, DateRead, read_date};
use super::fields::Fields;
use super::names::in_other_letters;
use super::record::Record;
use crate::report::{Meta, Warning, WarningCode};
use serde_json::Value;

/// Adds `study_date`, `patient_id` and `accession` from the fields that hold them, which stay. `form` is that of the dates.
pub(super) fn describe(record: &mut Record<'_>, fields: &Fields, form: Option<&DateForm>) {
    for (key, name) in fields.describing() {
        let Some(value) = field(&record.meta, name).cloned() else {
            continue;
        };
        if key != "study_date" {
            if value != Value::Null {
                record.meta.0.insert(key.to_owned(), value);
            }
            continue;
        }
        let written = match value {
            Value::String(written) => written,
            Value::Null => continue,
            value => value.to_string(),
        };
        match read_date(&written, form) {
            DateRead::Day(day) => {
                record.meta.0.insert(key.to_owned(), Value::String(day.to_string()));
            }
            DateRead::No if written.trim().is_empty() => {}
            DateRead::No => record.warnings.push(WarningCode::StudyDate.into()),
            DateRead::Undecided => record.warnings.push(Warning {
                code: WarningCode::StudyDate,
                message: "the date of the study may have the day or the month first; `--date-format` says which".into(),
            }),
        }
    }
}

/// A field of `meta` by its name, also in other letters where only one is called so.
pub(super) fn field<'m>(meta: &'m Meta, name: &str) -> Option<&'m Value> {
    let exact = meta.0.get(name);
    exact.or_else(|| meta.0.get(in_other_letters(meta.0.keys().map(String::as_str), name)?.1))
}
