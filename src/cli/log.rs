//! The log of a run for programs: one line of JSON for each event. Names of files and positions, never words of a report.

use super::terminal::note;
use super::{Outcome, exit_code_of};
use crate::error::Error;
use crate::input::{Reject, Skipped, SourcesRead};
use crate::output::{Access, LogFile};
use crate::runs::Tally;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The least time between two lines about the progress.
const EVERY: Duration = Duration::from_secs(5);

/// The options of the log.
#[derive(Debug, clap::Args)]
pub(super) struct LogArgs {
    /// Writes a log for programs in place of messages for people
    #[arg(long, value_enum, value_name = "FORMAT")]
    log_format: Option<LogFormat>,
    /// Appends the log to a file instead of standard error, which then keeps the messages for people
    #[arg(long, value_name = "FILE", requires = "log_format")]
    log: Option<PathBuf>,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum LogFormat {
    /// One JSON object a line
    Json,
}

impl LogArgs {
    /// True when standard error belongs to the log.
    pub fn takes_stderr(&self) -> bool {
        self.log_format.is_some() && self.log.is_none()
    }

    /// Opens the log, if one is asked for.
    pub fn open(&self, access: Access) -> Result<Option<Log>, Error> {
        if self.log_format.is_none() {
            return Ok(None);
        }
        let file = self.log.as_deref().map(|path| LogFile::append(path, access)).transpose()?;
        Ok(Some(Log { file, said: None }))
    }
}

/// An event of a run.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(super) enum Event<'a> {
    /// The run begins, or goes on.
    Start {
        version: &'a str,
        ruleset: &'a str,
        output: String,
        inputs: usize,
        bytes: Option<u64>,
        resumed: bool,
    },
    /// So much is done, by all attempts.
    Progress {
        records: u64,
        rejected: u64,
        skipped: u64,
        bytes: u64,
    },
    /// A record could not be read.
    Rejected {
        #[serde(flatten)]
        reject: &'a Reject,
    },
    /// A shard is whole: its files with their sizes.
    Shard { number: u32, files: BTreeMap<&'a str, u64> },
    /// The run is complete.
    End {
        outcome: &'static str,
        exit_code: u8,
        records: u64,
        reports: u64,
        rejected: u64,
        skipped: Skipped,
        rejected_for: &'a BTreeMap<String, u64>,
        seconds: f64,
    },
    /// The run ended without being complete.
    Failed { exit_code: u8, message: String },
}

impl Event<'_> {
    /// The progress by these counts.
    pub fn progress<'a>(tally: &Tally, read: &Arc<SourcesRead>) -> Event<'a> {
        Event::Progress {
            records: tally.records(),
            rejected: tally.rejected,
            skipped: tally.skipped.total(),
            bytes: read.bytes(),
        }
    }

    /// The end with all counts.
    pub fn end<'a>(tally: &Tally, rejected_for: &'a BTreeMap<String, u64>, seconds: f64) -> Event<'a> {
        let outcome = Outcome::of(tally);
        Event::End {
            outcome: match outcome {
                Outcome::Done | Outcome::Found => "done",
                Outcome::Rejections => "rejections",
                Outcome::NothingRead => "nothing_read",
            },
            exit_code: outcome.exit_code(),
            records: tally.records(),
            reports: tally.reports,
            rejected: tally.rejected,
            skipped: tally.skipped,
            rejected_for,
            seconds,
        }
    }

    /// The end by an error.
    pub fn failed(error: &Error) -> Self {
        Event::Failed {
            exit_code: exit_code_of(error),
            message: error.to_string(),
        }
    }
}

/// An open log.
pub(super) struct Log {
    file: Option<LogFile>,
    said: Option<Instant>,
}

impl Log {
    /// Writes an event. That the progress was told is enough every few seconds.
    pub fn event(&mut self, event: &Event<'_>) {
        if matches!(event, Event::Progress { .. }) {
            if self.said.is_some_and(|said| said.elapsed() < EVERY) {
                return;
            }
            self.said = Some(Instant::now());
        }
        #[derive(Serialize)]
        struct Line<'a> {
            /// Seconds since 1970.
            time: f64,
            #[serde(flatten)]
            event: &'a Event<'a>,
        }
        let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64());
        let time = (time * 1_000.0).round() / 1_000.0;
        let Ok(line) = serde_json::to_string(&Line { time, event }) else {
            return;
        };
        match &mut self.file {
            Some(file) => file.line(&line),
            None => note(&line),
        }
    }
}
