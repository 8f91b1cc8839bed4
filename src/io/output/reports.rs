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
const FLAGS: [(FlagValue, Column); 3] = [
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
];
const WARNINGS: Column = Column::new(
    "warnings",
    ColumnKind::Word,
    "what had to be put right to read it: codes of warnings, as in the record",
);

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
        cells.end_row();
    }
}
