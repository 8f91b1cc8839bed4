//! What the leaves look at: the mentions of one report by finding, each with what it says.

use super::conflicts;
use super::leaf::SiteRange;
use super::matches::Matches;
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::FindingId;
use crate::vocabulary::{Assertion, Certainty, Change};

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
    fn of(mention: &Mention) -> Mark {
        let mut mark = match mention.assertion {
            Assertion::Present if mention.change == Some(Change::Resolved) => Mark::DENIED,
            Assertion::Present if mention.certainty >= Certainty::Probable => Mark::FIRM,
            Assertion::Present | Assertion::Possible => Mark::HEDGED,
            // "No new X" denies that it is new, "no recurrent X" that it is back: neither says that it is not there.
            Assertion::Absent if matches!(mention.change, None | Some(Change::Resolved)) => Mark::DENIED,
            Assertion::Absent | Assertion::NotAssessed => Mark::default(),
        };
        if mention.is_current() {
            mark.add(Mark::CURRENT);
        }
        mark
    }
}

/// No mention.
pub(super) const NONE: u32 = u32::MAX;

/// What is worked out about the mentions of a report. Reused from report to report.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) marks: Vec<Mark>,
    /// First mention of each finding.
    pub(super) heads: Vec<u32>,
    /// Next mention of the same finding.
    pub(super) next: Vec<u32>,
    /// Statements that contradict each other.
    pub(super) clashes: Vec<(u32, u32)>,
    /// Places that could not be judged.
    pub(super) obscured: Vec<SiteRange>,
    pub(super) matches: Matches,
}

/// The mentions of one report, ready for criteria.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The report.
    pub doc: &'a Document<'a>,
    /// Its mentions.
    pub mentions: &'a [Mention],
    pub(super) own: &'a mut Scratch,
}

impl<'a> Facts<'a> {
    /// Sorts the mentions by finding and works out which overrule or contradict which.
    pub fn new(doc: &'a Document<'a>, mentions: &'a [Mention], scratch: &'a mut Scratch) -> Self {
        let own = scratch;
        own.marks.clear();
        own.marks.extend(mentions.iter().map(Mark::of));
        own.heads.clear();
        own.heads.resize(doc.lexicon.findings.len(), NONE);
        own.next.clear();
        own.next.resize(mentions.len(), NONE);
        own.clashes.clear();
        own.obscured.clear();
        let mut repeated = false;
        for (index, mention) in mentions.iter().enumerate().rev() {
            let head = &mut own.heads[mention.finding.index()];
            repeated |= *head != NONE;
            own.next[index] = std::mem::replace(head, index as u32);
        }
        let mut facts = Self { doc, mentions, own };
        if repeated {
            conflicts::settle(&mut facts);
        }
        facts
    }

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

    /// The rank of the section a mention stands in.
    pub fn rank(&self, index: u32) -> u8 {
        conflicts::rank(self.mentions[index as usize].role)
    }

    /// Notes the places of a statement that something could not be judged there.
    pub fn obscure(&mut self, index: u32) {
        let lexicon = self.doc.lexicon;
        let ranges = self.mentions[index as usize].sites.iter().map(|s| &lexicon.sites[s.site.index()]);
        self.own.obscured.extend(ranges.map(|s| (s.enter, s.leave)));
    }

    /// The statements that contradict this one.
    pub fn clashes_of(&self, index: u32) -> impl Iterator<Item = u32> + '_ {
        self.own.clashes.iter().filter(move |c| c.0 == index).map(|c| c.1)
    }
}
