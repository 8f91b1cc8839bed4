//! Which flags a report can set, so that the others cost nothing.
//!
//! A flag has a value only where one of the leaves it needs is met, or where it needs none. What it asks *not* to be met cannot set
//! it, and of several things that must all be met it needs to wait for one.

use super::flag_set::Flag;
use super::leaf::{Criterion, Test};
use crate::lexicon::GRADE_LEAVES;
use crate::report::FlagValue;
use crate::terms::Term;
use std::collections::BTreeSet;

/// Sets of flags, in words of 64.
#[derive(Debug, Default)]
pub struct Touch {
    words: usize,
    /// For each leaf the flags it can set.
    leaves: Vec<u64>,
    /// For each `words` leaf the flags it can set.
    phrases: Vec<u64>,
    /// Flags that are worked out whatever was found.
    pub(super) always: Vec<u64>,
    /// Flags that wait for the floor and the stated grades.
    pub(super) late: Vec<u64>,
}

impl Touch {
    /// Looks at what each flag asks for; there are so many leaves and so many `words` leaves.
    pub(super) fn new(flags: &[Flag], leaves: usize, phrases: usize) -> Self {
        let words = flags.len().div_ceil(64);
        let mut touch = Self {
            words,
            leaves: vec![0; words * leaves],
            phrases: vec![0; words * phrases],
            always: vec![0; words],
            late: vec![0; words],
        };
        let mut known: Vec<Uses> = Vec::new();
        for (index, flag) in flags.iter().enumerate() {
            let own = Uses::of(flag, &known);
            let (bit, place) = (1u64 << (index % 64), index / 64);
            for needs in own.needs() {
                for &leaf in &needs.leaves {
                    touch.leaves[leaf as usize * words + place] |= bit;
                }
                for &phrase in &needs.phrases {
                    touch.phrases[phrase as usize * words + place] |= bit;
                }
                touch.always[place] |= if needs.nothing { bit } else { 0 };
            }
            touch.late[place] |= if own.late { bit } else { 0 };
            known.push(own);
        }
        touch
    }

    /// Adds the flags that a leaf can set.
    pub(super) fn by_leaf(&self, leaf: u16, touched: &mut [u64]) {
        add(touched, &self.leaves[leaf as usize * self.words..]);
    }

    /// Adds the flags that a phrase of the report can set.
    pub(super) fn by_phrase(&self, term: &Term, touched: &mut [u64]) {
        if let Some(leaf) = term.entry.checked_sub(GRADE_LEAVES) {
            add(touched, self.phrases.get(leaf as usize * self.words..).unwrap_or_default());
        }
    }
}

fn add(touched: &mut [u64], flags: &[u64]) {
    touched.iter_mut().zip(flags).for_each(|(t, f)| *t |= f);
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

    fn needs(&self) -> [&Needs; 3] {
        [&self.yes, &self.possible, &self.no]
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
            Test::Words(entry, _) => own.phrases.extend([entry - GRADE_LEAVES]),
            Test::Flag(index, value) => {
                let Uses { yes, possible, no, .. } = &earlier[*index];
                match value {
                    FlagValue::Yes | FlagValue::Conflict => own.add(yes),
                    FlagValue::Possible => [yes, possible].into_iter().for_each(|n| own.add(n)),
                    FlagValue::No => own.add(no),
                    FlagValue::NotStated => own.nothing = true,
                }
            }
            Test::Not(_) | Test::Modality(_) | Test::Floor(_) | Test::StatedGrade(_) | Test::Discordance(_) => own.nothing = true,
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
        Test::Mention(_) | Test::Words(..) | Test::Modality(_) => false,
        Test::Floor(_) | Test::StatedGrade(_) | Test::Discordance(_) => true,
    }
}
