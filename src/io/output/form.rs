//! The forms in which findings are written.

use crate::runs::Render;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// A form of output: how a report becomes rows, and how rows become files.
pub trait Form: Render {
    /// Its tables, in the order of [`crate::runs::Tables`].
    fn tables(&self) -> Vec<Table<'_>>;
}

/// One table of a form.
pub struct Table<'f> {
    /// The first part of its files' names, before the number.
    pub name: &'static str,
    /// Their ending, without the dot.
    pub extension: Cow<'static, str>,
    /// How they are written.
    pub files: Files<'f>,
}

/// How the files of a table are written.
pub enum Files<'f> {
    /// The rows just as they are, behind this head.
    Plain(Vec<u8>),
    /// By a writer of their own.
    By(Opener<'f>),
}

impl<'f> Table<'f> {
    /// A table whose files hold the rows just as they are, behind `head`.
    pub fn plain(name: &'static str, extension: &'static str, head: Vec<u8>) -> Self {
        Self {
            name,
            extension: extension.into(),
            files: Files::Plain(head),
        }
    }

    /// A table whose files have a writer of their own.
    pub fn by(
        name: &'static str,
        extension: &'static str,
        open: impl Fn(File, &[u64]) -> io::Result<Box<dyn TableWriter>> + Send + 'f,
    ) -> Self {
        Self {
            name,
            extension: extension.into(),
            files: Files::By(Box::new(open)),
        }
    }

    /// Begins a file. `rows` are how many each table of the form has in the shards before.
    ///
    /// # Errors
    /// What the file system says.
    pub fn begin(&self, file: File, rows: &[u64]) -> io::Result<Box<dyn TableWriter>> {
        match &self.files {
            Files::Plain(head) => Ok(Box::new(Plain::new(file, head)?)),
            Files::By(open) => open(file, rows),
        }
    }
}

/// Begins a file of a table. The numbers are how many rows each table of the form has in the shards before.
pub type Opener<'f> = Box<dyn Fn(File, &[u64]) -> io::Result<Box<dyn TableWriter>> + Send + 'f>;

/// A file of a table that is being written.
pub trait TableWriter: Send {
    /// Adds rows, as the form's [`Render`] has made them.
    ///
    /// # Errors
    /// What the file system says.
    fn write(&mut self, rows: &[u8]) -> io::Result<()>;

    /// How many rows have been added; 0 where no form asks for them.
    fn rows(&self) -> u64 {
        0
    }

    /// Writes what is left, and gives the file back.
    ///
    /// # Errors
    /// What the file system says.
    fn finish(self: Box<Self>) -> io::Result<File>;
}

/// A file that holds the rows just as they are.
struct Plain(BufWriter<File>);

impl Plain {
    /// A file that begins with `head`.
    fn new(file: File, head: &[u8]) -> io::Result<Self> {
        let mut file = BufWriter::with_capacity(1 << 18, file);
        file.write_all(head)?;
        Ok(Self(file))
    }
}

impl TableWriter for Plain {
    fn write(&mut self, rows: &[u8]) -> io::Result<()> {
        self.0.write_all(rows)
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        self.0.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

impl Form for crate::report::JsonWriter {
    fn tables(&self) -> Vec<Table<'_>> {
        vec![Table::plain("part", "jsonl", Vec::new())]
    }
}
