//! Tar files with several small files for each report.

use crate::output::form::TableWriter;
use crate::output::frames::Frames;
use std::fs::File;
use std::io::{self, BufWriter};
use tar::{Builder, Header};

/// The number of digits of the number at the start of each name.
const DIGITS: usize = 9;

/// A tar file that is being written.
pub(super) struct TarFile {
    tar: Builder<BufWriter<File>>,
    endings: &'static [&'static str],
    rows: u64,
    before: u64,
}

impl TarFile {
    /// A tar file that begins with the file `first`, a name and its content. Later pieces are, in turn, the rest of the name of a report and
    /// a file for each of `endings`; `before` reports are in other tar files.
    pub fn new(file: File, first: (&str, &str), endings: &'static [&'static str], before: u64) -> io::Result<Self> {
        let mut tar = Builder::new(BufWriter::with_capacity(1 << 18, file));
        append(&mut tar, first.0, first.1.as_bytes())?;
        Ok(Self {
            tar,
            endings,
            rows: 0,
            before,
        })
    }
}

impl TableWriter for TarFile {
    fn write(&mut self, reports: &[u8]) -> io::Result<()> {
        for report in Frames(reports) {
            let mut pieces = Frames(report);
            let name = String::from_utf8_lossy(pieces.next().unwrap_or_default());
            let number = self.before + self.rows;
            for (ending, content) in self.endings.iter().zip(pieces) {
                append(&mut self.tar, &format!("{number:0DIGITS$}-{name}.{ending}"), content)?;
            }
            self.rows += 1;
        }
        Ok(())
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        let file = self.tar.into_inner()?;
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

/// Adds a file without a date and an owner, so that the output is reproducible.
fn append(tar: &mut Builder<BufWriter<File>>, name: &str, content: &[u8]) -> io::Result<()> {
    let mut header = Header::new_ustar();
    header.set_size(content.len() as u64);
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    tar.append_data(&mut header, name, content)
}
