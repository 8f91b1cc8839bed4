//! An interval of 95 %.

use serde::Serialize;

/// An interval of 95 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Interval {
    /// The 2.5th and the 97.5th percentile of `values`, which are sorted by this; `None` without values.
    pub fn of_percentiles(values: &mut [f64]) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        let at = |part: f64| values.get((part * values.len() as f64) as usize).copied();
        Some(Self {
            low: at(0.025)?,
            high: at(0.975)?,
        })
    }

    /// The interval of `1 - p`, where this is the one of `p`.
    #[must_use]
    pub fn complement(self) -> Self {
        Self {
            low: 1.0 - self.high,
            high: 1.0 - self.low,
        }
    }
}
