//! Compresses the files of a form with Zstandard.
//!
//! What is made of a chunk of reports is one frame, packed by its worker. The writing thread only puts frames behind one another.

use super::form::{Files, Form, Table, TableWriter};
use crate::error::Error;
use crate::report::{Envelope, Report};
use crate::runs::{Render, TABLES, Tables};
use std::fs::File;
use std::io::{self, Write};
use zstd::bulk::Compressor;
use zstd::zstd_safe::CParameter;

/// The fastest of the usual levels: records become 20 times smaller, and the next two levels gain only 2 % more.
const LEVEL: i32 = 1;

/// A form whose files are compressed.
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

    fn complete(&self, out: &mut Tables) -> Result<(), Error> {
        self.0.complete(out)?;
        for table in 0..TABLES {
            if !out[table].is_empty() {
                out[table] = frame(&out[table]).map_err(|e| Error::io("the output cannot be packed".to_owned(), e))?;
            }
        }
        Ok(())
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
        form: table.form,
        folder: table.folder,
        extension: format!("{}.zst", table.extension).into(),
        files: Files::By(Box::new(move |file, _| Ok(Box::new(PackedFile::new(file, &head)?)))),
    }
}

/// A frame with a checksum.
fn frame(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressor = Compressor::new(LEVEL)?;
    compressor.set_parameter(CParameter::ChecksumFlag(true))?;
    compressor.compress(bytes)
}

/// A file of frames that is being written.
struct PackedFile {
    file: File,
    empty: bool,
}

impl PackedFile {
    fn new(file: File, head: &[u8]) -> io::Result<Self> {
        let mut packed = Self { file, empty: true };
        if !head.is_empty() {
            packed.write(&frame(head)?)?;
        }
        Ok(packed)
    }
}

impl TableWriter for PackedFile {
    fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        self.empty &= frame.is_empty();
        self.file.write_all(frame)
    }

    fn finish(mut self: Box<Self>) -> io::Result<File> {
        if self.empty {
            // A file without any frame is none for programs that unpack.
            self.file.write_all(&frame(&[])?)?;
        }
        Ok(self.file)
    }
}
