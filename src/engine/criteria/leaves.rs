//! Every leaf of a rule set, with tables that lead from a statement to the few leaves it can meet.

use super::facts::Mark;
use super::leaf::{Leaf, Says};
use crate::lexicon::{FindingId, Lexicon, SiteId};

/// The leaves of a rule set by number; a leaf that is written several times has one number.
#[derive(Debug, Default)]
pub struct Leaves {
    pub(super) all: Vec<Leaf>,
    /// For each finding and kind of statement, where the entries begin that ask for a change, and where the others; and the end.
    starts: Vec<[u32; 2]>,
    entries: Vec<IndexedLeaf>,
    /// For each leaf the sites of `within`, then those that hold a site of `covers`, as sets of `site_words` words each.
    sites: Vec<u64>,
    site_words: usize,
}

/// A leaf that statements of one finding and kind can meet.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexedLeaf {
    pub leaf: u16,
    pub asks: Asks,
}

/// What a leaf asks for besides a finding and what is said of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asks {
    /// That it is claimed, or that it is denied, and no more of what is said of it.
    pub plain: bool,
    /// A change.
    pub change: bool,
    /// A site of some.
    pub within: bool,
    /// That it holds for a site.
    pub covers: bool,
    /// Anything else.
    pub rest: bool,
}

/// Statements of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StatementKind {
    /// That a finding is there, in this study.
    Claim,
    /// That it is not, in this study.
    Denial,
    /// All else.
    Other,
}

const KINDS: [StatementKind; 3] = [StatementKind::Claim, StatementKind::Denial, StatementKind::Other];

impl StatementKind {
    fn of(mark: Mark) -> Self {
        match mark.has(Mark::CURRENT) {
            true if mark.any(Mark(Mark::FIRM.0 | Mark::HEDGED.0)) => Self::Claim,
            true if mark.has(Mark::DENIED) => Self::Denial,
            _ => Self::Other,
        }
    }

    /// True when a statement of this kind can say what the leaf asks for.
    fn can_meet(self, leaf: &Leaf) -> bool {
        match (self, leaf.says) {
            (_, Says::One(_)) => true,
            (Self::Claim, says) => says == Says::Yes,
            (Self::Denial, says) => says == Says::No,
            (Self::Other, _) => !leaf.is_of_study(),
        }
    }
}

impl Leaves {
    /// The leaf with this number.
    pub fn get(&self, number: u16) -> &Leaf {
        &self.all[usize::from(number)]
    }

    /// Makes the tables.
    pub fn new(all: Vec<Leaf>, lexicon: &Lexicon) -> Self {
        let mut leaves = Self {
            site_words: lexicon.sites.len().div_ceil(64),
            ..Self::default()
        };
        for finding in (0..lexicon.findings.len()).map(|f| FindingId(f as u16)) {
            let can_be = |leaf: &Leaf| leaf.findings.as_ref().is_none_or(|f| f.contains(&finding)) && !leaf.except.contains(&finding);
            for kind in KINDS {
                let changing = leaves.entries.len() as u32;
                let mut own: Vec<IndexedLeaf> = (0..)
                    .zip(&all)
                    .filter(|(_, leaf)| can_be(leaf) && kind.can_meet(leaf))
                    .map(|(leaf, of)| IndexedLeaf {
                        leaf,
                        asks: Asks::of(of, kind),
                    })
                    .collect();
                own.sort_by_key(|entry| !entry.asks.change);
                let others = changing + own.partition_point(|entry| entry.asks.change) as u32;
                leaves.entries.extend(own);
                leaves.starts.push([changing, others]);
            }
        }
        leaves.starts.push([leaves.entries.len() as u32; 2]);
        for leaf in &all {
            let holds_one = |site| leaf.covers.iter().any(|&c| lexicon.within(SiteId(c), site));
            leaves.add_sites(lexicon, |site| leaf.is_within(site));
            leaves.add_sites(lexicon, holds_one);
        }
        Self { all, ..leaves }
    }

    fn add_sites(&mut self, lexicon: &Lexicon, is_in: impl Fn(SiteId) -> bool) {
        let start = self.sites.len();
        self.sites.resize(start + self.site_words, 0);
        for site in (0..lexicon.sites.len()).filter(|&s| is_in(SiteId(s as u16))) {
            self.sites[start + site / 64] |= 1 << (site % 64);
        }
    }

    /// The leaves that a statement of `finding` marked like this, of a change or of none, can meet.
    pub(super) fn of(&self, finding: FindingId, mark: Mark, change: bool) -> &[IndexedLeaf] {
        let at = finding.index() * KINDS.len() + StatementKind::of(mark) as usize;
        let [all, others] = self.starts[at];
        &self.entries[if change { all } else { others } as usize..self.starts[at + 1][0] as usize]
    }

    /// True when `site` is one of the sites of `within` of a leaf.
    pub(super) fn is_within(&self, leaf: u16, site: SiteId) -> bool {
        self.has_site(leaf as usize * 2, site)
    }

    /// True when `site` holds one of the sites of `covers` of a leaf.
    pub(super) fn holds_part(&self, leaf: u16, site: SiteId) -> bool {
        self.has_site(leaf as usize * 2 + 1, site)
    }

    fn has_site(&self, set: usize, site: SiteId) -> bool {
        self.sites[set * self.site_words + site.index() / 64] & (1 << (site.index() % 64)) != 0
    }
}

impl Asks {
    fn of(leaf: &Leaf, kind: StatementKind) -> Self {
        let lists = [
            leaf.outside.len(),
            leaf.extents.len(),
            leaf.not_extents.len(),
            leaf.severities.len(),
            leaf.acuities.len(),
            leaf.not_acuities.len(),
            leaf.attributed_to.len(),
            leaf.not_attributed_to.len(),
            leaf.not_same_place.len(),
            leaf.not_same_report.len(),
        ];
        let values = [
            !leaf.sides.is_empty(),
            leaf.certainty.is_some(),
            leaf.explained.is_some(),
            leaf.min_mm.is_some(),
            leaf.min_segments.is_some(),
            leaf.modality.is_some(),
            !leaf.is_of_study(),
        ];
        Self {
            plain: kind != StatementKind::Other && !matches!(leaf.says, Says::One(_)),
            change: !leaf.changes.is_empty(),
            within: !leaf.within.is_empty(),
            covers: !leaf.covers.is_empty(),
            rest: lists.iter().any(|&l| l > 0) || values.contains(&true),
        }
    }
}
