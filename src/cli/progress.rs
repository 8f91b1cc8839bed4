//! The progress of a run: a bar on a terminal, and a line at intervals elsewhere.

use super::terminal::{count, note};
use crate::input::SourcesRead;
use crate::runs::Tally;
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The interval between two lines where there is no terminal.
const EVERY: Duration = Duration::from_secs(10);

/// Shows the progress of a run.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    ledger: Arc<SourcesRead>,
    start: Instant,
    said: Instant,
    total: Option<u64>,
}

impl Progress {
    /// The progress of a run over `total` bytes, where that is known, that are read through `ledger`.
    pub fn new(ledger: Arc<SourcesRead>, total: Option<u64>) -> Self {
        let bar = stderr().is_terminal().then(|| {
            let bar = match total {
                Some(total) => {
                    ProgressBar::new(total).with_style(style("{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {msg}, {eta} left"))
                }
                None => ProgressBar::new_spinner().with_style(style("{spinner} {bytes} {bytes_per_sec} {msg}")),
            };
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        let start = Instant::now();
        Self {
            bar,
            ledger,
            start,
            said: start,
            total,
        }
    }

    /// Updates the counts.
    pub fn show(&mut self, tally: &Tally) {
        let bytes = self.ledger.bytes();
        let counts = || format!("{}, {} rejected", count(tally.records(), "record"), tally.rejected);
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
            bar.set_message(counts());
        } else if self.said.elapsed() >= EVERY {
            self.said = Instant::now();
            let seconds = self.start.elapsed().as_secs_f64();
            let speed = bytes as f64 / 1e6 / seconds;
            let left = self.total.map(|total| {
                let left = seconds * total.saturating_sub(bytes) as f64 / bytes.max(1) as f64;
                format!(", {} left", HumanDuration(Duration::from_secs_f64(left)))
            });
            note(&format!("{}, {speed:.1} MB/s{}", counts(), left.unwrap_or_default()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
