//! The differences between two readings of one archive: by two rule sets, or by two versions whose records were kept.
//!
//! Both cases compare two records of each report. `compare` reads them and pairs their statements;
//! [`DiffTally`] counts the differences and keeps the first few of each kind as samples. The tallies of neighbouring
//! parts of an archive are merged in order, so that the result does not depend on the number of threads.

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
