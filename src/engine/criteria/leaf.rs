//! The compiled criterion: ids and words of the report contract turned into numbers and bit sets.

use crate::lexicon::{AttributeId, FindingId, SiteId};
use crate::report::{Discordance, FlagValue, FloorValue};
use crate::vocabulary::{Assertion, Certainty, Change, Laterality, Role, Temporality};
use smallvec::SmallVec;

/// A range of site numbers: from the first up to, not including, the second.
pub type SiteRange = (u16, u16);

/// A criterion, compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// What must hold.
    pub test: Test,
    /// True when it implies what it stands for and does not say it.
    pub inferred: bool,
}

/// What must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Any of these.
    Any(Vec<Criterion>),
    /// All of these.
    All(Vec<Criterion>),
    /// At least this many of these.
    AtLeast(usize, Vec<Criterion>),
    /// Not this.
    Not(Box<Criterion>),
    /// A statement of the report that meets the leaf with this number.
    Mention(u16),
    /// Phrases of the report: the number of the leaf, as in [`GradeTerm::Leaf`](crate::lexicon::GradeTerm::Leaf); true when they must be said as a fact.
    Words(u16, bool),
    /// An earlier flag, by index, with this value.
    Flag(usize, FlagValue),
    /// The kind of study.
    Modality(String),
    /// A part of the body that the study shows, by number.
    BodyPart(u16),
    /// One of these floors.
    Floor(Vec<FloorValue>),
    /// Whether a grade is stated as a current fact.
    StatedGrade(bool),
    /// Stated grade and floor compare in one of these ways.
    Discordance(Vec<Discordance>),
}

/// What a statement must be like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaf {
    /// One of these findings; `None` for any.
    pub findings: Option<SmallVec<[FindingId; 4]>>,
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
    /// Without any of these extents.
    pub not_extents: SmallVec<[AttributeId; 4]>,
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
    /// Not at a place of one of these.
    pub not_same_place: SmallVec<[FindingId; 2]>,
    /// In a report without any of these.
    pub not_same_report: SmallVec<[FindingId; 2]>,
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

    /// True when `site` lies in one of its ranges.
    pub(super) fn is_within(&self, site: SiteId) -> bool {
        self.within.iter().any(|r| holds(*r, site))
    }
}

/// True when `site` lies in the range.
pub(super) fn holds(range: SiteRange, site: SiteId) -> bool {
    range.0 <= site.0 && site.0 < range.1
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
            /// True when no value is in the set.
            pub fn is_empty(self) -> bool {
                self.0 == 0
            }
        }
    )+ };
}

set_of!(Assertion, Change, Laterality, Temporality);
