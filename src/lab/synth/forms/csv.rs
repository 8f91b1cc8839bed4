//! An archive, and other rows, as CSV.

use super::meta::Told;
use std::io::{self, Write};

/// The columns of an archive.
pub(in super::super) const COLUMNS: [&str; 12] = [
    "id",
    "text",
    "patient_id",
    "accession",
    "study_date",
    "modality",
    "body_part",
    "procedure",
    "patient_sex",
    "patient_age",
    "status",
    "version",
];

/// The row of a report.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn write(told: &Told<'_>, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let patient = &told.case.patient;
    let (age, version) = (told.age().to_string(), (told.number + 1).to_string());
    row(
        [
            &told.report.accession,
            text,
            &patient.id(),
            &told.report.accession,
            &told.date(),
            &told.kind().modality,
            &told.body_part(),
            &told.procedure(),
            patient.sex.encode_utf8(&mut [0; 4]),
            &age,
            told.version().status.as_str(),
            &version,
        ],
        out,
    )
}

/// A row of cells.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn row<const N: usize>(cells: [&str; N], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::WriterBuilder::new().buffer_capacity(4096).from_writer(out);
    writer.write_record(cells)?;
    writer.flush()
}
