//! The compiled criterion: ids and words of the report contract turned into numbers and bit sets.

use super::facts::Bits;
use crate::extract::{Assertion, Certainty, Change, Laterality, Temporality};
use crate::lexicon::{AttributeId, FindingId, Role};
use crate::report::{Discordance, FlagValue, FloorValue};
use smallvec::SmallVec;

/// A range of site numbers: from the first up to, not including, the second.
pub type SiteRange = (u16, u16);

/// A criterion, compiled.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// What must hold.
    pub test: Test,
    /// True when it implies what it stands for and does not say it.
    pub inferred: bool,
}

/// What must hold.
#[derive(Clone, Debug)]
pub enum Test {
    /// Any of these.
    Any(Vec<Criterion>),
    /// All of these.
    All(Vec<Criterion>),
    /// At least this many of these.
    AtLeast(usize, Vec<Criterion>),
    /// Not this.
    Not(Box<Criterion>),
    /// A statement of the report. The glance tells most leaves that are not met without a look at the leaf itself.
    Mention(Glance, Box<Leaf>),
    /// Phrases of the report: entry number in the grade lane; true when they must be said as a fact.
    Words(u16, bool),
    /// An earlier flag, by index, with this value.
    Flag(usize, FlagValue),
    /// The kind of study.
    Modality(String),
    /// One of these floors.
    Floor(Vec<FloorValue>),
    /// Whether a grade is stated as a current fact.
    StatedGrade(bool),
    /// Stated grade and floor compare in one of these ways.
    Discordance(Vec<Discordance>),
}

/// What a statement must be like.
#[derive(Clone, Debug, Default)]
pub struct Leaf {
    /// One of these findings; `None` for any.
    pub findings: Option<SmallVec<[FindingId; 4]>>,
    /// The sites of `within` as a set, in words of 64.
    pub site_bits: Bits,
    /// What it asks for besides a finding and what is said of it.
    pub asks: Asks,
    /// None of these findings.
    pub except: SmallVec<[FindingId; 4]>,
    /// What it must say.
    pub says: Says,
    /// At least this certain.
    pub certainty: Option<Certainty>,
    /// At a site of one of these ranges.
    pub within: SmallVec<[SiteRange; 2]>,
    /// At no site of these ranges.
    pub outside: SmallVec<[SiteRange; 2]>,
    /// Said of one of these sites or of what holds it.
    pub covers: SmallVec<[u16; 2]>,
    /// On one of these sides; empty for any.
    pub sides: Set<Laterality>,
    /// Changed in one of these ways; empty for any.
    pub changes: Set<Change>,
    /// At one of these times; empty for the study itself.
    pub times: Set<Temporality>,
    /// In one of these sections; empty for those that make statements.
    pub sections: SmallVec<[Role; 2]>,
    /// With one of these extents.
    pub extents: SmallVec<[AttributeId; 4]>,
    /// With one of these severities.
    pub severities: SmallVec<[AttributeId; 4]>,
    /// Of one of these ages.
    pub acuities: SmallVec<[AttributeId; 2]>,
    /// Of none of these ages.
    pub not_acuities: SmallVec<[AttributeId; 2]>,
    /// Attributed to one of these.
    pub attributed_to: SmallVec<[FindingId; 2]>,
    /// Attributed to none of these.
    pub not_attributed_to: SmallVec<[FindingId; 2]>,
    /// Explained by a lesion, or not.
    pub explained: Option<bool>,
    /// At least this large.
    pub min_mm: Option<f32>,
    /// Over at least this many vertebral segments.
    pub min_segments: Option<u8>,
    /// In a study of this kind.
    pub modality: Option<String>,
}

impl Leaf {
    /// True when it speaks of the study itself, in sections that make statements.
    pub fn is_of_study(&self) -> bool {
        self.times.is_empty() && self.sections.is_empty()
    }

    /// Works out what is kept to find out faster that the leaf is not met.
    pub(super) fn prepare(mut self) -> (Glance, Self) {
        let mut bits = Bits::new();
        for finding in self.findings.iter().flatten() {
            set_bit(&mut bits, finding.index());
        }
        for range in &self.within {
            (range.0..range.1).for_each(|site| set_bit(&mut self.site_bits, site as usize));
        }
        let lists = [
            self.except.len(),
            self.extents.len(),
            self.severities.len(),
            self.acuities.len(),
            self.not_acuities.len(),
        ];
        let links = self.attributed_to.len() + self.not_attributed_to.len();
        let values = [
            self.certainty.is_some(),
            self.explained.is_some(),
            self.min_mm.is_some(),
            self.min_segments.is_some(),
        ];
        let rest = lists.iter().sum::<usize>() + links > 0 || values.contains(&true) || !self.is_of_study();
        self.asks = Asks {
            change: !self.changes.is_empty(),
            within: !self.within.is_empty(),
            place: !(self.outside.is_empty() && self.covers.is_empty() && self.sides.is_empty()),
            rest,
        };
        let looks_at = match self.says {
            _ if self.findings.is_none() || !self.is_of_study() => Side::Any,
            Says::Yes => Side::Claims,
            Says::No => Side::Denials,
            Says::One(_) => Side::Any,
        };
        (Glance { bits, looks_at }, self)
    }
}

/// Enough of a leaf to see that nothing in the report can meet it.
#[derive(Clone, Debug)]
pub struct Glance {
    /// Its findings as a set, in words of 64.
    pub bits: Bits,
    /// The statements it looks at.
    pub looks_at: Side,
}

/// Statements of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// That a finding is there.
    Claims,
    /// That it is not.
    Denials,
    /// All.
    Any,
}

/// What a leaf asks for besides a finding and what is said of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asks {
    /// A change.
    pub change: bool,
    /// A site of some.
    pub within: bool,
    /// Anything else about the place.
    pub place: bool,
    /// Anything else.
    pub rest: bool,
}

/// Adds a number to a set.
pub(super) fn set_bit(bits: &mut Bits, number: usize) {
    if bits.len() <= number / 64 {
        bits.resize(number / 64 + 1, 0);
    }
    bits[number / 64] |= 1 << (number % 64);
}

/// True when two sets have a member in common.
pub(super) fn meet(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

/// What a statement must say to meet a leaf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Says {
    /// That it is there: firmly, or hedged, which meets the leaf no more than that.
    #[default]
    Yes,
    /// That it is not there.
    No,
    /// One of these, whichever way that is asked for.
    One(Set<Assertion>),
}

/// A set of values of a closed vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set<T>(u8, std::marker::PhantomData<T>);

impl<T> Default for Set<T> {
    fn default() -> Self {
        Set(0, std::marker::PhantomData)
    }
}

macro_rules! set_of {
    ($($name:ident),+) => { $(
        impl FromIterator<$name> for Set<$name> {
            fn from_iter<I: IntoIterator<Item = $name>>(values: I) -> Self {
                Set(values.into_iter().fold(0, |set, value| set | 1 << value as u8), std::marker::PhantomData)
            }
        }
        impl Set<$name> {
            /// True when the value is in the set.
            pub fn has(self, value: $name) -> bool {
                self.0 & (1 << value as u8) != 0
            }
            /// True when the sets have a value in common.
            pub fn meets(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }
            /// True when no value is in the set.
            pub fn is_empty(self) -> bool {
                self.0 == 0
            }
        }
    )+ };
}

set_of!(Assertion, Change, Laterality, Temporality);
