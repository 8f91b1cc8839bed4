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

/// Batches in the ring: one being read, one being analysed, one being written.
const BATCHES: usize = 3;
/// For each thread, the output of so many chunks may wait for the writer: few enough to be in the processor's cache when it is written.
const MADE: usize = 3;
/// The bytes of reports in a batch, with any number of threads: where one batch ends and the next begins must not depend on the machine.
const BATCH: usize = 2 << 20;

/// What the writer gets.
enum WriterMessage {
    /// What was made of the chunk of a batch with this number.
    Chunk(usize, ChunkOutput),
    /// A batch of which all chunks have been handed over.
    Batch(Batch),
}

/// How a run is done.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How many threads analyse; 0 for as many as the machine has.
    pub jobs: usize,
    /// The unit of all offsets.
    pub offset_unit: OffsetUnit,
    /// The names of the fields of JSON Lines.
    pub fields: Fields,
}

/// What a run has done.
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
    /// The counts of both.
    pub fn plus(self, other: &Self) -> Self {
        Self {
            reports: self.reports + other.reports,
            rejected: self.rejected + other.rejected,
            skipped: self.skipped.plus(other.skipped),
        }
    }

    /// All records of the input, and what was skipped.
    pub fn records(&self) -> u64 {
        self.reports + self.rejected + self.skipped.total()
    }

    /// The records that the reader handed out.
    pub fn handed_out(&self) -> u64 {
        self.reports + self.rejected + self.skipped.handed_out()
    }
}

/// Reads the findings of everything that `reader` hands out and `choose` lets through, and gives them to `sink` as `render` writes them.
///
/// # Errors
/// Only what `sink` says, and that no threads can be had. A record that cannot be read is given to the sink and counted.
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

/// Reads what is said about the targets of everything that `reader` hands out: lines of JSON with a list `targets`.
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
    // The receivers are held below, so that this cannot fail.
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
                // Only this thread uses its worker, so the lock is always free.
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

/// The threads of a run; 0 jobs are as many as the machine has.
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

/// What the workers take from.
struct Left {
    /// The first chunk of the batch that no worker has taken.
    next: usize,
    /// Memory for what is made of it.
    empty: Receiver<ChunkOutput>,
}

/// Analyses chunks of a batch, always the next free one, until there are none or the writer has failed.
fn analyse(worker: &mut Worker, task: &dyn Task, sources: &Sources, batch: &Batch, left: &Mutex<Left>, to_writer: &Sender<WriterMessage>) {
    let (bytes, chunks) = batch.parts();
    loop {
        // Memory goes to chunks in their order, so that the one that the writer waits for is never without.
        let mut left = locked(left);
        let number = left.next;
        let Some(chunk) = chunks.get(number) else { return };
        let Ok(made) = left.empty.recv() else { return };
        left.next += 1;
        drop(left);
        let mut turn = TakenChunk { number, made, to_writer };
        worker.work(task, sources, bytes, chunk, &mut turn.made);
    }
}

/// A chunk that a worker has taken. The writer is told of its end even when the worker panics: it would wait for ever otherwise.
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

/// Writes chunks in the order of the input as they come in, and closes batches.
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
                // The reader may have reached its end.
                let _ = to_reader.send(batch);
            }
        }
    }
    Ok(tally)
}

/// Gives out what was made of a chunk.
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
