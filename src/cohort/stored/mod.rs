//! What a run has written, read back: one report after the other, as far as cohorts need it.

mod jsonl;
mod report;
mod run;
mod tables;
mod unpacked;

pub use report::{StoredFinding, StoredFlag, StoredReport};
pub use run::{Batch, RunFolder, RunInfo};
