//! Any form whose files are plain, packed by Zstandard.

use super::form::{Files, Form, Table, TableWriter};
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};
use std::fs::File;
use std::io::{self, Write};
use zstd::Encoder;

/// The quickest of the usual levels: it makes records 20 times smaller, and what the next two gain on it is 2 %.
const LEVEL: i32 = 1;

/// A form whose files are packed. Each file is one frame: what reads only the first frame of a file, as some libraries do, loses nothing.
pub struct Zstandard(Box<dyn Form>);

impl Zstandard {
    /// The same form, packed; nothing for one that has a way of its own to write files.
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

/// A packed file that is being written.
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
