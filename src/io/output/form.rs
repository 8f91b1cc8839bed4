//! The forms of output.

use crate::runs::{Columns, Crew, Render};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Write};

/// A form of output: renders a report as rows, and writes rows to files.
pub trait Form: Render {
    /// Its tables, in the order of [`crate::runs::Tables`].
    fn tables(&self) -> Vec<Table<'_>>;

    /// What was changed to fit this form, with counts of this attempt: one message each.
    fn notices(&self) -> Vec<String> {
        Vec::new()
    }
}

/// One table of a form.
pub struct Table<'f> {
    /// The first part of its file names, before the number.
    pub name: &'static str,
    /// The extension of its files, without the dot.
    pub extension: Cow<'static, str>,
    /// The number of its form among those of the run.
    pub form: usize,
    /// The folder of its form inside the folder of the run, when a run writes several forms.
    pub folder: Option<String>,
    /// How its files are written.
    pub files: Files<'f>,
}

/// How the files of a table are written.
pub enum Files<'f> {
    /// The rows unchanged, after this header.
    Plain(Vec<u8>),
    /// With a writer of its own.
    By(Opener<'f>),
}

impl<'f> Table<'f> {
    /// A table whose files contain the rows unchanged, after the header `head`.
    pub fn plain(name: &'static str, extension: &'static str, head: Vec<u8>) -> Self {
        Self {
            name,
            extension: extension.into(),
            form: 0,
            folder: None,
            files: Files::Plain(head),
        }
    }

    /// A table whose files need a writer of their own.
    pub fn by(
        name: &'static str,
        extension: &'static str,
        open: impl Fn(File, &[u64]) -> io::Result<Box<dyn TableWriter>> + Send + 'f,
    ) -> Self {
        Self {
            name,
            extension: extension.into(),
            form: 0,
            folder: None,
            files: Files::By(Box::new(open)),
        }
    }

    /// Starts a file. `rows` is the number of rows of each table of its form in the shards before.
    ///
    /// # Errors
    /// I/O errors.
    pub fn begin(&self, file: File, rows: &[u64]) -> io::Result<Box<dyn TableWriter>> {
        match &self.files {
            Files::Plain(head) => Ok(Box::new(Plain::new(file, head)?)),
            Files::By(open) => open(file, rows),
        }
    }
}

/// Starts a file of a table. The second argument is the number of rows of each table of its form in the shards before.
pub type Opener<'f> = Box<dyn Fn(File, &[u64]) -> io::Result<Box<dyn TableWriter>> + Send + 'f>;

/// A file of a table that is being written.
pub trait TableWriter: Send {
    /// Appends rows as rendered by the form's [`Render`].
    ///
    /// # Errors
    /// I/O errors.
    fn write(&mut self, rows: &[u8]) -> io::Result<()>;

    /// Appends rows of typed cells, if the form's [`Render`] makes such. `crew` may do work for it.
    ///
    /// # Errors
    /// I/O errors.
    fn columns(&mut self, _rows: Columns, _crew: &Crew) -> io::Result<()> {
        Ok(())
    }

    /// Passes the work that is left before the end of the file on to `crew`.
    fn wind_up(&mut self, _crew: &Crew) {}

    /// The number of rows that were added; 0 when no form asks for it.
    fn rows(&self) -> u64 {
        0
    }

    /// Finishes the file and returns it.
    ///
    /// # Errors
    /// I/O errors.
    fn finish(self: Box<Self>) -> io::Result<File>;
}

/// A file that contains the rows unchanged. What is made of a chunk is written as it is: gathering it first would copy it once more.
struct Plain(File);

impl Plain {
    /// A file that begins with `head`.
    fn new(mut file: File, head: &[u8]) -> io::Result<Self> {
        file.write_all(head)?;
        Ok(Self(file))
    }
}

impl TableWriter for Plain {
    fn write(&mut self, rows: &[u8]) -> io::Result<()> {
        self.0.write_all(rows)
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        Ok(self.0)
    }
}

impl Form for crate::report::JsonWriter {
    fn tables(&self) -> Vec<Table<'_>> {
        vec![Table::plain("part", "jsonl", Vec::new())]
    }
}
