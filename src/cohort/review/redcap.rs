//! Files for REDCap: a data dictionary, and the records that fit it.

use super::decisions::{Decision, Reader};
use super::draw::Sample;
use super::overview::Overview;
use super::stratum::{Group, Stratum};
use crate::error::Error;

/// The columns of a data dictionary, as REDCap wants them.
const COLUMNS: [&str; 18] = [
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
];

/// The one form.
const FORM: &str = "cohort_review";

/// A field.
struct Field {
    name: String,
    kind: &'static str,
    label: String,
    choices: String,
    validation: &'static str,
    is_identifier: bool,
}

impl Field {
    fn text(name: impl Into<String>, label: impl Into<String>, validation: &'static str) -> Self {
        Self {
            name: name.into(),
            kind: "text",
            label: label.into(),
            choices: String::new(),
            validation,
            is_identifier: false,
        }
    }

    fn radio(name: impl Into<String>, label: impl Into<String>, choices: impl Iterator<Item = (u8, &'static str)>) -> Self {
        let choices: Vec<String> = choices.map(|(code, word)| format!("{code}, {}", word.replace('_', " "))).collect();
        Self {
            kind: "radio",
            choices: choices.join(" | "),
            ..Self::text(name, label, "")
        }
    }

    fn row(&self) -> [&str; 18] {
        let mut row = [""; 18];
        row[0] = &self.name;
        row[1] = FORM;
        row[3] = self.kind;
        row[4] = &self.label;
        row[5] = &self.choices;
        row[7] = self.validation;
        row[10] = if self.is_identifier { "y" } else { "" };
        row
    }
}

/// The code of a decision.
fn decision_code(decision: Decision) -> u8 {
    match decision {
        Decision::Yes => 1,
        Decision::No => 0,
        Decision::Unsure => 2,
    }
}

fn group_code(group: Group) -> u8 {
    u8::from(group == Group::Member)
}

fn fields(overview: &Overview, readers: &[Reader]) -> Vec<Field> {
    let identifier = |field: Field| Field {
        is_identifier: true,
        ..field
    };
    let groups = [Group::Member, Group::NonMember].map(|group| (group_code(group), group.as_str()));
    let strata = Stratum::ALL.map(|stratum| (stratum as u8, stratum.as_str()));
    let decisions = Decision::ALL.map(|decision| (decision_code(decision), decision.as_str()));
    let mut all = vec![
        Field::text("record_id", "Case", ""),
        identifier(Field::text("patient_id", "Patient", "")),
        identifier(Field::text("index_date", "Index date", "date_ymd")),
        Field::radio(
            "cohort_group",
            format!("By the rules of {}", overview.cohort.shown()),
            groups.into_iter(),
        ),
        Field::radio("stratum", "Stratum of the draw", strata.into_iter()),
        Field::text("weight", "Cases that this one stands for", "number"),
    ];
    for (index, reader) in readers.iter().enumerate() {
        let (number, name) = (index + 1, &reader.name);
        all.push(Field::text(format!("reader_{number}"), format!("Reader {number}"), ""));
        all.push(Field::radio(
            format!("decision_{number}"),
            format!("Does this patient belong to the cohort? ({name})"),
            decisions.into_iter(),
        ));
        all.push(Field {
            kind: "notes",
            ..Field::text(format!("note_{number}"), format!("Note ({name})"), "")
        });
        all.push(Field::text(
            format!("decided_{number}"),
            format!("Decided at, UTC ({name})"),
            "datetime_seconds_ymd",
        ));
    }
    all
}

/// The data dictionary.
///
/// # Errors
/// None that can happen in memory.
pub(super) fn dictionary(overview: &Overview, readers: &[Reader]) -> Result<Vec<u8>, Error> {
    let rows = fields(overview, readers);
    table(std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(rows.iter().map(|field| field.row().map(str::to_owned).to_vec())))
}

/// The records: one a case.
///
/// # Errors
/// None that can happen in memory.
pub(super) fn records(overview: &Overview, sample: &Sample<'_>, readers: &[Reader]) -> Result<Vec<u8>, Error> {
    let mut header: Vec<String> = fields(overview, readers).into_iter().map(|field| field.name).collect();
    header.push(format!("{FORM}_complete"));
    let record = |drawn: &super::draw::DrawnCase<'_>| {
        let case = drawn.case;
        let mut row = vec![
            case.case.clone(),
            case.patient_id.clone(),
            case.index_date.clone().unwrap_or_default(),
            group_code(case.group).to_string(),
            (case.stratum as u8).to_string(),
            format!("{:.6}", drawn.weight),
        ];
        for reader in readers {
            let decided = reader.decisions.get(&case.case);
            row.push(decided.map(|_| reader.name.clone()).unwrap_or_default());
            row.push(reader.of(&case.case).map(|d| decision_code(d).to_string()).unwrap_or_default());
            row.push(decided.map(|d| d.note.clone()).unwrap_or_default());
            row.push(decided.map(|d| seconds(&d.time)).unwrap_or_default());
        }
        let all = readers.iter().all(|reader| reader.of(&case.case).is_some());
        // 2 is complete, 0 incomplete.
        row.push(if all { "2" } else { "0" }.to_owned());
        row
    };
    table(std::iter::once(header).chain(sample.cases.iter().map(record)))
}

/// `2026-01-31T12:00:05.123Z` as REDCap has it; nothing for what is no such time.
fn seconds(time: &str) -> String {
    let looks = |text: &str| {
        let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        shape == "0000-00-00T00:00:00"
    };
    time.get(..19)
        .filter(|text| looks(text))
        .map(|text| text.replace('T', " "))
        .unwrap_or_default()
}

/// Rows as CSV.
///
/// # Errors
/// None that can happen in memory.
pub(super) fn table(rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    for row in rows {
        out.write_record(&row).map_err(|e| Error::usage(format!("no CSV: {e}")))?;
    }
    out.into_inner().map_err(|e| Error::usage(format!("no CSV: {e}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_redcap() {
        assert_eq!(seconds("2026-01-31T12:00:05.123Z"), "2026-01-31 12:00:05");
        for other in ["", "yesterday", "2026-01-31", "2026-01-31 12:00:05.123Z", "é".repeat(20).as_str()] {
            assert_eq!(seconds(other), "");
        }
    }

    #[test]
    fn a_dictionary_has_the_columns_of_redcap_and_names_it_takes() {
        let (_, overview) = super::super::draw::tests::pool([1, 0, 0, 0], 0);
        let reader = Reader {
            name: "A, \"B\"".to_owned(),
            decisions: Default::default(),
        };
        let csv = dictionary(&overview, &[reader]).unwrap();
        let mut rows = csv::Reader::from_reader(&csv[..]);
        assert_eq!(rows.headers().unwrap().len(), 18);
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        assert_eq!(&rows[0][0], "record_id");
        for row in &rows {
            assert!(row[0].chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') && row[0].len() <= 26);
            assert_eq!(&row[1], FORM);
        }
        let decision = rows.iter().find(|row| &row[0] == "decision_1").unwrap();
        assert_eq!((&decision[3], &decision[5]), ("radio", "1, yes | 0, no | 2, unsure"));
        assert!(decision[4].contains("(A, \"B\")"));
    }
}
