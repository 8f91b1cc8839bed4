//! One row a report: a column a flag and a column a finding.

use super::meta;
use super::tabular::{Cells, Column, Kind, Rows};
use super::words;
use crate::lexicon::Lexicon;
use crate::report::{Envelope, Report, StatedGrade};
use std::borrow::Cow;

/// The columns between those of the report and the flags.
const COLUMNS: [Column; 3] = [
    Column::new("imaging_floor", Kind::Word, "4, 3, none, indeterminate, suppressed or not_stated"),
    Column::new(
        "stated_grade",
        Kind::Word,
        "the grades stated of now, each as scale:grade or scale:low-high",
    ),
    Column::new("discordance", Kind::Word, "whether both disagree"),
];

/// The rows of all reports.
pub struct WideRows {
    columns: Vec<Column>,
}

impl WideRows {
    /// With the flags and the findings of `lexicon`, in its order.
    pub fn new(lexicon: &Lexicon) -> Self {
        let column = |kind: &str, id: &str, about: String| Column {
            name: Cow::Owned(format!("{kind}_{id}")),
            kind: Kind::Word,
            about: Cow::Owned(about),
        };
        let flag = |id: &str| column("flag", id, "yes, possible, no, not_stated or conflict".to_owned());
        let finding = |f: &crate::lexicon::Finding| {
            let about = format!("{}: present, possible, absent or conflict; empty where nothing is said", f.label);
            column("finding", &f.id, about)
        };
        let flags = lexicon.flags.iter().map(|f| flag(&f.entry.id));
        let findings = lexicon.findings.iter().map(finding);
        let columns = meta::COLUMNS.into_iter().chain(COLUMNS).chain(flags).chain(findings).collect();
        Self { columns }
    }
}

impl Rows for WideRows {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn append(&self, envelope: &Envelope<'_>, report: &Report<'_>, guard: bool, out: &mut Vec<u8>) {
        let mut cells = Cells::new(out, guard);
        meta::cells(&mut cells, envelope);
        let icans = report.icans;
        cells.word(words::floor(icans.floor.value));
        cells.list(icans.stated.iter().filter(|s| s.is_current_fact()).map(grade));
        cells.word(words::discordance(icans.discordance));
        for flag in report.flags {
            cells.word(words::flag(flag.value));
        }
        let mut statuses = vec![""; report.lexicon.findings.len()];
        for row in report.summary {
            if let Some(status) = statuses.get_mut(row.finding.index()) {
                *status = words::status(row.status);
            }
        }
        for status in statuses {
            cells.word(status);
        }
        cells.end_row();
    }
}

fn grade(stated: &StatedGrade) -> String {
    if stated.low == stated.high {
        format!("{}:{}", stated.scale, stated.low)
    } else {
        format!("{}:{}-{}", stated.scale, stated.low, stated.high)
    }
}
