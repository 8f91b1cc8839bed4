//! The columns of tables for the detected kind of study.

use super::tabular::{Cells, Column, ColumnKind};
use crate::report::Report;

/// The columns.
pub(super) const COLUMNS: [Column; 3] = [
    Column::new(
        "study_modality",
        ColumnKind::Word,
        "the modality as understood from `meta`, the title or the words, as a code of DICOM; empty where it is not known or contradictory",
    ),
    Column::new(
        "study_body_parts",
        ColumnKind::Word,
        "the parts of the body that `meta` or the title names",
    ),
    Column::new(
        "study_region",
        ColumnKind::Word,
        "the region that decides between readings of the same words, as in the record; empty where nothing tells",
    ),
];

/// Writes these columns.
pub(super) fn cells(cells: &mut impl Cells, report: &Report<'_>) {
    cells.word(report.modality().map_or("", |(id, _)| id));
    cells.list(report.body_parts());
    cells.word(report.doc.region().map_or("", |(region, _)| region.as_str()));
}
