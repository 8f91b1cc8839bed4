//! Parquet files, encoded by the workers of the run.
//!
//! Rows are collected until they make a row group, whose columns are encoded side by side. What is encoded is appended in order. The border of a row
//! group depends on the rows alone, so that the same rows give the same bytes.

use super::super::form::TableWriter;
use super::encoder::{Encoder, plain};
use crate::panic_guard::catch;
use crate::runs::{Columns, Crew};
use parquet::arrow::arrow_writer::ArrowColumnChunk;
use parquet::file::writer::SerializedFileWriter;
use std::collections::VecDeque;
use std::fs::File;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// A row group has at least this many rows, or bytes of cells, where the file does not end before.
const GROUP_ROWS: u64 = 1 << 16;
const GROUP_BYTES: usize = 32 << 20;
/// The most row groups that wait to be encoded and appended.
const WAITING: usize = 3;

/// A Parquet file that is being written.
pub(super) struct ParquetFile {
    encoder: Arc<Encoder>,
    writer: SerializedFileWriter<File>,
    /// A second handle of the file: the writer does not return its own without losing I/O errors.
    file: File,
    /// The rows of the next row group.
    group: Vec<Columns>,
    rows: u64,
    bytes: usize,
    /// The row groups that are being encoded, in order.
    encoding: VecDeque<Encoding>,
}

type Slice = io::Result<Vec<ArrowColumnChunk>>;

/// A row group that is being encoded.
struct Encoding {
    done: Receiver<(usize, Slice)>,
    slices: Vec<Option<Vec<ArrowColumnChunk>>>,
}

impl ParquetFile {
    /// Creates a file.
    pub fn new(file: File, encoder: &Arc<Encoder>) -> io::Result<Self> {
        Ok(Self {
            encoder: Arc::clone(encoder),
            file: file.try_clone()?,
            writer: encoder.writer(file)?,
            group: Vec::new(),
            rows: 0,
            bytes: 0,
            encoding: VecDeque::new(),
        })
    }

    /// Lets the crew encode the row group.
    fn encode(&mut self, crew: &Crew) {
        if self.group.is_empty() {
            return;
        }
        let group = Arc::new(std::mem::take(&mut self.group));
        (self.rows, self.bytes) = (0, 0);
        let (to, done) = channel();
        for slice in 0..self.encoder.slices() {
            let (encoder, group, to) = (Arc::clone(&self.encoder), Arc::clone(&group), to.clone());
            crew.post(Box::new(move || {
                let encoded = catch(|| encoder.encode(slice, &group)).unwrap_or_else(|fault| Err(io::Error::other(fault.to_string())));
                // A file that has failed takes nothing more.
                let _ = to.send((slice, encoded));
            }));
        }
        let slices = (0..self.encoder.slices()).map(|_| None).collect();
        self.encoding.push_back(Encoding { done, slices });
    }

    /// Appends the row groups that are encoded, in order; waits where more than `most` are not.
    fn append(&mut self, most: usize) -> io::Result<()> {
        loop {
            let wait = self.encoding.len() > most;
            let Some(first) = self.encoding.front_mut() else { break };
            if !first.is_done(wait)? {
                break;
            }
            let slices = self.encoding.pop_front().map(|first| first.slices).unwrap_or_default();
            let mut group = self.writer.next_row_group().map_err(plain)?;
            for column in slices.into_iter().flatten().flatten() {
                column.append_to_row_group(&mut group).map_err(plain)?;
            }
            group.close().map_err(plain)?;
        }
        Ok(())
    }
}

impl Encoding {
    /// Takes the columns that are encoded; true when they are all. With `wait`, waits for them.
    fn is_done(&mut self, wait: bool) -> io::Result<bool> {
        while self.slices.iter().any(Option::is_none) {
            let lost = || io::Error::other("the rows were not encoded");
            let next = if wait {
                Some(self.done.recv().map_err(|_| lost())?)
            } else {
                self.done.try_recv().ok()
            };
            let Some((slice, encoded)) = next else { return Ok(false) };
            self.slices[slice] = Some(encoded?);
        }
        Ok(true)
    }
}

impl TableWriter for ParquetFile {
    /// The rows come as columns.
    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn columns(&mut self, rows: Columns, crew: &Crew) -> io::Result<()> {
        if rows.rows() > 0 {
            self.rows += u64::from(rows.rows());
            self.bytes += rows.size();
            self.group.push(rows);
        }
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.encode(crew);
        }
        self.append(WAITING)
    }

    fn wind_up(&mut self, crew: &Crew) {
        self.encode(crew);
    }

    fn finish(mut self: Box<Self>) -> io::Result<File> {
        self.encode(&Crew::default());
        self.append(0)?;
        self.writer.finish().map_err(plain)?;
        Ok(self.file)
    }
}

#[cfg(test)]
mod tests {
    use super::super::column::{Column, ColumnKind};
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    /// Rows with their numbers, from `first` on.
    fn rows(first: u64, count: u64) -> Columns {
        let mut columns = Columns::default();
        for row in first..first + count {
            columns.put_number(0, row);
            columns.put_word(10, if row % 2 == 0 { "even" } else { "odd" });
            columns.end_row();
        }
        columns
    }

    #[test]
    fn row_groups_end_where_the_rows_say_it() {
        // More columns than are encoded as one piece.
        let columns: Vec<Column> = (0..11)
            .map(|n| Column {
                name: format!("c{n}").into(),
                ..Column::new("", if n == 0 { ColumnKind::Integer } else { ColumnKind::Word }, "")
            })
            .collect();
        let encoder = Arc::new(Encoder::new(&columns, Vec::new()).unwrap());
        let path = std::env::temp_dir().join(format!("radsift-groups-{}.parquet", std::process::id()));
        let file = File::create(&path).unwrap();
        let mut out = Box::new(ParquetFile::new(file, &encoder).unwrap());
        let half = GROUP_ROWS / 2 + 1;
        for piece in 0..5 {
            out.columns(rows(piece * half, half), &Crew::default()).unwrap();
        }
        out.finish().unwrap();
        let read = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
        std::fs::remove_file(&path).unwrap();
        let groups = read.metadata().row_groups().iter().map(|group| group.num_rows() as u64);
        assert_eq!(groups.collect::<Vec<_>>(), [2 * half, 2 * half, half]);
        for (number, row) in read.get_row_iter(None).unwrap().enumerate() {
            let cells: Vec<String> = row.unwrap().get_column_iter().map(|(_, field)| field.to_string()).collect();
            assert_eq!(cells[0], number.to_string());
            assert_eq!(cells[10], if number % 2 == 0 { "\"even\"" } else { "\"odd\"" });
            assert_eq!(cells[5], "null");
        }
    }
}
