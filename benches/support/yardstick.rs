//! What a run is compared with: the bare scan of the same text, and the analysis alone, both on one thread.
//!
//! Time is that of the processor, so that other work on the machine disturbs it less than it disturbs a clock.

use crate::stages::{Bench, Stage, Step};
use crate::texts::{Text, bytes};
use radsift::Extractor;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

/// What is measured beside a run.
pub const STAGES: [Stage; 4] = [Stage::BareScan, Stage::BareWords, Stage::Analysis, Stage::Json];
/// Reports in a chunk. Stages take turns over the chunks, which are so large that a stage finds its own tables in the processor's cache
/// nearly all the time, as it does when it reads a whole archive.
const CHUNK: usize = 1 << 14;
/// So often each stage reads each chunk; the best time counts.
const ROUNDS: usize = 3;

/// Megabytes of text a second of each of [`STAGES`].
pub fn speeds(extractor: &Extractor, texts: &[Text]) -> [f64; STAGES.len()] {
    let mut bench = Bench::new(extractor, texts);
    let mut nanoseconds = [0_u64; STAGES.len()];
    for first in (0..texts.len()).step_by(CHUNK) {
        let chunk = first..texts.len().min(first + CHUNK);
        let mut best = [u64::MAX; STAGES.len()];
        for _ in 0..ROUNDS {
            for (stage, best) in STAGES.into_iter().zip(&mut best) {
                let start = Clock::now();
                black_box(bench.run_some(stage, chunk.clone()));
                *best = start.nanoseconds().min(*best);
            }
        }
        for (sum, best) in nanoseconds.iter_mut().zip(best) {
            *sum += best;
        }
    }
    nanoseconds.map(|ns| bytes(texts) as f64 * 1e3 / ns.max(1) as f64)
}

/// Reads all texts once as far as `stage`; a tool that counts instructions finds them below this function.
#[inline(never)]
pub fn counted(bench: &mut Bench<'_>, stage: Stage) -> usize {
    black_box(bench.run(stage))
}

/// The stages whose instructions are counted, by the words that the command line has for them.
pub const COUNTED: [(&str, Stage); 11] = [
    ("bare-scan", Stage::BareScan),
    ("bare-words", Stage::BareWords),
    ("folding", Stage::UpTo(Step::Fold)),
    ("scan", Stage::UpTo(Step::Scan)),
    ("structure", Stage::UpTo(Step::Structure)),
    ("findings", Stage::UpTo(Step::Findings)),
    ("context", Stage::UpTo(Step::Context)),
    ("summary", Stage::UpTo(Step::Summary)),
    ("flags", Stage::UpTo(Step::Flags)),
    ("analysis", Stage::Analysis),
    ("json", Stage::Json),
];

/// A clock of this thread's processor time where the system has one, or else of the wall.
pub struct Clock {
    wall: Instant,
    spent: Option<u64>,
}

impl Clock {
    /// Starts it.
    pub fn now() -> Self {
        Self {
            wall: Instant::now(),
            spent: spent(),
        }
    }

    /// The time since.
    pub fn nanoseconds(&self) -> u64 {
        match (self.spent, spent()) {
            (Some(before), Some(now)) if now > before => now - before,
            _ => self.wall.elapsed().as_nanos() as u64,
        }
    }
}

/// Nanoseconds that this thread has run; Linux only.
fn spent() -> Option<u64> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split(' ').next()?.parse().ok()
}
