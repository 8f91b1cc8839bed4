//! Bulk runs: read batches, analyse their chunks on all threads, write them in input order.
//!
//! A fixed number of batches circulates between a reading thread, the workers and a writing thread. So memory does not
//! grow with the number of reports, and the output does not depend on the number of threads.

mod buffers;
mod choose;
mod each;
mod queue;
mod run;
mod task;
mod worker;

pub use choose::{All, Choice, Choose, content, day, draw};
pub use each::{Ended, Work, each};
pub use run::{Options, Tally, assert, render};

use crate::error::Error;
use crate::input::{Position, Reject};
use crate::report::{Envelope, JsonWriter, Report};

/// The output of a run, by table; most forms of output have only one.
pub type Tables = [Vec<u8>; 2];

/// Renders reports for the output of a run. Shared between its threads.
pub trait Render: Sync {
    /// Appends a report to the tables.
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables);
}

impl Render for JsonWriter {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        self.write(&mut out[0], envelope, report);
    }
}

/// Receives the output of a run, in input order.
pub trait Sink {
    /// Some consecutive records.
    ///
    /// # Errors
    /// Ends the run.
    fn records(&mut self, tables: &Tables) -> Result<(), Error>;

    /// A record that could not be read.
    ///
    /// # Errors
    /// Ends the run.
    fn reject(&mut self, reject: Reject) -> Result<(), Error>;

    /// The content hashes of records, from [`content`], including those of records that are skipped because of their hash.
    ///
    /// # Errors
    /// Ends the run.
    fn contents(&mut self, _contents: &[u64]) -> Result<(), Error> {
        Ok(())
    }

    /// Everything before `next` in the input has been passed on; `tally` counts it and `bytes` is its size since the last call.
    /// A run that starts at `next` passes on the rest in the same pieces.
    ///
    /// # Errors
    /// Ends the run.
    fn reached(&mut self, _next: Position, _tally: &Tally, _bytes: u64) -> Result<(), Error> {
        Ok(())
    }
}
