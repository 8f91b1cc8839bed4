//! Runs that read every report and write nothing: work on all threads, results in input order.

use super::buffers::{Batch, Chunk, ChunkOutput};
use super::locked;
use super::queue::LONG_TEXT;
use super::run::{Options, Tally, pool};
use super::worker::LONG;
use crate::error::Error;
use crate::input::{Reader, Reason, Record, Reject};
use crate::panic_guard::catch;
use rayon::prelude::*;
use std::sync::{Mutex, PoisonError};

/// The number of report bytes read at a time, with any number of threads: the borders between chunks must not
/// depend on the machine.
const BATCH: usize = 4 << 20;
/// The most rejections that are kept for the summary.
const SHOWN: usize = 10;
/// The work on each report.
pub trait Work: Sync {
    /// The working memory of one thread.
    type Memory: Default + Send;
    /// The result for a sequence of neighbouring reports.
    type Out: Default + Send;

    /// Processes one report. Nothing may be added to `out` before the report has been analysed, so that a report on which the analysis panics
    /// adds nothing.
    fn analyse(&self, memory: &mut Self::Memory, record: &Record<'_>, out: &mut Self::Out);
}

/// The result of a run.
#[derive(Debug, Default)]
pub struct Ended {
    /// The counts.
    pub tally: Tally,
    /// The first rejections.
    pub rejects: Vec<Reject>,
}

/// Reads everything from `reader` and passes the results to `take`, in input order.
///
/// # Errors
/// Only the errors of `take`, and that threads cannot be started.
pub fn each<W: Work>(
    work: &W,
    mut reader: Reader,
    options: &Options,
    mut take: impl FnMut(W::Out) -> Result<(), Error>,
) -> Result<Ended, Error> {
    let pool = pool(options.jobs)?;
    let memories: Vec<Mutex<(W::Memory, Vec<u8>)>> = (0..pool.current_num_threads()).map(|_| Mutex::default()).collect();
    let sources = reader.sources();
    // One long text at a time, as in `queue`.
    let long = Mutex::new(());
    let mut batch = Batch::default();
    let mut ended = Ended::default();
    while batch.fill(&mut reader, BATCH) {
        ended.tally.skipped = ended.tally.skipped.plus(batch.skipped);
        let (bytes, chunks) = (&batch.bytes, batch.chunks());
        let analyse = |chunk: &Chunk| {
            let mut out = W::Out::default();
            let mut made = ChunkOutput::default();
            // Each thread has its own memory, so the lock is always free.
            let index = rayon::current_thread_index().unwrap_or(0);
            let mut own = memories[index].lock().unwrap_or_else(PoisonError::into_inner);
            let (memory, file) = &mut *own;
            for raw in &chunk.raws {
                let read = catch(|| {
                    let record = raw.record(&sources, &options.fields, bytes, file)?;
                    let length = record.text.len();
                    let _alone = (length > LONG_TEXT).then(|| locked(&long));
                    work.analyse(memory, &record, &mut out);
                    if length > LONG {
                        *memory = W::Memory::default();
                    }
                    Ok(())
                });
                let read = read.unwrap_or_else(|fault| {
                    *memory = W::Memory::default();
                    Err(raw.reject(Reason::Panic(fault), None))
                });
                match read {
                    Ok(()) => made.reports += 1,
                    Err(reject) => made.rejects.push(reject),
                }
                file.shrink_to(LONG);
            }
            (out, made)
        };
        let outs: Vec<(W::Out, ChunkOutput)> = pool.install(|| chunks.par_iter().map(analyse).collect());
        for (out, made) in outs {
            ended.tally.reports += made.reports;
            ended.tally.rejected += made.rejects.len() as u64;
            let room = SHOWN - ended.rejects.len();
            ended.rejects.extend(made.rejects.into_iter().take(room));
            take(out)?;
        }
    }
    Ok(ended)
}
