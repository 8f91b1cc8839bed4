//! Bulk runs: read a batch, analyse it on all threads, write it in input order.
//!
//! A fixed number of batches goes round between a reading thread, the workers and a writing thread, so that memory does not
//! grow with the archive, and what comes out does not depend on how many threads there are.

mod each;
mod ring;
mod run;
mod task;
mod worker;

pub use each::{Ended, Work, each};
pub use run::{Options, Tally, assert, run};

use crate::error::Error;
use crate::input::Reject;

/// Takes in what a run gives out, in input order.
pub trait Sink {
    /// Records as JSON Lines.
    ///
    /// # Errors
    /// Ends the run.
    fn records(&mut self, lines: &[u8]) -> Result<(), Error>;

    /// A record that could not be read.
    ///
    /// # Errors
    /// Ends the run.
    fn reject(&mut self, reject: Reject) -> Result<(), Error>;
}
