//! The columns of tables for the detected kind of study.

use super::tabular::{Cells, Column, ColumnKind};
use crate::report::Report;
use smallvec::SmallVec;

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

/// The values of these columns, for all rows of a report.
pub(super) struct StudyValues<'r> {
    modality: &'r str,
    body_parts: SmallVec<[&'r str; 4]>,
    region: &'static str,
}

impl<'r> StudyValues<'r> {
    /// Of a report.
    pub fn of(report: &Report<'r>) -> Self {
        Self {
            modality: report.modality().map_or("", |(id, _)| id),
            body_parts: report.body_parts().collect(),
            region: report.doc.region().map_or("", |(region, _)| region.as_str()),
        }
    }

    /// Writes the cells.
    pub fn cells(&self, cells: &mut impl Cells) {
        cells.word(self.modality);
        cells.words(self.body_parts.iter().copied());
        cells.word(self.region);
    }
}
