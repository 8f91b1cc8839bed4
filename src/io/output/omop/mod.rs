//! The tables NOTE and NOTE_NLP of the OMOP common data model, version 5.4, as CSV that loads into the tables of its official definition.

mod note;
mod note_nlp;
mod numbered;

use super::codes::Codes;
use super::form::{Form, Table};
use super::frames::frame;
use super::tabular::{Column, header};
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};
use crate::text::{OffsetMap, OffsetUnit};
use chrono::NaiveDate;
use numbered::{Numbered, NumberedRows};
use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

/// The options of the OMOP tables.
#[derive(Clone, Debug)]
pub struct OmopOptions {
    /// The first number in both tables.
    pub id_start: u32,
    /// The date for the column `nlp_date` of NOTE_NLP.
    pub nlp_date: NaiveDate,
    /// The codes of findings.
    pub codes: Codes,
}

/// Both tables.
pub struct Omop {
    options: OmopOptions,
    /// The value of `nlp_system`.
    system: String,
    /// The notes whose patient id was too long for its column, and those whose id was.
    shortened: [AtomicU64; 2],
}

impl Omop {
    /// For reports read with this rule set.
    pub fn new(options: OmopOptions, ruleset: &str) -> Self {
        let system = format!("radsift {} {ruleset}", env!("CARGO_PKG_VERSION"));
        Self {
            options,
            system,
            shortened: Default::default(),
        }
    }

    /// The columns of both tables, with their names.
    pub fn columns() -> [(&'static str, &'static [Column]); 2] {
        [("note", &note::COLUMNS), ("note_nlp", &note_nlp::COLUMNS)]
    }
}

impl Render for Omop {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        let [notes, found] = out.bytes();
        frame(notes, |out| {
            let shortened = note::row(envelope, report, out);
            for (count, shortened) in self.shortened.iter().zip(shortened) {
                count.fetch_add(u64::from(shortened), Ordering::Relaxed);
            }
        });
        let offsets = OffsetMap::new(report.doc.text, OffsetUnit::Char);
        frame(found, |out| {
            for mention in report.mentions {
                frame(out, |out| note_nlp::row(self, mention, report, &offsets, out));
            }
        });
    }
}

impl Form for Omop {
    fn tables(&self) -> Vec<Table<'_>> {
        let start = u64::from(self.options.id_start);
        vec![
            Table::by("note", "csv", move |file, rows| {
                Ok(Box::new(Numbered::new(file, &header(&note::COLUMNS), start + rows[0])?))
            }),
            Table::by("note_nlp", "csv", move |file, rows| {
                let head = header(&note_nlp::COLUMNS);
                Ok(Box::new(NumberedRows::new(file, &head, [start + rows[0], start + rows[1]])?))
            }),
        ]
    }

    fn notices(&self) -> Vec<String> {
        let told = [
            "notes have a patient id of more than 50 characters, which note_source_value holds as its beginning and a hash",
            "notes have an id of more than 250 characters, which is cut in note_title",
        ];
        let counts = self.shortened.iter().map(|count| count.load(Ordering::Relaxed));
        let counted = counts.zip(told).filter(|(count, _)| *count > 0);
        counted.map(|(count, what)| format!("{count} {what}")).collect()
    }
}

/// The first characters of a text that fit a column of this length, without characters that databases reject.
fn fitting(text: &str, characters: usize) -> Cow<'_, str> {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    storable(&text[..end])
}

/// A text without what PostgreSQL cannot load: NUL, and a line that is only `\\.`, which ends a file even inside quotes. Offsets stay the same.
fn storable(text: &str) -> Cow<'_, str> {
    const END: &str = "\\.";
    let ends = |line: &str| line.trim_end_matches(['\n', '\r']) == END;
    if text.contains('\0') || text.contains(END) && text.split_inclusive(['\n', '\r']).any(ends) {
        let harmless = |line: &str| {
            if ends(line) {
                line.replacen('\\', REPLACED, 1)
            } else {
                line.replace('\0', REPLACED)
            }
        };
        Cow::Owned(text.split_inclusive(['\n', '\r']).map(harmless).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The replacement for a character that cannot be stored.
const REPLACED: &str = "\u{fffd}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_postgresql_does_not_load() {
        assert_eq!(storable("a\0b"), "a\u{fffd}b");
        assert_eq!(storable("a\n\\.\r\nb\n\\."), "a\n\u{fffd}.\r\nb\n\u{fffd}.");
        for kept in ["", "plain", "a \\. b", "\\.br\\\n"] {
            assert_eq!(storable(kept), kept);
        }
    }

    #[test]
    fn cut_between_characters() {
        assert_eq!(fitting("é𝄞x", 2), "é𝄞");
        assert_eq!(fitting("é", 2), "é");
    }
}
