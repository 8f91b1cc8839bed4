//! The statements of one report that meet each leaf.

use super::truth::Truth;

/// No mention, and no hit.
pub(super) const NONE: u32 = u32::MAX;

/// The statements that meet each leaf, in lists without order. Reused from report to report.
#[derive(Debug, Default)]
pub(super) struct Matches {
    /// For each leaf its first hit.
    first: Vec<u32>,
    all: Vec<Hit>,
}

/// A statement that meets a leaf.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub mention: u32,
    /// How far it meets it.
    pub truth: Truth,
    next: u32,
}

impl Matches {
    /// No hit for any of so many leaves.
    pub fn clear(&mut self, leaves: usize) {
        self.all.clear();
        self.first.clear();
        self.first.resize(leaves, NONE);
    }

    pub fn add(&mut self, leaf: u16, mention: u32, truth: Truth) {
        let next = std::mem::replace(&mut self.first[leaf as usize], self.all.len() as u32);
        self.all.push(Hit { mention, truth, next });
    }

    /// The matches of one leaf.
    pub fn of(&self, leaf: u16) -> impl Iterator<Item = Hit> + '_ {
        let at = |index: u32| self.all.get(index as usize).copied();
        std::iter::successors(at(self.first[leaf as usize]), move |hit| at(hit.next))
    }
}
