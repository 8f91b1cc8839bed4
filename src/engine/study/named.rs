//! What names of studies say.

use crate::lexicon::{Lexicon, StudyTerm};
use crate::terms::Term;
use crate::vocabulary::Region;

/// Which of several things is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum One {
    /// None.
    #[default]
    Silent,
    /// Only this one, by its number.
    Is(u16),
    /// Several, so that none can be taken.
    Several,
}

impl One {
    /// Takes in what was said somewhere else.
    pub(super) fn add(&mut self, number: u16) {
        *self = match *self {
            Self::Silent => Self::Is(number),
            Self::Is(own) if own == number => Self::Is(own),
            _ => Self::Several,
        };
    }

    /// The one that is named.
    pub fn get(self) -> Option<u16> {
        match self {
            Self::Is(number) => Some(number),
            _ => None,
        }
    }
}

/// Parts of the body: a bit for each number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts(u64);

impl Parts {
    pub(super) fn add(&mut self, number: u16) {
        self.0 |= 1_u64.checked_shl(number.into()).unwrap_or(0);
    }

    /// True when this one is named.
    pub fn has(self, number: u16) -> bool {
        1_u64.checked_shl(number.into()).is_some_and(|bit| self.0 & bit != 0)
    }

    /// True when none is named.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Their numbers, in the order of the lexicon.
    pub fn numbers(self) -> impl Iterator<Item = u16> {
        (0..64).filter(move |n| self.0 & (1 << n) != 0)
    }

    /// The region that all of them belong to.
    pub(super) fn region(self, lexicon: &Lexicon) -> Option<Region> {
        let mut all = self.numbers().map(|n| lexicon.studies.body_parts[n as usize].region);
        let first = all.next()??;
        all.all(|region| region == Some(first)).then_some(first)
    }
}

/// What names say of a study.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub modality: One,
    pub parts: Parts,
}

impl Named {
    /// Takes in terms of the study lane.
    pub fn add<'t>(&mut self, terms: impl IntoIterator<Item = &'t Term>) {
        for term in terms {
            match term.study() {
                StudyTerm::BodyPart(part) => self.parts.add(part),
                StudyTerm::Modality(modality) => self.modality.add(modality),
            }
        }
    }
}
