//! The forms in which findings are written.

use crate::batch::Render;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// A form of output: how a report becomes rows, and how rows become files.
pub trait Form: Render {
    /// Its tables, in the order of [`crate::batch::Tables`].
    fn tables(&self) -> Vec<Table<'_>>;
}

/// One table of a form.
pub struct Table<'f> {
    /// The first part of its files' names, before the number.
    pub name: &'static str,
    /// Their ending, without the dot.
    pub extension: &'static str,
    /// Begins a file.
    pub open: Opener<'f>,
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
pub struct Plain(BufWriter<File>);

impl Plain {
    /// A file that begins with `head`.
    ///
    /// # Errors
    /// What the file system says.
    pub fn new(file: File, head: &[u8]) -> io::Result<Self> {
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
        vec![Table {
            name: "part",
            extension: "jsonl",
            open: Box::new(|file, _| Ok(Box::new(Plain::new(file, b"")?))),
        }]
    }
}
