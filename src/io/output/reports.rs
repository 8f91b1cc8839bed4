//! One row per report, beside the rows per finding: so that reports without findings can be counted.

use super::graded;
use super::meta::{self, MetaValues};
use super::study::{self, StudyValues};
use super::tabular::{Cells, Column, ColumnKind, Rows};
use crate::lexicon::Lexicon;
use crate::report::{Envelope, FlagValue, Report, contract_word};

/// The columns before and behind those of the grades.
const FINDINGS: Column = Column::new(
    "findings",
    ColumnKind::Integer,
    "the number of its findings: of its rows in the other table",
);
const FLAGS: [(FlagValue, Column); 4] = [
    (
        FlagValue::Yes,
        Column::new("flags_yes", ColumnKind::Word, "the flags with the value `yes`: their ids"),
    ),
    (
        FlagValue::Possible,
        Column::new("flags_possible", ColumnKind::Word, "the flags with the value `possible`"),
    ),
    (
        FlagValue::Conflict,
        Column::new("flags_conflict", ColumnKind::Word, "the flags with the value `conflict`"),
    ),
    (
        FlagValue::No,
        Column::new(
            "flags_no",
            ColumnKind::Word,
            "the flags with the value `no`; a flag in none of these columns is not stated",
        ),
    ),
];
const WARNINGS: Column = Column::new(
    "warnings",
    ColumnKind::Word,
    "what had to be put right to read it: codes of warnings, as in the record",
);

/// Whose report it is, as far as metadata say it: for cohorts.
const PERSON: [Column; 4] = [
    Column::new("accession", ColumnKind::Text, "`accession` of `meta`"),
    Column::new(
        "version",
        ColumnKind::Text,
        "`version` of `meta`: the number of the report's version",
    ),
    Column::new(
        "patient_sex",
        ColumnKind::Text,
        "`patient_sex` of `meta`, or else `sex` or `gender`, as written",
    ),
    Column::new(
        "patient_age",
        ColumnKind::Text,
        "`patient_age` of `meta`, or else `age` or `age_at_study`, as written",
    ),
];

/// The keys of `meta` for the sex of the patient, the first that is there.
pub const SEX_KEYS: [&str; 3] = ["patient_sex", "sex", "gender"];
/// The same for the age.
pub const AGE_KEYS: [&str; 3] = ["patient_age", "age", "age_at_study"];

/// The rows of all reports.
pub struct ReportRows {
    columns: Vec<Column>,
    /// The ids of the flags, in order.
    flags: Vec<String>,
}

impl ReportRows {
    /// With the flags of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            columns: columns(),
            flags: lexicon.flags.iter().map(|flag| flag.entry.id.clone()).collect(),
        }
    }
}

/// The columns, which are the same for all lexicons.
pub fn columns() -> Vec<Column> {
    meta::COLUMNS
        .into_iter()
        .chain(study::COLUMNS)
        .chain([FINDINGS])
        .chain(graded::COLUMNS)
        .chain(FLAGS.map(|(_, column)| column))
        .chain([WARNINGS])
        .chain(PERSON)
        .collect()
}

impl Rows for ReportRows {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn append(&self, envelope: &Envelope<'_>, report: &Report<'_>, cells: &mut impl Cells) {
        MetaValues::of(envelope).cells(cells);
        StudyValues::of(report).cells(cells);
        cells.integer(report.mentions.len() as i64);
        graded::cells(cells, report);
        for (value, _) in FLAGS {
            let flags = self.flags.iter().zip(report.flags);
            cells.words(flags.filter(|(_, flag)| flag.value == value).map(|(id, _)| &**id));
        }
        cells.list(report.warnings(envelope).iter().map(|warning| contract_word(warning.code)));
        let meta = envelope.meta;
        let first = |keys: &[&str]| keys.iter().map(|key| meta::text(meta, key)).find(|text| !text.is_empty());
        cells.text(&meta::text(meta, "accession"));
        cells.text(&meta::text(meta, "version"));
        cells.text(&first(&SEX_KEYS).unwrap_or_default());
        cells.text(&first(&AGE_KEYS).unwrap_or_default());
        cells.end_row();
    }
}
