//! What the leaves look at: the mentions of one report by finding, each with what it says.

use super::leaf::SiteRange;
use super::matches::{Matches, NONE};
use super::truth::Truth;
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::FindingId;
use crate::vocabulary::{Certainty, Change, Role, Stance};

/// What a statement says, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark(pub u8);

impl Mark {
    /// There, at least probably, and not gone.
    pub const FIRM: Mark = Mark(1);
    /// Hedged.
    pub const HEDGED: Mark = Mark(1 << 1);
    /// Not there. A denial of newness only ("no new") is none.
    pub const DENIED: Mark = Mark(1 << 2);
    /// Said of this study, in a section that makes statements.
    pub const CURRENT: Mark = Mark(1 << 3);
    /// Denied elsewhere in the report, with equal weight.
    pub const CONTRADICTED: Mark = Mark(1 << 4);
    /// A section of higher rank says otherwise.
    pub const OVERRULED: Mark = Mark(1 << 5);
    /// An oedema that a lesion explains.
    pub const EXPLAINED: Mark = Mark(1 << 6);
    /// An oedema that a lesion may explain: the report only suspects the lesion.
    pub const MAYBE_EXPLAINED: Mark = Mark(1 << 7);

    /// True when all of `other` is in the set.
    pub fn has(self, other: Mark) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when any of `other` is in the set.
    pub fn any(self, other: Mark) -> bool {
        self.0 & other.0 != 0
    }

    /// Adds to the set.
    pub fn add(&mut self, other: Mark) {
        self.0 |= other.0;
    }

    /// What `mention` says by itself.
    pub(super) fn of(mention: &Mention) -> Mark {
        let mut mark = match mention.assertion.stance() {
            Stance::Asserts if mention.change == Some(Change::Resolved) => Mark::DENIED,
            Stance::Asserts if mention.certainty >= Certainty::Probable => Mark::FIRM,
            Stance::Asserts | Stance::Hedges => Mark::HEDGED,
            // "No new X" denies that it is new, "no recurrent X" that it is back: neither says that it is not there.
            Stance::Denies if matches!(mention.change, None | Some(Change::Resolved)) => Mark::DENIED,
            Stance::Denies | Stance::Silent => Mark::default(),
        };
        if mention.is_current() {
            mark.add(Mark::CURRENT);
        }
        mark
    }
}

/// What is worked out about the mentions of a report. Reused from report to report.
#[derive(Debug, Default)]
pub struct CriteriaScratch {
    pub(super) marks: Vec<Mark>,
    /// First mention of each finding.
    pub(super) heads: Vec<u32>,
    /// The findings whose heads are set: clearing these costs what the report said, not what the lexicon knows.
    pub(super) named: Vec<FindingId>,
    /// Next mention of the same finding.
    pub(super) next: Vec<u32>,
    /// Statements that contradict each other, in order.
    pub(super) clashes: Vec<(u32, u32)>,
    /// Places that could not be judged.
    pub(super) obscured: Vec<SiteRange>,
    pub(super) matches: Matches,
}

impl CriteriaScratch {
    /// Forgets the mentions of the report before. The memory may come from reports read with another lexicon.
    pub(super) fn clear_heads(&mut self, findings: usize) {
        if self.heads.len() == findings {
            self.named.drain(..).for_each(|finding| self.heads[finding.index()] = NONE);
        } else {
            self.named.clear();
            self.heads.clear();
            self.heads.resize(findings, NONE);
        }
    }
}

/// The mentions of one report, ready for criteria.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The report.
    pub doc: &'a Document<'a>,
    /// Its mentions.
    pub mentions: &'a [Mention],
    pub(super) own: &'a mut CriteriaScratch,
}

impl<'a> Facts<'a> {
    /// The mentions of one finding, in order.
    pub fn of(&self, finding: FindingId) -> impl Iterator<Item = u32> + '_ {
        let step = move |&index: &u32| Some(self.own.next[index as usize]).filter(|&n| n != NONE);
        std::iter::successors(Some(self.own.heads[finding.index()]).filter(|&n| n != NONE), step)
    }

    /// What a mention says.
    pub fn mark(&self, index: u32) -> Mark {
        self.own.marks[index as usize]
    }

    /// Adds to what a mention says.
    pub fn add_mark(&mut self, index: u32, mark: Mark) {
        self.own.marks[index as usize].add(mark);
    }

    /// True when the report speaks of a finding only to deny it.
    pub fn is_only_denied(&self, finding: FindingId) -> bool {
        let now = || self.of(finding).map(|i| self.mark(i)).filter(|m| m.has(Mark::CURRENT));
        now().any(|m| m.has(Mark::DENIED)) && !now().any(|m| m.any(Mark(Mark::FIRM.0 | Mark::HEDGED.0)))
    }

    /// True when the report only suspects a finding.
    pub fn is_only_hedged(&self, finding: FindingId) -> bool {
        let now = || self.of(finding).map(|i| self.mark(i)).filter(|m| m.has(Mark::CURRENT));
        now().any(|m| m.has(Mark::HEDGED)) && !now().any(|m| m.has(Mark::FIRM))
    }

    /// The mentions that meet a leaf, each with how far, after [`Facts::meet`]; in no order.
    pub fn met_by(&self, leaf: u16) -> impl Iterator<Item = (u32, Truth)> + '_ {
        self.own.matches.of(leaf).map(|hit| (hit.mention, hit.truth))
    }

    /// The rank of the section a mention stands in.
    pub fn rank(&self, index: u32) -> u8 {
        rank(self.mentions[index as usize].role)
    }

    /// Notes the places of a statement that something could not be judged there.
    pub fn obscure(&mut self, index: u32) {
        let lexicon = self.doc.lexicon;
        let ranges = self.mentions[index as usize].sites.iter().map(|s| &lexicon.sites[s.site.index()]);
        self.own.obscured.extend(ranges.map(|s| (s.enter, s.leave)));
    }

    /// The statements that contradict this one.
    pub fn clashes_of(&self, index: u32) -> impl Iterator<Item = u32> + '_ {
        let all = &self.own.clashes;
        let from = all.partition_point(|c| c.0 < index);
        all[from..].iter().take_while(move |c| c.0 == index).map(|c| c.1)
    }
}

/// The rank of a section.
pub(super) fn rank(role: Role) -> u8 {
    match role {
        Role::Addendum => 3,
        Role::Impression => 2,
        _ => 1,
    }
}
