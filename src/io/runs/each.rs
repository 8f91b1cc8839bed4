//! Runs that look at every report and write nothing: work on all threads, results in input order.

use super::buffers::{Batch, Chunk, ChunkOutput};
use super::run::{Options, Tally, pool};
use super::worker::LONG;
use crate::error::Error;
use crate::input::{Reader, Reason, Record, Reject};
use crate::panic_guard::catch;
use rayon::prelude::*;
use std::sync::{Mutex, PoisonError};

/// So many bytes of reports are read at a time, with any number of threads: where one chunk ends and the next begins must not
/// depend on the machine.
const BATCH: usize = 4 << 20;
/// How many rejections are kept to be shown.
const SHOWN: usize = 10;
/// What is done with each report.
pub trait Work: Sync {
    /// The working memory of one thread.
    type Memory: Default + Send;
    /// The result for some neighbouring reports.
    type Out: Default + Send;

    /// Takes in one report. Nothing goes into `out` before it has been analysed: a report that the program fails on leaves nothing there.
    fn analyse(&self, memory: &mut Self::Memory, record: &Record<'_>, out: &mut Self::Out);
}

/// How a run ended.
#[derive(Debug, Default)]
pub struct Ended {
    /// How many reports were read.
    pub tally: Tally,
    /// The first records that could not be read.
    pub rejects: Vec<Reject>,
}

/// Reads everything that `reader` hands out and gives the results to `take`, in input order.
///
/// # Errors
/// Only what `take` says, and that no threads can be had.
pub fn each<W: Work>(
    work: &W,
    mut reader: Reader,
    options: &Options,
    mut take: impl FnMut(W::Out) -> Result<(), Error>,
) -> Result<Ended, Error> {
    let pool = pool(options.jobs)?;
    let memories: Vec<Mutex<(W::Memory, Vec<u8>)>> = (0..pool.current_num_threads()).map(|_| Mutex::default()).collect();
    let sources = reader.sources();
    let mut batch = Batch::default();
    let mut ended = Ended::default();
    while batch.fill(&mut reader, BATCH) {
        ended.tally.skipped = ended.tally.skipped.plus(batch.skipped);
        let (bytes, chunks) = batch.parts();
        let analyse = |chunk: &Chunk| {
            let mut out = W::Out::default();
            let mut made = ChunkOutput::default();
            // Only this thread uses its memory, so the lock is always free.
            let index = rayon::current_thread_index().unwrap_or(0);
            let mut own = memories[index].lock().unwrap_or_else(PoisonError::into_inner);
            let (memory, file) = &mut *own;
            for raw in &chunk.raws {
                let read = catch(|| {
                    let record = raw.record(&sources, &options.fields, bytes, file)?;
                    work.analyse(memory, &record, &mut out);
                    Ok(record.text.len())
                });
                let read = read.unwrap_or_else(|fault| {
                    *memory = W::Memory::default();
                    Err(raw.reject(Reason::Panic(fault), None))
                });
                match read {
                    Ok(length) => {
                        made.reports += 1;
                        if length > LONG {
                            *memory = W::Memory::default();
                        }
                    }
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
