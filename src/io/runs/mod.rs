//! Bulk runs: read a batch, analyse it on all threads, write it in input order.
//!
//! A fixed number of batches circulates between a reading thread, the workers and a writing thread, so that memory does not
//! grow with the number of reports, and what comes out does not depend on how many threads there are.

mod buffers;
mod choose;
mod each;
mod run;
mod task;
mod worker;

pub use choose::{All, Choice, Choose, content, day, draw};
pub use each::{Ended, Work, each};
pub use run::{Options, Tally, assert, render};

use crate::error::Error;
use crate::input::{Position, Reject};
use crate::report::{Envelope, JsonWriter, Report};

/// What a run writes, by table; most forms of output have only one.
pub type Tables = [Vec<u8>; 2];

/// Turns reports into what a run writes. Shared between its threads.
pub trait Render: Sync {
    /// Appends a report to the tables.
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables);
}

impl Render for JsonWriter {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        self.write(&mut out[0], envelope, report);
    }
}

/// Takes in what a run gives out, in input order.
pub trait Sink {
    /// Some neighbouring records.
    ///
    /// # Errors
    /// Ends the run.
    fn records(&mut self, tables: &Tables) -> Result<(), Error>;

    /// A record that could not be read.
    ///
    /// # Errors
    /// Ends the run.
    fn reject(&mut self, reject: Reject) -> Result<(), Error>;

    /// The content of the records looked at, by [`content`], those skipped for it included.
    ///
    /// # Errors
    /// Ends the run.
    fn contents(&mut self, _contents: &[u64]) -> Result<(), Error> {
        Ok(())
    }

    /// All that stands before `next` in the input has been given out; `tally` counts it and `bytes` are its size since the last call.
    /// A run that begins there gives out the rest in the same pieces.
    ///
    /// # Errors
    /// Ends the run.
    fn reached(&mut self, _next: Position, _tally: &Tally, _bytes: u64) -> Result<(), Error> {
        Ok(())
    }
}
