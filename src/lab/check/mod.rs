//! Running the examples that every lexicon entry carries.
//!
//! `radsift lexicon check` and `cargo test` call the one function [`check`]. It lives above the pipeline because the examples
//! are read by the very extractor that reads reports. `lexicons/README.md` says what an example means to the person who
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
mod studies;
mod taken;

pub use entries::{Entry, EntryKind, entries};
pub use outcome::{CheckOutcome, Count, Failure};

use crate::Extractor;
use crate::lexicon::Library;
use outcome::Collector;
use reading::Reader;

/// Runs every example of a library's entries and those that can be made from its terms. `extractor` must have been made from
/// the library's own lexicon.
pub fn check(library: &Library, extractor: &Extractor) -> CheckOutcome {
    let mut collector = Collector::new(library);
    let mut reader = Reader::new(extractor);
    findings::run(library, &mut reader, &mut collector);
    sites::run(library, &mut reader, &mut collector);
    sections::run(library, &mut reader, &mut collector);
    studies::run(library, &mut reader, &mut collector);
    flags::run(library, &mut reader, &mut collector);
    grades::run(library, &mut reader, &mut collector);
    minimum::run(library, &mut collector);
    generated::run(library, &mut reader, &mut collector);
    cells::run(library, &mut reader, &mut collector);
    collector.outcome
}
