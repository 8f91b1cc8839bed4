//! What should be downstream after a night.

use super::csv::row;
use super::meta::Told;
use crate::synth::case::ReportCase;
use std::io::{self, Write};

/// The columns.
pub(in super::super) const COLUMNS: [&str; 5] = ["accession", "id", "version", "status", "message"];

/// The row of a report whose version `told` counts.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn write(report: &ReportCase, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    let version = (told.number + 1).to_string();
    let cells = [
        report.accession.as_str(),
        &report.accession,
        &version,
        told.version().status.as_str(),
        &report.message_id(told.number),
    ];
    row(cells, out)
}
