//! What differs over a whole archive, counted.

use super::kind::DifferenceKind;
use super::sample::Sample;
use serde::Serialize;
use std::collections::BTreeMap;

/// What differs between two readings of some reports. Its size depends on the rules, not on the number of reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiffTally {
    /// Reports read.
    pub reports: u64,
    /// Reports with a statement or a flag that is read otherwise.
    pub changed: u64,
    /// Statements of the old and of the new reading.
    pub statements: [u64; 2],
    /// Statements that differ, by kind; one that differs in several ways is counted in each.
    pub kinds: BTreeMap<DifferenceKind, u64>,
    /// What became what, by kind: `present -> absent`.
    pub turns: BTreeMap<(DifferenceKind, String), u64>,
    /// By finding, the kinds.
    pub findings: BTreeMap<String, BTreeMap<DifferenceKind, u64>>,
    /// Flags that differ: flag, old value, new value.
    pub flags: BTreeMap<FlagChange, u64>,
    /// The first few of each kind; a statement that differs in several ways stands under the first of them.
    pub samples: BTreeMap<DifferenceKind, Vec<Sample>>,
    /// For each change of a flag the first few reports, by id.
    pub flag_reports: BTreeMap<FlagChange, Vec<String>>,
    /// The rule sets of the first record.
    pub rulesets: Option<[String; 2]>,
}

/// A flag with another value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FlagChange {
    /// The flag.
    pub flag: String,
    /// What it was; `-` where the old rules do not have it.
    pub old: String,
    /// What it is; `-` where the new rules do not have it.
    pub new: String,
}

impl DiffTally {
    /// True when every report is read alike; rules may differ.
    pub fn is_same(&self) -> bool {
        self.changed == 0
    }

    /// Takes in a report of which both readings are the same, with so many statements.
    pub fn alike(&mut self, rulesets: [&str; 2], statements: u64) {
        self.reports += 1;
        self.statements = self.statements.map(|own| own + statements);
        self.rulesets.get_or_insert_with(|| rulesets.map(str::to_owned));
    }

    /// Takes in what differs in later reports, keeping `most` samples of each kind.
    pub fn merge(&mut self, later: Self, most: usize) {
        self.reports += later.reports;
        self.changed += later.changed;
        self.statements[0] += later.statements[0];
        self.statements[1] += later.statements[1];
        add(&mut self.kinds, later.kinds);
        add(&mut self.turns, later.turns);
        add(&mut self.flags, later.flags);
        for (finding, kinds) in later.findings {
            add(self.findings.entry(finding).or_default(), kinds);
        }
        for (kind, samples) in later.samples {
            keep(self.samples.entry(kind).or_default(), samples, most);
        }
        for (change, ids) in later.flag_reports {
            keep(self.flag_reports.entry(change).or_default(), ids, most);
        }
        self.rulesets = self.rulesets.take().or(later.rulesets);
    }
}

fn add<K: Ord>(own: &mut BTreeMap<K, u64>, later: BTreeMap<K, u64>) {
    for (key, count) in later {
        *own.entry(key).or_default() += count;
    }
}

fn keep<T>(own: &mut Vec<T>, later: Vec<T>, most: usize) {
    let room = most.saturating_sub(own.len());
    own.extend(later.into_iter().take(room));
}
