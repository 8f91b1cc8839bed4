//! The agreement of two readers.

use super::decisions::{Decision, Reader};
use super::draw::Sample;
use super::pool::PoolCase;
use crate::stats::{Kappa, kappa};
use serde::Serialize;

/// How far two readers agree, over the cases that both have decided.
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    /// The names of the readers.
    pub readers: [String; 2],
    /// The cases that both have decided.
    pub cases: u64,
    /// Rows are the decisions of the first reader, columns those of the second: yes, no, unsure.
    pub table: [[u64; 3]; 3],
    /// Over all three decisions; `None` without cases.
    pub all: Option<Kappa>,
    /// Over the cases of which both were sure.
    pub both_sure: Option<Kappa>,
}

/// A case about which two readers have decided differently.
#[derive(Clone, Copy, Debug)]
pub struct Disagreement<'a> {
    /// The case.
    pub case: &'a PoolCase,
    /// The decisions.
    pub decisions: [Decision; 2],
}

fn pairs<'a>(sample: &'a Sample<'a>, first: &'a Reader, second: &'a Reader) -> impl Iterator<Item = (&'a PoolCase, [Decision; 2])> {
    sample
        .cases
        .iter()
        .filter_map(|drawn| Some((drawn.case, [first.of(&drawn.case.case)?, second.of(&drawn.case.case)?])))
}

impl Agreement {
    /// Compares two readers.
    pub fn of(sample: &Sample<'_>, first: &Reader, second: &Reader) -> Self {
        let mut table = [[0; 3]; 3];
        for (_, [a, b]) in pairs(sample, first, second) {
            table[a as usize][b as usize] += 1;
        }
        let sure = [[table[0][0], table[0][1]], [table[1][0], table[1][1]]];
        Self {
            readers: [first.name.clone(), second.name.clone()],
            cases: table.iter().flatten().sum(),
            table,
            all: kappa(&table),
            both_sure: kappa(&sure),
        }
    }
}

/// The cases about which two readers have decided differently, in the order of the sample.
pub fn disagreements<'a>(sample: &'a Sample<'a>, first: &'a Reader, second: &'a Reader) -> Vec<Disagreement<'a>> {
    pairs(sample, first, second)
        .filter(|(_, [a, b])| a != b)
        .map(|(case, decisions)| Disagreement { case, decisions })
        .collect()
}
