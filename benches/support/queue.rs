//! How well the threads of a run are used, modelled from what chunks of reports cost.
//!
//! The cost of a chunk is the time of the processor for its analysis and records, measured on one thread. With these the model lets so many threads
//! take chunks: with a barrier behind each batch, as runs once did, and by the queue over several batches that they have now. Its sizes are those
//! of `src/io/runs`.

use crate::stages::{Bench, Stage};
use crate::texts::{Digits, Text};
use crate::yardstick::Clock;
use radsift::Extractor;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;

/// The sizes of `src/io/runs`.
const CHUNK_BYTES: usize = 32 << 10;
const CHUNK_RECORDS: usize = 256;
const BATCH: usize = (2 << 20) / CHUNK_BYTES;
const MADE: usize = 3;
/// Each chunk is measured so often; the best counts.
const ROUNDS: usize = 3;
/// So many batches go through the model: of chunks drawn from those measured.
const BATCHES: usize = 400;

/// The threads that are modelled.
pub const THREADS: [usize; 6] = [2, 8, 16, 32, 48, 64];

/// The cost of each chunk of these texts, in nanoseconds.
pub fn costs(extractor: &Extractor, texts: &[Text]) -> Vec<u64> {
    let mut bench = Bench::new(extractor, texts);
    let mut costs = Vec::new();
    let mut first = 0;
    while first < texts.len() {
        let mut bytes = 0;
        let fits = |text: &&Text| {
            let begun = bytes < CHUNK_BYTES;
            bytes += text.text.len();
            begun
        };
        let end = first + texts[first..].iter().take(CHUNK_RECORDS).take_while(fits).count();
        let time = |bench: &mut Bench<'_>| {
            let start = Clock::now();
            black_box(bench.run_some(Stage::Json, first..end));
            start.nanoseconds()
        };
        costs.push((0..ROUNDS).map(|_| time(&mut bench)).min().unwrap_or_default());
        first = end;
    }
    costs
}

/// The share of the threads' time that is work: with a barrier behind each batch, and by the queue.
pub fn efficiency(costs: &[u64], threads: usize) -> [f64; 2] {
    let mut digits = Digits(2026);
    let mut draw = || costs[digits.below(costs.len() as u64) as usize];
    let chunks: Vec<u64> = (0..BATCHES * BATCH).map(|_| draw()).collect();
    let work: u64 = chunks.iter().sum();
    let share = |end: u64| work as f64 / (end * threads as u64) as f64;
    let barrier = chunks.chunks(BATCH).map(|batch| end(batch, threads, usize::MAX)).sum();
    // Batches in use: one is being read and one written, the others hold chunks.
    let ahead = (threads * MADE * CHUNK_BYTES).div_ceil(BATCH * CHUNK_BYTES) * BATCH;
    [share(barrier), share(end(&chunks, threads, ahead.min(threads * MADE)))]
}

/// When the last of `chunks` is done, if none is begun before the one `ahead` places in front of it and all before that are done.
fn end(chunks: &[u64], threads: usize, ahead: usize) -> u64 {
    let mut free: BinaryHeap<Reverse<u64>> = (0..threads).map(|_| Reverse(0)).collect();
    // When each chunk and all before it are done.
    let mut done: Vec<u64> = Vec::with_capacity(chunks.len());
    for (number, cost) in chunks.iter().enumerate() {
        let Some(Reverse(worker)) = free.pop() else { break };
        let buffer = number.checked_sub(ahead).map_or(0, |before| done[before]);
        let at = worker.max(buffer) + cost;
        free.push(Reverse(at));
        done.push(done.last().map_or(at, |before: &u64| at.max(*before)));
    }
    done.last().copied().unwrap_or_default()
}
