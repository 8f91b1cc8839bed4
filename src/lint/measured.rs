//! How often rules are right, as measured (docs/LINT.md).

use super::rule::Rule;
use crate::stats::wilson;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The figures, written by `benches/lint`.
const FIGURES: &str = include_str!("../../lexicons/lint/measured.toml");

static ALL: LazyLock<Figures> = LazyLock::new(|| toml::from_str(FIGURES).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Figures {
    /// Real reports that were read.
    reports: u64,
    rules: BTreeMap<String, Measured>,
}

/// The figures of a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Measured {
    /// Hits on real reports that nobody had changed.
    pub hits: u64,
    /// Of these, those that a reader called right.
    pub right: u64,
    /// Planted errors of its kind.
    pub planted: u64,
    /// Of these, those found.
    pub found: u64,
}

/// With fewer hits nothing is said of the precision.
const PROVEN: u64 = 10;

impl Measured {
    /// The figures of the rule with this code.
    pub fn of(code: &str) -> Self {
        ALL.rules.get(code).copied().unwrap_or_default()
    }

    /// How many hits there are in 1,000 reports.
    pub fn per_1000(self) -> f64 {
        if ALL.reports == 0 {
            0.0
        } else {
            self.hits as f64 * 1000.0 / ALL.reports as f64
        }
    }

    /// The precision to rank by: the lower end of its interval.
    fn sure(self) -> f64 {
        wilson(self.right, self.hits).map_or(0.5, |interval| interval.low)
    }

    /// In words.
    pub fn told(self) -> String {
        let real = match self.hits {
            0 => format!("no hit on {} real reports", ALL.reports),
            hits if hits < PROVEN => format!("unproven: {} of {hits} hits on {} real reports were right", self.right, ALL.reports),
            hits => {
                let interval = wilson(self.right, hits).unwrap_or_default();
                format!(
                    "{} of {hits} hits on {} real reports were right (95 % interval {:.2} to {:.2})",
                    self.right, ALL.reports, interval.low, interval.high
                )
            }
        };
        if self.planted == 0 {
            return real;
        }
        format!("{real}; {} of {} planted errors found", self.found, self.planted)
    }
}

/// The rules that together have at most so many hits in 1,000 reports, chosen by precision, the best first.
pub fn within_budget(mut rules: Vec<&'static Rule>, budget: f64) -> Vec<&'static Rule> {
    rules.sort_by(|a, b| {
        Measured::of(b.code)
            .sure()
            .total_cmp(&Measured::of(a.code).sure())
            .then(a.code.cmp(b.code))
    });
    let mut sum = 0.0;
    rules.retain(|rule| {
        let rate = Measured::of(rule.code).per_1000();
        let fits = sum + rate <= budget;
        sum += if fits { rate } else { 0.0 };
        fits
    });
    rules.sort_by_key(|rule| rule.code);
    rules
}
