//! Whose report it is, of which day, and whether it counts.

use crate::cohort::file::Studies;
use crate::cohort::stored::StoredReport;
use crate::cohort::window::Day;
use crate::input::is_placeholder;
use crate::report::Meta;
use serde_json::Value;
use std::borrow::Cow;

/// What becomes of a record before index events are looked for. The first that holds is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It could not be read.
    Unreadable = 0,
    /// Its text is no report in English, so that silence in it says nothing.
    OddText = 1,
    /// Its patient is not known.
    NoPatient = 2,
    /// Its day is not known.
    NoDate = 3,
    /// The same report is there in a later version, or twice.
    Superseded = 4,
    /// It is of another kind, or outside the days of the cohort.
    OtherStudy = 5,
    /// It counts.
    Counts = 6,
}

impl Fate {
    /// All, in order.
    pub const ALL: [Fate; 7] = [
        Fate::Unreadable,
        Fate::OddText,
        Fate::NoPatient,
        Fate::NoDate,
        Fate::Superseded,
        Fate::OtherStudy,
        Fate::Counts,
    ];

    /// The one with this number.
    pub fn numbered(number: i64) -> Self {
        Self::ALL
            .into_iter()
            .find(|fate| *fate as i64 == number)
            .unwrap_or(Fate::Unreadable)
    }

    /// What the record of a report says of it. Whether a later version of it is there, its record does not know.
    pub(super) fn of(stored: &StoredReport<'_>, studies: &Studies) -> Self {
        const ODD: [&str; 3] = ["not_words", "not_english", "not_radiology"];
        if stored.warnings.iter().any(|warning| ODD.contains(&&*warning.code)) {
            return Fate::OddText;
        }
        if patient(&stored.meta).is_none() {
            return Fate::NoPatient;
        }
        let Some(day) = day(&stored.meta) else {
            return Fate::NoDate;
        };
        let known =
            |wanted: &[String], own: &[Cow<'_, str>]| wanted.is_empty() || own.iter().any(|own| wanted.iter().any(|word| word == own));
        let kind = known(&studies.modalities, stored.study.modality.as_slice());
        let part = known(&studies.body_parts, &stored.study.body_parts);
        let in_time = studies.from.is_none_or(|from| from <= day) && studies.to.is_none_or(|to| day <= to);
        if kind && part && in_time { Fate::Counts } else { Fate::OtherStudy }
    }
}

/// The day of the study.
pub(super) fn day(meta: &Meta) -> Option<Day> {
    Day::parse(&word(meta, "study_date")?)
}

/// The patient; none for words that stand for nothing.
pub(super) fn patient(meta: &Meta) -> Option<String> {
    word(meta, "patient_id").map(Cow::into_owned)
}

/// A value of the metadata as a word, without blanks around it.
pub(super) fn word<'m>(meta: &'m Meta, key: &str) -> Option<Cow<'m, str>> {
    let word = match meta.0.get(key)? {
        Value::String(text) => Cow::Borrowed(text.trim()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => return None,
    };
    (!word.is_empty() && !is_placeholder(&word)).then_some(word)
}
