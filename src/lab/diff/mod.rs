//! What changes between two readings of one archive: by two rule sets, or by two versions whose records were kept.
//!
//! Both ways end in two records of the output contract for each report, which `compare` reads and pairs statement by
//! statement; [`DiffTally`] counts what differs and keeps the first few of each kind to be looked at. Tallies of neighbouring
//! stretches of an archive are merged in order, so that nothing depends on the number of threads.

mod compare;
mod kind;
mod lines;
mod pair;
mod record;
mod sample;
mod tally;

pub use compare::{DiffOptions, compare, same};
pub use kind::DifferenceKind;
pub use lines::{RecordFiles, diff_files};
pub use record::{ComparedFlag, ComparedRecord, ComparedSite, ComparedStatement, Why};
pub use sample::{Sample, SampledStatement};
pub use tally::{DiffTally, FlagChange};
