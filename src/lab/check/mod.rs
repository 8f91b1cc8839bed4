//! Runs the examples of the lexicon entries.
//!
//! `radsift lexicon check` and `cargo test` call the same function, [`check`]. The module is above the pipeline because the examples
//! are read by the same extractor that reads reports. `lexicons/README.md` explains the meaning of an example to the person who
//! writes it.

mod cells;
mod entries;
mod findings;
mod flags;
mod generated;
mod grades;
mod marks;
mod minimum;
mod outcome;
mod place;
mod reading;
mod sections;
mod sites;
mod statements;
mod studies;
mod taken;

pub use entries::{Entry, EntryKind, entries};
pub use outcome::{CheckOutcome, Count, Failure};

use crate::Extractor;
use crate::lexicon::Library;
use outcome::Collector;
use reading::Reader;

/// Runs every example of a library's entries, and those that can be generated from its terms. `extractor` must be made from
/// the lexicon of the same library.
pub fn check(library: &Library, extractor: &Extractor) -> CheckOutcome {
    let mut collector = Collector::new(library);
    let mut reader = Reader::new(extractor);
    findings::run(library, &mut reader, &mut collector);
    sites::run(library, &mut reader, &mut collector);
    sections::run(library, &mut reader, &mut collector);
    studies::run(library, &mut reader, &mut collector);
    flags::run(library, &mut reader, &mut collector);
    grades::run(library, &mut reader, &mut collector);
    statements::run(library, &mut reader, &mut collector);
    minimum::run(library, &mut collector);
    generated::run(library, &mut reader, &mut collector);
    cells::run(library, &mut reader, &mut collector);
    collector.outcome
}
