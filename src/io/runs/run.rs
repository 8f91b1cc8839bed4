//! The run itself.

use super::buffers::{Batch, CHUNK_BYTES, ChunkOutput};
use super::choose::Choose;
use super::crew::Crew;
use super::odd_texts::OddTexts;
use super::pseudonyms::Pseudonyms;
use super::queue::{Made, Next, Queue};
use super::task::{Assertion, Extraction, Task};
use super::worker::Worker;
use super::{Render, Sink};
use crate::Extractor;
use crate::error::Error;
use crate::input::Skipped;
use crate::input::{Fields, Reader};
use crate::report::AssertWriter;
use crate::text::OffsetUnit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// The number of chunk outputs per thread that may wait for the writer: few enough to be in the processor's cache when they are written.
const MADE: usize = 3;
/// The size of a batch in bytes of reports, with any number of threads: the borders between batches must not depend on the machine.
const BATCH: usize = 2 << 20;

/// The number of batches: one is being read, one written, and the others hold as many chunks as the workers may be ahead of the writer.
fn batches(threads: usize) -> usize {
    2 + (threads * MADE * CHUNK_BYTES).div_ceil(BATCH)
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
    /// Takes the place of ids in the output; `None` leaves them.
    pub pseudonyms: Option<Pseudonyms>,
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
    /// Reports read of which the text is probably no report in English.
    #[serde(default)]
    pub odd_texts: OddTexts,
}

impl Tally {
    /// The sum of both counts.
    pub fn plus(self, other: &Self) -> Self {
        Self {
            reports: self.reports + other.reports,
            rejected: self.rejected + other.rejected,
            skipped: self.skipped.plus(other.skipped),
            odd_texts: self.odd_texts.plus(other.odd_texts),
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
        pseudonyms: options.pseudonyms.as_ref(),
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
    let sources = reader.sources();
    let queue = Arc::new(Queue::new(threads * MADE));
    sink.begin(&Crew::of(&queue));
    let (to_reader, free) = channel();
    let (to_writer, filled) = channel();
    let (done, made) = channel();
    for _ in 0..batches(threads) {
        // The receiver is alive, so this cannot fail.
        let _ = to_reader.send(Batch::default());
    }
    thread::scope(|scope| {
        let queue = &*queue;
        scope.spawn(move || fill_batches(&mut reader, &free, queue, &to_writer));
        let written = scope.spawn(move || {
            let _close = Closing(queue);
            write(sink, queue, &filled, &made, &to_reader)
        });
        pool.broadcast(|_| {
            let mut worker = Worker::default();
            while let Some(next) = queue.take(&done) {
                match next {
                    Next::Job(job) => job(),
                    Next::Chunk(mut taken) => {
                        let number = taken.number();
                        let wait = || queue.wait_for_turn(number);
                        if let Some((bytes, chunk, made)) = taken.parts() {
                            worker.work(task, (&sources, bytes, &wait), chunk, made);
                        }
                    }
                }
            }
        });
        written.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Closes the queue when the writer ends, whatever ends it.
struct Closing<'q>(&'q Queue);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// The thread pool of a run; 0 jobs means all cores.
pub(super) fn pool(jobs: usize) -> Result<rayon::ThreadPool, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|e| Error::usage(format!("no threads: {e}")))
}

/// Fills free batches until the input ends or the writer has stopped. The writer gets each batch too: it closes them in this order.
fn fill_batches(reader: &mut Reader, free: &Receiver<Batch>, queue: &Queue, to_writer: &Sender<Arc<Batch>>) {
    while let Ok(mut batch) = free.recv() {
        if !batch.fill(reader, BATCH) {
            return;
        }
        let batch = Arc::new(batch);
        queue.add(Arc::clone(&batch));
        if to_writer.send(batch).is_err() {
            return;
        }
    }
}

/// Writes chunks in input order as they arrive, and closes batches.
fn write(
    sink: &mut (dyn Sink + Send),
    queue: &Queue,
    filled: &Receiver<Arc<Batch>>,
    made: &Receiver<Made>,
    to_reader: &Sender<Batch>,
) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    let mut in_order = InOrder::new(made);
    for batch in filled {
        for _ in batch.chunks() {
            // A worker that has panicked ends the run; the panic goes on from there.
            let Some(mut made) = in_order.next() else { return Ok(tally) };
            take(sink, &mut made, &mut tally)?;
            made.clear();
            queue.give_back(made);
        }
        tally.skipped = tally.skipped.plus(batch.skipped);
        sink.reached(batch.end, &tally, batch.size)?;
        // The reader may have reached the end of the input.
        let _ = to_reader.send(Arc::try_unwrap(batch).unwrap_or_default());
    }
    sink.end()?;
    Ok(tally)
}

/// The outputs of chunks in input order, as they come from the workers in any order.
struct InOrder<'r> {
    made: &'r Receiver<Made>,
    early: BTreeMap<u64, ChunkOutput>,
    next: u64,
}

impl<'r> InOrder<'r> {
    fn new(made: &'r Receiver<Made>) -> Self {
        Self {
            made,
            early: BTreeMap::new(),
            next: 0,
        }
    }
}

impl Iterator for InOrder<'_> {
    type Item = ChunkOutput;

    /// `None` when a worker has panicked.
    fn next(&mut self) -> Option<ChunkOutput> {
        loop {
            if let Some(made) = self.early.remove(&self.next) {
                self.next += 1;
                return Some(made);
            }
            let Made(number, made) = self.made.recv().ok()?;
            self.early.insert(number, made?);
        }
    }
}

/// Passes on the output for a chunk.
fn take(sink: &mut (dyn Sink + Send), made: &mut ChunkOutput, tally: &mut Tally) -> Result<(), Error> {
    if let Some(failed) = made.failed.take() {
        return Err(failed);
    }
    sink.records(&mut made.out)?;
    sink.contents(&made.contents)?;
    tally.reports += made.reports;
    tally.skipped = tally.skipped.plus(made.skipped);
    tally.odd_texts = tally.odd_texts.plus(made.odd);
    for reject in made.rejects.drain(..) {
        tally.rejected += 1;
        sink.reject(reject)?;
    }
    Ok(())
}
