//! True positives, false positives and false negatives.

use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::AddAssign;

/// How often a reading was right, wrong, or missed something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// In the gold and read.
    pub right: u64,
    /// Read, and not in the gold.
    pub wrong: u64,
    /// In the gold, and not read.
    pub missed: u64,
}

impl Counts {
    /// The counts for two sets.
    pub(super) fn of<T: Ord>(gold: &BTreeSet<T>, read: &BTreeSet<T>) -> Self {
        let right = gold.intersection(read).count();
        Self {
            right: right as u64,
            wrong: (read.len() - right) as u64,
            missed: (gold.len() - right) as u64,
        }
    }

    /// The fraction of what was read that is right; 0 when nothing was read.
    pub fn precision(self) -> f64 {
        share(self.right, self.wrong)
    }

    /// The fraction of the gold that was read; 0 when the gold is empty.
    pub fn recall(self) -> f64 {
        share(self.right, self.missed)
    }

    /// The harmonic mean of precision and recall; 0 when both are 0.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    /// The number of mistakes.
    pub fn mistakes(self) -> u64 {
        self.wrong + self.missed
    }

    /// The counts with their ratios.
    pub fn figures(self) -> Figures {
        Figures {
            precision: self.precision(),
            recall: self.recall(),
            f1: self.f1(),
            counts: self,
        }
    }
}

impl Counts {
    /// Adds the counts of a report that was drawn so many times.
    pub(super) fn add_times(&mut self, other: Self, times: u64) {
        self.right += other.right * times;
        self.wrong += other.wrong * times;
        self.missed += other.missed * times;
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

fn share(part: u64, rest: u64) -> f64 {
    if part + rest == 0 {
        0.0
    } else {
        part as f64 / (part + rest) as f64
    }
}

/// Counts and their ratios.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Figures {
    /// See [`Counts::precision`].
    pub precision: f64,
    /// See [`Counts::recall`].
    pub recall: f64,
    /// See [`Counts::f1`].
    pub f1: f64,
    /// The counts.
    #[serde(flatten)]
    pub counts: Counts,
}
