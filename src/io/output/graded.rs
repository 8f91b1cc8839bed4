//! The columns of tables for grades, and for how much of a report was read.

use super::tabular::{Cells, Column, ColumnKind};
use super::words;
use crate::report::{Report, StatedGrade};

/// The columns.
pub(super) const COLUMNS: [Column; 4] = [
    Column::new(
        "imaging_floor",
        ColumnKind::Word,
        "4, 3, none, indeterminate, suppressed or not_stated",
    ),
    Column::new(
        "stated_grade",
        ColumnKind::Word,
        "the grades stated of now, each as scale:grade or scale:low-high",
    ),
    Column::new("discordance", ColumnKind::Word, "whether both disagree"),
    Column::new(
        "coverage",
        ColumnKind::Number,
        "the share of content words of findings and impression that was read, 0 to 1; empty where there are none",
    ),
];

/// Writes these columns.
pub(super) fn cells(cells: &mut impl Cells, report: &Report<'_>) {
    let icans = report.icans;
    cells.word(words::floor(icans.floor.value));
    cells.list(icans.stated.iter().filter(|s| s.is_current_fact()).map(grade));
    cells.word(words::discordance(icans.discordance));
    match report.coverage.share() {
        Some(share) => cells.number(share),
        None => cells.none(),
    }
}

fn grade(stated: &StatedGrade) -> String {
    if stated.low == stated.high {
        format!("{}:{}", stated.scale, stated.low)
    } else {
        format!("{}:{}-{}", stated.scale, stated.low, stated.high)
    }
}
