//! The run itself.

use super::choose::Choose;
use super::ring::{Batch, Chunk};
use super::skip::Skipped;
use super::task::{Assertion, Extraction, Task};
use super::worker::Worker;
use super::{Render, Sink};
use crate::Extractor;
use crate::error::Error;
use crate::input::{Fields, Reader, Sources};
use crate::report::AssertWriter;
use crate::text::OffsetUnit;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Batches in the ring: one being read, one being analysed, one being written.
const BATCHES: usize = 3;
/// The bytes of reports in a batch, with any number of threads: where one batch ends and the next begins must not depend on the machine.
const BATCH: usize = 2 << 20;

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
    /// Records passed over.
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

    /// All records of the input, and what was passed over.
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
    for _ in 0..BATCHES {
        // The receiver is held below, so that this cannot fail.
        let _ = to_reader.send(Batch::default());
    }
    thread::scope(|scope| {
        scope.spawn(move || read(&mut reader, &free, &to_workers));
        let written = scope.spawn(move || write(sink, &done, &to_reader));
        for mut batch in filled {
            pool.install(|| analyse(&workers, task, &sources, &mut batch));
            if to_writer.send(batch).is_err() {
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
    pool.map_err(|e| Error::told(format!("no threads: {e}")))
}

/// Fills free batches until there is nothing left to read or nobody to take them.
fn read(reader: &mut Reader, free: &Receiver<Batch>, to_workers: &Sender<Batch>) {
    while let Ok(mut batch) = free.recv() {
        if !batch.fill(reader, BATCH) || to_workers.send(batch).is_err() {
            return;
        }
    }
}

/// Analyses the chunks of a batch, each on whatever thread is free.
fn analyse(workers: &[Mutex<Worker>], task: &dyn Task, sources: &Sources, batch: &mut Batch) {
    let (bytes, chunks) = batch.parts();
    chunks.par_iter_mut().for_each(|chunk: &mut Chunk| {
        let index = rayon::current_thread_index().unwrap_or(0);
        // Nobody else uses this thread's worker, so that the lock is always free.
        let mut worker = workers[index].lock().unwrap_or_else(PoisonError::into_inner);
        worker.work(task, sources, bytes, chunk);
    });
}

/// Writes batches in the order in which they come, which is that of the input.
fn write(sink: &mut (dyn Sink + Send), done: &Receiver<Batch>, to_reader: &Sender<Batch>) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    while let Ok(mut batch) = done.recv() {
        for chunk in batch.chunks() {
            sink.records(&chunk.out)?;
            sink.contents(&chunk.contents)?;
            tally.reports += chunk.reports;
            tally.skipped = tally.skipped.plus(chunk.skipped);
            for reject in chunk.rejects.drain(..) {
                tally.rejected += 1;
                sink.reject(reject)?;
            }
        }
        tally.skipped.add_passed(batch.passed);
        sink.reached(batch.end, &tally, batch.size)?;
        // The reader may have reached its end.
        let _ = to_reader.send(batch);
    }
    Ok(tally)
}
