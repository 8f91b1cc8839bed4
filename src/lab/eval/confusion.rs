//! The confusion matrix of statuses.

use super::stated::Stated;
use serde::Serialize;
use std::collections::BTreeSet;

/// How often each status of the gold (rows) is read as each status (columns): the values of [`Stated::ALL`], and *not stated* last.
/// The diagonal is right. The last row holds what was read and is not in the gold, the last column what is in the gold and was not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Matrix(pub [[u64; SIDE]; SIDE]);

/// The number of statuses, with *not stated*.
pub const SIDE: usize = Stated::ALL.len() + 1;
/// The index of *not stated*.
pub const UNSAID: usize = SIDE - 1;

impl Matrix {
    /// The names of rows and columns.
    pub fn labels() -> [&'static str; SIDE] {
        let mut labels = ["not_stated"; SIDE];
        for (label, stated) in labels.iter_mut().zip(Stated::ALL) {
            *label = stated.as_str();
        }
        labels
    }

    /// Adds one report.
    pub(super) fn add(&mut self, gold: &BTreeSet<Stated>, read: &BTreeSet<Stated>) {
        for stated in gold.intersection(read) {
            self.0[stated.index()][stated.index()] += 1;
        }
        let place = |stated: Option<Stated>| stated.map_or(UNSAID, Stated::index);
        for (expected, got) in differences(gold, read) {
            self.0[place(expected)][place(got)] += 1;
        }
        if gold.is_empty() && read.is_empty() {
            self.0[UNSAID][UNSAID] += 1;
        }
    }
}

/// The differences of two sets, side by side and in order; the longer side is paired with `None`.
pub(super) fn differences<T: Ord + Clone>(gold: &BTreeSet<T>, read: &BTreeSet<T>) -> Vec<(Option<T>, Option<T>)> {
    let mut missed = gold.difference(read).cloned();
    let mut wrong = read.difference(gold).cloned();
    let mut out = Vec::new();
    loop {
        match (missed.next(), wrong.next()) {
            (None, None) => return out,
            pair => out.push(pair),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Assertion;

    const PRESENT: Stated = Stated::Current(Assertion::Present);
    const POSSIBLE: Stated = Stated::Current(Assertion::Possible);
    const ABSENT: Stated = Stated::Current(Assertion::Absent);

    #[test]
    fn what_is_not_shared_stands_side_by_side() {
        let mut matrix = Matrix::default();
        matrix.add(&BTreeSet::from([PRESENT, ABSENT]), &BTreeSet::from([POSSIBLE, ABSENT]));
        matrix.add(&BTreeSet::from([PRESENT]), &BTreeSet::new());
        matrix.add(&BTreeSet::new(), &BTreeSet::from([ABSENT]));
        matrix.add(&BTreeSet::new(), &BTreeSet::new());
        let mut want = [[0; SIDE]; SIDE];
        want[0][1] = 1;
        want[2][2] = 1;
        want[0][UNSAID] = 1;
        want[UNSAID][2] = 1;
        want[UNSAID][UNSAID] = 1;
        assert_eq!(matrix.0, want);
    }
}
