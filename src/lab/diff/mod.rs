//! What changes between two readings of one archive: by two rule sets, or by two versions whose records were kept.
//!
//! Both ways end in two records of the output contract for each report, which [`compare()`] reads and pairs statement by
//! statement; [`Tally`] counts what differs and keeps the first few of each kind to be looked at. Tallies of neighbouring
//! stretches of an archive are merged in order, so that nothing depends on the number of threads.

mod compare;
mod kind;
mod lines;
mod pair;
mod record;
mod sample;
mod tally;

pub use compare::{Options, compare, same};
pub use kind::Kind;
pub use lines::{Files, diff_files};
pub use record::{Flag, Record, Site, Statement, Why};
pub use sample::{Reading, Sample};
pub use tally::{FlagChange, Tally};
