//! What is said of one finding.

use crate::vocabulary::{Assertion, Certainty, Change, Laterality, Temporality};
use smallvec::SmallVec;

/// A place with its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of the site.
    pub site: usize,
    pub side: Option<Laterality>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// The number of the finding.
    pub finding: usize,
    pub assertion: Assertion,
    pub certainty: Certainty,
    pub temporality: Temporality,
    pub change: Option<Change>,
    pub places: SmallVec<[Place; 2]>,
    /// The side of the finding itself, where it has no place.
    pub side: Option<Laterality>,
    /// The vertebral level.
    pub level: Option<String>,
    pub size_mm: Option<u32>,
    /// The size in the previous study.
    pub before_mm: Option<u32>,
}

impl Statement {
    /// That a finding is there or not, without more.
    pub fn of(finding: usize, assertion: Assertion, temporality: Temporality) -> Self {
        let certainty = match assertion {
            Assertion::Possible => Certainty::Possible,
            _ => Certainty::Definite,
        };
        Self {
            finding,
            assertion,
            certainty,
            temporality,
            change: None,
            places: SmallVec::new(),
            side: None,
            level: None,
            size_mm: None,
            before_mm: None,
        }
    }

    /// True for a left or right that could be mistaken.
    pub fn has_side(&self) -> bool {
        self.sides().any(|side| opposite(side).is_some())
    }

    /// The same on the other side.
    pub fn mirrored(&self) -> Self {
        let mut mirrored = self.clone();
        let turn = |side: &mut Option<Laterality>| *side = side.map(|side| opposite(side).unwrap_or(side));
        turn(&mut mirrored.side);
        mirrored.places.iter_mut().for_each(|place| turn(&mut place.side));
        mirrored
    }

    fn sides(&self) -> impl Iterator<Item = Laterality> + '_ {
        self.places.iter().filter_map(|place| place.side).chain(self.side)
    }
}

fn opposite(side: Laterality) -> Option<Laterality> {
    match side {
        Laterality::Left => Some(Laterality::Right),
        Laterality::Right => Some(Laterality::Left),
        _ => None,
    }
}
