//! Compresses the files of a form with Zstandard.

use super::form::{Files, Form, Table, TableWriter};
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};
use std::fs::File;
use std::io::{self, Write};
use zstd::Encoder;

/// The fastest of the usual levels: records become 20 times smaller, and the next two levels gain only 2 % more.
const LEVEL: i32 = 1;

/// A form whose files are compressed. Each file is a single frame, because some libraries read only the first frame of a file.
pub struct Zstandard(Box<dyn Form>);

impl Zstandard {
    /// The same form with compression; `None` for a form with a writer of its own.
    pub fn new(form: Box<dyn Form>) -> Option<Self> {
        let plain = form.tables().iter().all(|table| matches!(table.files, Files::Plain(_)));
        plain.then_some(Self(form))
    }
}

impl Render for Zstandard {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        self.0.render(envelope, report, out);
    }
}

impl Form for Zstandard {
    fn tables(&self) -> Vec<Table<'_>> {
        self.0.tables().into_iter().map(packed).collect()
    }
}

fn packed(table: Table<'_>) -> Table<'_> {
    let Files::Plain(head) = table.files else { return table };
    Table {
        name: table.name,
        extension: format!("{}.zst", table.extension).into(),
        files: Files::By(Box::new(move |file, _| Ok(Box::new(PackedFile::new(file, &head)?)))),
    }
}

/// A compressed file that is being written.
struct PackedFile(Encoder<'static, File>);

impl PackedFile {
    fn new(file: File, head: &[u8]) -> io::Result<Self> {
        let mut encoder = Encoder::new(file, LEVEL)?;
        encoder.include_checksum(true)?;
        encoder.write_all(head)?;
        Ok(Self(encoder))
    }
}

impl TableWriter for PackedFile {
    fn write(&mut self, rows: &[u8]) -> io::Result<()> {
        self.0.write_all(rows)
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        self.0.finish()
    }
}
