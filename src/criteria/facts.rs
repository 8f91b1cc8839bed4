//! What the leaves look at: the mentions of one report by finding, each with what it says.

use super::leaf::{Set, SiteRange};
use super::standing;
use crate::extract::{Assertion, Certainty, Change, Input, Mention};
use crate::lexicon::FindingId;
use smallvec::{SmallVec, smallvec};

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
            Assertion::Absent => Mark::default(),
        };
        if mention.is_current() {
            mark.add(Mark::CURRENT);
        }
        mark
    }
}

/// A set of findings, in words of 64.
pub type Bits = SmallVec<[u64; 3]>;

/// No mention.
pub(super) const NONE: u32 = u32::MAX;

/// The mentions of one report, ready for criteria.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The report.
    pub input: &'a Input<'a>,
    /// Its mentions.
    pub mentions: &'a [Mention],
    pub(super) marks: SmallVec<[Mark; 64]>,
    /// First mention of each finding.
    pub(super) heads: SmallVec<[u32; 128]>,
    /// Next mention of the same finding.
    pub(super) next: SmallVec<[u32; 64]>,
    /// The sites of each mention as a set, `site_words` words each.
    site_bits: SmallVec<[u64; 64]>,
    site_words: usize,
    /// Findings of which a current statement claims that they are there, as a set.
    pub(super) claimed: Bits,
    /// Findings that a current statement denies, as a set.
    pub(super) denied: Bits,
    /// The changes that any mention has.
    pub(super) changes: Set<Change>,
    /// Statements that contradict each other.
    pub(super) clashes: SmallVec<[(u32, u32); 4]>,
    /// Places that could not be judged.
    pub(super) obscured: SmallVec<[SiteRange; 2]>,
}

impl<'a> Facts<'a> {
    /// Sorts the mentions by finding and works out which overrule or contradict which.
    pub fn new(input: &'a Input<'a>, mentions: &'a [Mention]) -> Self {
        let site_words = input.lexicon.sites.len().div_ceil(64);
        let mut facts = Self {
            input,
            site_bits: smallvec![0; site_words * mentions.len()],
            site_words,
            mentions,
            marks: mentions.iter().map(Mark::of).collect(),
            heads: smallvec![NONE; input.lexicon.findings.len()],
            next: smallvec![NONE; mentions.len()],
            claimed: smallvec![0; input.lexicon.findings.len().div_ceil(64)],
            denied: smallvec![0; input.lexicon.findings.len().div_ceil(64)],
            changes: mentions.iter().filter_map(|m| m.change).collect(),
            clashes: SmallVec::new(),
            obscured: SmallVec::new(),
        };
        let mut repeated = false;
        for (index, mention) in mentions.iter().enumerate().rev() {
            let (finding, mark) = (mention.finding.index(), facts.marks[index]);
            if mark.has(Mark::CURRENT) {
                let bit = |set: bool| u64::from(set) << (finding % 64);
                facts.claimed[finding / 64] |= bit(mark.any(Mark(Mark::FIRM.0 | Mark::HEDGED.0)));
                facts.denied[finding / 64] |= bit(mark.has(Mark::DENIED));
            }
            let sites = &mut facts.site_bits[index * site_words..][..site_words];
            for site in mention.sites.iter().map(|s| s.site.index()) {
                sites[site / 64] |= 1 << (site % 64);
            }
            let head = &mut facts.heads[finding];
            repeated |= *head != NONE;
            facts.next[index] = std::mem::replace(head, index as u32);
        }
        if repeated {
            standing::settle(&mut facts);
        }
        facts
    }

    /// The mentions of one finding, in order.
    pub fn of(&self, finding: FindingId) -> impl Iterator<Item = u32> + '_ {
        let step = move |&index: &u32| Some(self.next[index as usize]).filter(|&n| n != NONE);
        std::iter::successors(Some(self.heads[finding.index()]).filter(|&n| n != NONE), step)
    }

    /// The sites of a mention as a set, in words of 64.
    pub fn sites_of(&self, index: u32) -> &[u64] {
        &self.site_bits[index as usize * self.site_words..][..self.site_words]
    }

    /// What a mention says.
    pub fn mark(&self, index: u32) -> Mark {
        self.marks[index as usize]
    }

    /// Adds to what a mention says.
    pub fn add_mark(&mut self, index: u32, mark: Mark) {
        self.marks[index as usize].add(mark);
    }

    /// True when the report speaks of a finding only to deny it.
    pub fn is_only_denied(&self, finding: FindingId) -> bool {
        let has = |bits: &[u64]| bits[finding.index() / 64] & (1 << (finding.index() % 64)) != 0;
        has(&self.denied) && !has(&self.claimed)
    }

    /// The rank of the section a mention stands in.
    pub fn rank(&self, index: u32) -> u8 {
        standing::rank(self.mentions[index as usize].role)
    }

    /// Notes the places of a statement that something could not be judged there.
    pub fn obscure(&mut self, index: u32) {
        let lexicon = self.input.lexicon;
        let ranges = self.mentions[index as usize].sites.iter().map(|s| &lexicon.sites[s.site.index()]);
        self.obscured.extend(ranges.map(|s| (s.enter, s.leave)));
    }

    /// The statements that contradict this one.
    pub fn clashes_of(&self, index: u32) -> impl Iterator<Item = u32> + '_ {
        self.clashes.iter().filter(move |c| c.0 == index).map(|c| c.1)
    }
}
