//! Counts the differences over a whole archive.

use super::kind::DifferenceKind;
use super::sample::Sample;
use serde::Serialize;
use std::collections::BTreeMap;

/// The differences between two readings of a set of reports. Its size depends on the rules, not on the number of reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiffTally {
    /// Reports that were read.
    pub reports: u64,
    /// Reports with a statement or a flag that differs.
    pub changed: u64,
    /// The number of statements in the old and in the new reading.
    pub statements: [u64; 2],
    /// Statements that differ, by kind; one that differs in several ways is counted in each.
    pub kinds: BTreeMap<DifferenceKind, u64>,
    /// Changes of value, by kind: `present -> absent`.
    pub turns: BTreeMap<(DifferenceKind, String), u64>,
    /// The differences of each finding, by kind.
    pub findings: BTreeMap<String, BTreeMap<DifferenceKind, u64>>,
    /// Flags that differ: flag, old value, new value.
    pub flags: BTreeMap<FlagChange, u64>,
    /// The first few samples of each kind; a statement that differs in several ways is listed under the first kind.
    pub samples: BTreeMap<DifferenceKind, Vec<Sample>>,
    /// For each change of a flag, the ids of the first few reports.
    pub flag_reports: BTreeMap<FlagChange, Vec<String>>,
    /// The rule sets of the first record.
    pub rulesets: Option<[String; 2]>,
}

/// A flag with a different value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FlagChange {
    /// The flag.
    pub flag: String,
    /// The old value; `-` when the old rules do not have the flag.
    pub old: String,
    /// The new value; `-` when the new rules do not have the flag.
    pub new: String,
}

impl DiffTally {
    /// True when every report is read the same; the rules may differ.
    pub fn is_same(&self) -> bool {
        self.changed == 0
    }

    /// Adds a report with this number of statements whose two readings are the same.
    pub fn alike(&mut self, rulesets: [&str; 2], statements: u64) {
        self.reports += 1;
        self.statements = self.statements.map(|own| own + statements);
        self.rulesets.get_or_insert_with(|| rulesets.map(str::to_owned));
    }

    /// Adds the differences of later reports, and keeps at most `most` samples of each kind.
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
