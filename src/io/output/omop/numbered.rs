//! Files whose rows get their numbers when they are written.

use super::super::form::TableWriter;
use super::super::frames::Frames;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// A file with one row per piece, each with a number in front.
pub(super) struct Numbered {
    file: BufWriter<File>,
    rows: u64,
    next: u64,
}

impl Numbered {
    /// A file that begins with the header `head`; `next` is the number of its first row.
    pub fn new(file: File, head: &[u8], next: u64) -> io::Result<Self> {
        let file = begin(file, head)?;
        Ok(Self { file, rows: 0, next })
    }
}

impl TableWriter for Numbered {
    fn write(&mut self, rows: &[u8]) -> io::Result<()> {
        for row in Frames(rows) {
            write!(self.file, "{},", number(self.next + self.rows)?)?;
            self.file.write_all(row)?;
            self.rows += 1;
        }
        Ok(())
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

/// A file with several rows per piece; in front of each row are its own number and that of the piece.
pub(super) struct NumberedRows {
    file: BufWriter<File>,
    pieces: u64,
    rows: u64,
    next: [u64; 2],
}

impl NumberedRows {
    /// A file that begins with the header `head`; `next` are the numbers of its first piece and of its first row.
    pub fn new(file: File, head: &[u8], next: [u64; 2]) -> io::Result<Self> {
        let file = begin(file, head)?;
        Ok(Self {
            file,
            pieces: 0,
            rows: 0,
            next,
        })
    }
}

impl TableWriter for NumberedRows {
    fn write(&mut self, pieces: &[u8]) -> io::Result<()> {
        for piece in Frames(pieces) {
            for row in Frames(piece) {
                let [piece_number, row_number] = [self.next[0] + self.pieces, self.next[1] + self.rows];
                write!(self.file, "{},{},", number(row_number)?, number(piece_number)?)?;
                self.file.write_all(row)?;
                self.rows += 1;
            }
            self.pieces += 1;
        }
        Ok(())
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

fn begin(file: File, head: &[u8]) -> io::Result<BufWriter<File>> {
    let mut file = BufWriter::with_capacity(1 << 18, file);
    file.write_all(head)?;
    Ok(file)
}

/// Checks that a number fits the columns.
fn number(number: u64) -> io::Result<i32> {
    i32::try_from(number).map_err(|_| {
        io::Error::other("the numbers pass 2147483647, which OMOP columns do not take; begin at a lower --id-start or split the input")
    })
}
