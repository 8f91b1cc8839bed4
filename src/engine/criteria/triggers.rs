//! Which flags a report can set, so that the others cost nothing.
//!
//! A flag has a value only where one of the leaves it needs is met, or where it needs none. What it asks *not* to be met cannot set
//! it, and of several things that must all be met it needs to wait for one.

use super::flag::Flag;
use super::leaf::{Criterion, Test};
use crate::lexicon::GradeTerm;
use crate::report::FlagValue;
use crate::terms::Term;
use smallvec::{SmallVec, smallvec};
use std::collections::BTreeSet;

/// What a flag can be, by the criterion that makes it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagOutcome {
    /// By `yes`.
    Yes,
    /// By `possible`.
    Possible,
    /// By `no`.
    No,
}

const WAYS: usize = 3;

/// Flags with the ways they can be set: for each 64 flags a set for each way.
#[derive(Clone, Debug, Default)]
pub struct Triggered {
    bits: SmallVec<[[u64; WAYS]; 1]>,
}

impl Triggered {
    fn none(flags: usize) -> Self {
        Self {
            bits: smallvec![[0; WAYS]; flags.div_ceil(64)],
        }
    }

    fn add(&mut self, flag: usize, way: FlagOutcome) {
        self.bits[flag / 64][way as usize] |= 1 << (flag % 64);
    }

    fn join(&mut self, other: &Self) {
        for (own, other) in self.bits.iter_mut().zip(&other.bits) {
            own.iter_mut().zip(other).for_each(|(own, other)| *own |= other);
        }
    }

    /// The flags, in order, that `of` has, which gives them by number of the word of 64.
    pub fn flags(&self, of: impl Fn(usize) -> u64) -> impl Iterator<Item = usize> {
        self.bits.iter().enumerate().flat_map(move |(word, ways)| {
            let mut rest = ways.iter().fold(0, |all, way| all | way) & of(word);
            std::iter::from_fn(move || {
                let lowest = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(word * 64 + lowest)
            })
        })
    }

    /// True when the report can set a flag this way.
    pub fn has(&self, flag: usize, way: FlagOutcome) -> bool {
        self.bits[flag / 64][way as usize] & (1 << (flag % 64)) != 0
    }
}

/// For each leaf and phrase the flags it can set.
#[derive(Debug, Default)]
pub(super) struct Trigger {
    leaves: Vec<Triggered>,
    phrases: Vec<Triggered>,
    /// Flags that are worked out whatever was found.
    pub always: Triggered,
    /// Flags that wait for the floor and the stated grades, as a set in words of 64.
    pub late: Vec<u64>,
}

impl Trigger {
    /// Looks at what each flag asks for; there are so many leaves and so many `words` leaves.
    pub fn new(flags: &[Flag], leaves: usize, phrases: usize) -> Self {
        let none = Triggered::none(flags.len());
        let mut touch = Self {
            leaves: vec![none.clone(); leaves],
            phrases: vec![none.clone(); phrases],
            always: none,
            late: vec![0; flags.len().div_ceil(64)],
        };
        let mut known: Vec<Uses> = Vec::new();
        for (index, flag) in flags.iter().enumerate() {
            let own = Uses::of(flag, &known);
            for (needs, way) in [
                (&own.yes, FlagOutcome::Yes),
                (&own.possible, FlagOutcome::Possible),
                (&own.no, FlagOutcome::No),
            ] {
                needs.leaves.iter().for_each(|&l| touch.leaves[l as usize].add(index, way));
                needs.phrases.iter().for_each(|&p| touch.phrases[p as usize].add(index, way));
                if needs.nothing {
                    touch.always.add(index, way);
                }
            }
            touch.late[index / 64] |= u64::from(own.late) << (index % 64);
            known.push(own);
        }
        touch
    }

    /// Adds the flags that a leaf can set.
    pub fn by_leaf(&self, leaf: u16, triggered: &mut Triggered) {
        triggered.join(&self.leaves[leaf as usize]);
    }

    /// Adds the flags that a phrase of the report can set.
    pub fn by_phrase(&self, term: &Term, triggered: &mut Triggered) {
        if let GradeTerm::Leaf(leaf) = term.grade()
            && let Some(flags) = self.phrases.get(leaf as usize)
        {
            triggered.join(flags);
        }
    }
}

/// What must be met for a criterion to hold: one of these, or nothing at all.
#[derive(Clone, Default)]
struct Needs {
    leaves: BTreeSet<u16>,
    phrases: BTreeSet<u16>,
    nothing: bool,
}

/// What each value of a flag needs.
struct Uses {
    yes: Needs,
    possible: Needs,
    no: Needs,
    late: bool,
}

impl Uses {
    fn of(flag: &Flag, earlier: &[Uses]) -> Self {
        let needs = |criterion: Option<&Criterion>| criterion.map_or_else(Needs::default, |c| Needs::of(c, earlier));
        let all = [
            Some(&flag.yes),
            flag.possible.as_ref(),
            flag.no.as_ref(),
            flag.unless.as_ref(),
            flag.contradicted_by.as_ref(),
        ];
        Self {
            yes: needs(Some(&flag.yes)),
            possible: needs(flag.possible.as_ref()),
            no: needs(flag.no.as_ref()),
            late: all.into_iter().flatten().any(|c| is_late(c, earlier)),
        }
    }
}

impl Needs {
    fn of(criterion: &Criterion, earlier: &[Uses]) -> Self {
        let mut own = Self::default();
        match &criterion.test {
            Test::Any(children) | Test::AtLeast(_, children) => children.iter().for_each(|c| own.add(&Self::of(c, earlier))),
            // All must hold: it is enough to wait for one of them.
            Test::All(children) => {
                let each = children.iter().map(|c| Self::of(c, earlier));
                own = each
                    .reduce(|first, other| if first.nothing { other } else { first })
                    .unwrap_or_default();
                own.nothing |= children.is_empty();
            }
            Test::Mention(leaf) => own.leaves.extend([*leaf]),
            Test::Words(leaf, _) => own.phrases.extend([*leaf]),
            Test::Flag(index, value) => {
                let Uses { yes, possible, no, .. } = &earlier[*index];
                match value {
                    FlagValue::Yes | FlagValue::Conflict => own.add(yes),
                    FlagValue::Possible => [yes, possible].into_iter().for_each(|n| own.add(n)),
                    FlagValue::No => own.add(no),
                    FlagValue::NotStated => own.nothing = true,
                }
            }
            Test::Not(_) | Test::Modality(_) | Test::BodyPart(_) | Test::Floor(_) | Test::StatedGrade(_) | Test::Discordance(_) => {
                own.nothing = true
            }
        }
        own
    }

    fn add(&mut self, other: &Self) {
        self.leaves.extend(&other.leaves);
        self.phrases.extend(&other.phrases);
        self.nothing |= other.nothing;
    }
}

/// True when a criterion looks at the floor or the stated grades.
fn is_late(criterion: &Criterion, earlier: &[Uses]) -> bool {
    match &criterion.test {
        Test::Any(children) | Test::All(children) | Test::AtLeast(_, children) => children.iter().any(|c| is_late(c, earlier)),
        Test::Not(child) => is_late(child, earlier),
        Test::Flag(index, _) => earlier[*index].late,
        Test::Mention(_) | Test::Words(..) | Test::Modality(_) | Test::BodyPart(_) => false,
        Test::Floor(_) | Test::StatedGrade(_) | Test::Discordance(_) => true,
    }
}
