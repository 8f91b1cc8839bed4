//! The run itself.

use super::buffers::{Batch, ChunkOutput};
use super::choose::Choose;
use super::task::{Assertion, Extraction, Task};
use super::worker::Worker;
use super::{Render, Sink};
use crate::Extractor;
use crate::error::Error;
use crate::input::Skipped;
use crate::input::{Fields, Reader, Sources};
use crate::report::AssertWriter;
use crate::text::OffsetUnit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// The number of batches: one is being read, one analysed and one written.
const BATCHES: usize = 3;
/// The number of chunk outputs per thread that may wait for the writer: few enough to be in the processor's cache when they are written.
const MADE: usize = 3;
/// The size of a batch in bytes of reports, with any number of threads: the borders between batches must not depend on the machine.
const BATCH: usize = 2 << 20;

/// A message to the writer.
enum WriterMessage {
    /// The output for the chunk with this number in its batch.
    Chunk(usize, ChunkOutput),
    /// A batch all of whose chunks have been processed.
    Batch(Batch),
}

/// The options of a run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The number of threads that analyse; 0 for all cores.
    pub jobs: usize,
    /// The unit of all offsets.
    pub offset_unit: OffsetUnit,
    /// The names of the fields of JSON Lines.
    pub fields: Fields,
}

/// The counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Reports read.
    pub reports: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// Records skipped.
    pub skipped: Skipped,
}

impl Tally {
    /// The sum of both counts.
    pub fn plus(self, other: &Self) -> Self {
        Self {
            reports: self.reports + other.reports,
            rejected: self.rejected + other.rejected,
            skipped: self.skipped.plus(other.skipped),
        }
    }

    /// All records of the input, including skipped ones.
    pub fn records(&self) -> u64 {
        self.reports + self.rejected + self.skipped.total()
    }

    /// The records that the reader returned.
    pub fn handed_out(&self) -> u64 {
        self.reports + self.rejected + self.skipped.handed_out()
    }
}

/// Analyses all records of `reader` that `choose` selects, renders them with `render` and passes them to `sink`.
///
/// # Errors
/// Only the errors of `sink`, and that threads cannot be started. A record that cannot be read is passed to the sink and counted.
pub fn render(
    extractor: &Extractor,
    reader: Reader,
    options: &Options,
    render: &dyn Render,
    choose: &dyn Choose,
    sink: &mut (dyn Sink + Send),
) -> Result<Tally, Error> {
    let task = Extraction {
        extractor,
        render,
        choose,
        fields: &options.fields,
    };
    go(&task, reader, options.jobs, sink)
}

/// Reads the contexts of the targets of all records of `reader`, which are lines of JSON with a list `targets`.
///
/// # Errors
/// As [`render`].
pub fn assert(extractor: &Extractor, reader: Reader, options: &Options, sink: &mut (dyn Sink + Send)) -> Result<Tally, Error> {
    let task = Assertion {
        extractor,
        writer: AssertWriter { unit: options.offset_unit },
        fields: &options.fields,
    };
    go(&task, reader, options.jobs, sink)
}

fn go(task: &dyn Task, mut reader: Reader, jobs: usize, sink: &mut (dyn Sink + Send)) -> Result<Tally, Error> {
    let pool = pool(jobs)?;
    let threads = pool.current_num_threads();
    let workers: Vec<Mutex<Worker>> = (0..threads).map(|_| Mutex::default()).collect();
    let sources = reader.sources();

    let (to_reader, free) = channel();
    let (to_workers, filled) = channel();
    let (to_writer, done) = channel();
    let (give_back, empty) = channel();
    // The receivers are alive until the end of this function, so this cannot fail.
    for _ in 0..BATCHES {
        let _ = to_reader.send(Batch::default());
    }
    for _ in 0..threads * MADE {
        let _ = give_back.send(ChunkOutput::default());
    }
    let left = Mutex::new(Left { next: 0, empty });
    thread::scope(|scope| {
        scope.spawn(move || fill_batches(&mut reader, &free, &to_workers));
        let written = scope.spawn(move || write(sink, &done, &to_reader, &give_back));
        for batch in filled {
            locked(&left).next = 0;
            pool.broadcast(|thread| {
                // Each thread has its own worker, so the lock is always free.
                let mut worker = locked(&workers[thread.index()]);
                analyse(&mut worker, task, &sources, &batch, &left, &to_writer);
            });
            if to_writer.send(WriterMessage::Batch(batch)).is_err() {
                break;
            }
        }
        drop(to_writer);
        written.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// The thread pool of a run; 0 jobs means all cores.
pub(super) fn pool(jobs: usize) -> Result<rayon::ThreadPool, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|e| Error::usage(format!("no threads: {e}")))
}

/// Fills free batches until the input ends or the workers have stopped.
fn fill_batches(reader: &mut Reader, free: &Receiver<Batch>, to_workers: &Sender<Batch>) {
    while let Ok(mut batch) = free.recv() {
        if !batch.fill(reader, BATCH) || to_workers.send(batch).is_err() {
            return;
        }
    }
}

/// The shared state of the workers.
struct Left {
    /// The next chunk of the batch.
    next: usize,
    /// Free buffers for output.
    empty: Receiver<ChunkOutput>,
}

/// Analyses the next free chunk of the batch until there are none left or the writer has failed.
fn analyse(worker: &mut Worker, task: &dyn Task, sources: &Sources, batch: &Batch, left: &Mutex<Left>, to_writer: &Sender<WriterMessage>) {
    let (bytes, chunks) = batch.parts();
    loop {
        // Buffers are given to chunks in input order, so that the chunk that the writer waits for always has one.
        let mut left = locked(left);
        let number = left.next;
        let Some(chunk) = chunks.get(number) else { return };
        let Ok(made) = left.empty.recv() else { return };
        left.next += 1;
        drop(left);
        let mut taken = TakenChunk { number, made, to_writer };
        worker.work(task, sources, bytes, chunk, &mut taken.made);
    }
}

/// A chunk that a worker has taken. It is passed to the writer even when the worker panics, because the writer would wait for ever otherwise.
struct TakenChunk<'s> {
    number: usize,
    made: ChunkOutput,
    to_writer: &'s Sender<WriterMessage>,
}

impl Drop for TakenChunk<'_> {
    fn drop(&mut self) {
        // A writer that has failed takes nothing more.
        let _ = self
            .to_writer
            .send(WriterMessage::Chunk(self.number, std::mem::take(&mut self.made)));
    }
}

/// Writes chunks in input order as they arrive, and closes batches.
fn write(
    sink: &mut (dyn Sink + Send),
    done: &Receiver<WriterMessage>,
    to_reader: &Sender<Batch>,
    give_back: &Sender<ChunkOutput>,
) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    let mut early = BTreeMap::new();
    let mut next = 0;
    while let Ok(step) = done.recv() {
        match step {
            WriterMessage::Chunk(number, made) => {
                early.insert(number, made);
                while let Some(mut made) = early.remove(&next) {
                    next += 1;
                    take(sink, &mut made, &mut tally)?;
                    made.clear();
                    let _ = give_back.send(made);
                }
            }
            WriterMessage::Batch(batch) => {
                next = 0;
                tally.skipped = tally.skipped.plus(batch.skipped);
                sink.reached(batch.end, &tally, batch.size)?;
                // The reader may have reached the end of the input.
                let _ = to_reader.send(batch);
            }
        }
    }
    Ok(tally)
}

/// Passes on the output for a chunk.
fn take(sink: &mut (dyn Sink + Send), made: &mut ChunkOutput, tally: &mut Tally) -> Result<(), Error> {
    sink.records(&made.out)?;
    sink.contents(&made.contents)?;
    tally.reports += made.reports;
    tally.skipped = tally.skipped.plus(made.skipped);
    for reject in made.rejects.drain(..) {
        tally.rejected += 1;
        sink.reject(reject)?;
    }
    Ok(())
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
