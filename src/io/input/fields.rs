//! The names of the fields that make a record.

use super::dates::DateForm;

/// The names of the fields, or columns, that make a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The id.
    pub id: String,
    /// The report.
    pub text: String,
    /// The columns of tables that go into `meta`; when empty, all other columns.
    pub meta: Vec<String>,
    /// The date of the study.
    pub date: Option<String>,
    /// How this date is written; when not given, told by the dates themselves.
    pub date_form: Option<DateForm>,
    /// The id of the patient.
    pub patient: Option<String>,
    /// The accession number.
    pub accession: Option<String>,
    /// The delimiter of CSV files; detected when not given.
    pub delimiter: Option<u8>,
    /// The line of the header in CSV files, from 1.
    pub header_line: u64,
    /// True when the text may be a number: where it is no report but the name of something.
    pub text_of_any_type: bool,
    /// False when the text of JSON Lines is kept as it is written, because offsets in it come with it.
    pub restores_escapes: bool,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            id: "id".to_owned(),
            text: "text".to_owned(),
            meta: Vec::new(),
            date: None,
            date_form: None,
            patient: None,
            accession: None,
            delimiter: None,
            header_line: 1,
            text_of_any_type: false,
            restores_escapes: true,
        }
    }
}

impl Fields {
    /// The fields that describe the study: each with its name in `meta`.
    pub(super) fn describing(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let all = [
            ("study_date", &self.date),
            ("patient_id", &self.patient),
            ("accession", &self.accession),
        ];
        all.into_iter().filter_map(|(key, name)| Some((key, name.as_ref()?)))
    }

    /// True for a field that describes the study.
    pub(super) fn described_by(&self, name: &str) -> bool {
        self.describing().any(|(_, asked)| asked == name)
    }
}
