//! Parses CSV rows into typed columns on a thread of its own, because parsing takes as long as writing Parquet.

use arrow_array::RecordBatch;
use arrow_csv::ReaderBuilder;
use arrow_schema::{ArrowError, Schema};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

/// The number of rows parsed at a time, and the number of bytes collected for that: the parser allocates memory for all of them each time.
const PARSED_ROWS: usize = 1 << 13;
const GATHERED: usize = 1 << 20;
/// The number of collected pieces that may wait.
const WAITING: usize = 2;

/// CSV rows that are converted to typed columns. The same rows in the same pieces give the same batches, in order.
pub(super) struct Typed {
    gathered: Vec<u8>,
    pieces: Option<SyncSender<Vec<u8>>>,
    batches: Receiver<io::Result<RecordBatch>>,
}

impl Typed {
    /// Creates a parser for these columns.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub fn new(schema: &Arc<Schema>) -> io::Result<Self> {
        let (pieces, waiting) = sync_channel::<Vec<u8>>(WAITING);
        let (done, batches) = channel();
        let schema = Arc::clone(schema);
        let run = move || {
            for piece in waiting {
                let parsed = parse(&schema, &piece, |batch| drop(done.send(Ok(batch))));
                if parsed.is_err() {
                    let _ = done.send(Err(unfit()));
                    return;
                }
            }
        };
        thread::Builder::new().name("columns".to_owned()).spawn(run)?;
        Ok(Self {
            gathered: Vec::new(),
            pieces: Some(pieces),
            batches,
        })
    }

    /// Appends rows.
    ///
    /// # Errors
    /// Earlier rows did not fit the columns.
    pub fn add(&mut self, rows: &[u8]) -> io::Result<()> {
        self.gathered.extend_from_slice(rows);
        if self.gathered.len() < GATHERED { Ok(()) } else { self.pass_on() }
    }

    /// The next batch that is ready, if there is one.
    pub fn ready(&mut self) -> Option<io::Result<RecordBatch>> {
        self.batches.try_recv().ok()
    }

    /// All remaining batches.
    ///
    /// # Errors
    /// Earlier rows did not fit the columns.
    pub fn finish(mut self) -> io::Result<impl Iterator<Item = io::Result<RecordBatch>>> {
        self.pass_on()?;
        self.pieces = None;
        Ok(self.batches.into_iter())
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let piece = std::mem::take(&mut self.gathered);
        let pieces = self.pieces.as_ref().ok_or_else(unfit)?;
        pieces.send(piece).map_err(|_| unfit())
    }
}

fn parse(schema: &Arc<Schema>, rows: &[u8], mut take: impl FnMut(RecordBatch)) -> Result<(), ArrowError> {
    let reader = ReaderBuilder::new(Arc::clone(schema)).with_batch_size(PARSED_ROWS);
    for batch in reader.build_buffered(rows)? {
        take(batch?);
    }
    Ok(())
}

/// Arrow's message for a cell that does not fit quotes the cell.
fn unfit() -> io::Error {
    io::Error::other("a row does not fit its columns; please report this")
}
