//! Bulk runs: read batches, analyse their chunks on all threads, write them in input order.
//!
//! A fixed number of batches circulates between a reading thread, the workers and a writing thread. So memory does not
//! grow with the number of reports, and the output does not depend on the number of threads.

mod buffers;
mod choose;
mod columns;
mod crew;
mod days;
mod each;
mod odd_texts;
mod pseudonyms;
mod queue;
mod run;
mod shards;
mod tables;
mod task;
mod worker;

pub use choose::{All, Choice, Choose, content, draw};
pub use columns::{ColumnCells, Columns};
pub use crew::Crew;
pub use days::{calendar_day, day};
pub use each::{Ended, Work, each};
pub use odd_texts::OddTexts;
pub use pseudonyms::Pseudonyms;
pub use queue::Job;
pub use run::{Options, Tally, assert, render};
pub use shards::shards;
pub use tables::{TABLES, Tables};

use crate::error::Error;
use crate::input::{Position, Reject};
use crate::report::{Envelope, JsonWriter, Report};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Renders reports for the output of a run. Shared between its threads.
pub trait Render: Sync {
    /// Appends a report to the tables.
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables);

    /// Completes the output for a chunk of reports, for instance by packing it.
    ///
    /// # Errors
    /// Ends the run.
    fn complete(&self, _out: &mut Tables) -> Result<(), Error> {
        Ok(())
    }
}

impl Render for JsonWriter {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        self.write(&mut out[0], envelope, report);
    }
}

/// Receives the output of a run, in input order.
pub trait Sink {
    /// The run begins. `crew` does work of the sink until the end of the run.
    fn begin(&mut self, _crew: &Crew) {}

    /// Some consecutive records. The tables may be taken out.
    ///
    /// # Errors
    /// Ends the run.
    fn records(&mut self, tables: &mut Tables) -> Result<(), Error>;

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

    /// Everything has been passed on, and the crew is about to leave.
    ///
    /// # Errors
    /// Ends the run.
    fn end(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
