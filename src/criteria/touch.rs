//! Which flags a report can set, so that the others cost nothing.
//!
//! A flag has a value only where one of the leaves it asks for is met, or where its criteria can hold in a report without
//! findings. What it asks *not* to be met cannot set it.

use super::flag_set::Flag;
use super::leaf::{Criterion, Test};
use crate::lexicon::GRADE_LEAVES;
use crate::report::FlagValue;
use crate::terms::Term;

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
        let mut uses: Vec<Uses> = Vec::new();
        for (index, flag) in flags.iter().enumerate() {
            let mut own = Uses {
                leaves: vec![false; leaves],
                phrases: vec![false; phrases],
                ..Uses::default()
            };
            for (criterion, decides) in flag.criteria() {
                own.look(criterion, decides, &uses);
                own.always |= decides && holds_on_nothing(criterion, &uses);
            }
            let bit = |set: bool| u64::from(set) << (index % 64);
            let place = index / 64;
            for (number, used) in own.leaves.iter().enumerate() {
                touch.leaves[number * words + place] |= bit(*used);
            }
            for (number, used) in own.phrases.iter().enumerate() {
                touch.phrases[number * words + place] |= bit(*used);
            }
            touch.always[place] |= bit(own.always);
            touch.late[place] |= bit(own.late);
            uses.push(own);
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

impl Flag {
    /// Its criteria; true for those that decide its value by themselves.
    fn criteria(&self) -> impl Iterator<Item = (&Criterion, bool)> {
        let decide = [Some(&self.yes), self.possible.as_ref(), self.no.as_ref()];
        let guard = [self.unless.as_ref(), self.contradicted_by.as_ref()];
        let decide = decide.into_iter().flatten().map(|c| (c, true));
        decide.chain(guard.into_iter().flatten().map(|c| (c, false)))
    }
}

/// What can set a flag.
#[derive(Default)]
struct Uses {
    leaves: Vec<bool>,
    phrases: Vec<bool>,
    always: bool,
    late: bool,
}

impl Uses {
    /// Adds what a criterion looks at; it `counts` where it can only make the flag be set.
    fn look(&mut self, criterion: &Criterion, counts: bool, earlier: &[Uses]) {
        match &criterion.test {
            Test::Any(children) | Test::All(children) | Test::AtLeast(_, children) => {
                children.iter().for_each(|c| self.look(c, counts, earlier));
            }
            Test::Not(child) => self.look(child, false, earlier),
            Test::Mention(leaf) => self.leaves[*leaf as usize] |= counts,
            Test::Words(entry, _) => self.phrases[(entry - GRADE_LEAVES) as usize] |= counts,
            Test::Modality(_) => {}
            Test::Flag(index, _) => {
                let other = &earlier[*index];
                if counts {
                    join(&mut self.leaves, &other.leaves);
                    join(&mut self.phrases, &other.phrases);
                }
                self.late |= other.late;
            }
            Test::Floor(_) | Test::StatedGrade(_) | Test::Discordance(_) => self.late = true,
        }
    }
}

fn join(own: &mut [bool], other: &[bool]) {
    own.iter_mut().zip(other).for_each(|(own, other)| *own |= other);
}

/// True when a criterion can be met in a report without findings and without the phrases of any leaf.
fn holds_on_nothing(criterion: &Criterion, earlier: &[Uses]) -> bool {
    let holds = |c: &Criterion| holds_on_nothing(c, earlier);
    match &criterion.test {
        Test::Any(children) => children.iter().any(holds),
        Test::All(children) => children.iter().all(holds),
        Test::AtLeast(least, children) => children.iter().filter(|c| holds(c)).count() >= *least,
        Test::Flag(index, value) => *value == FlagValue::NotStated || earlier[*index].always,
        Test::Mention(..) | Test::Words(..) => false,
        Test::Not(_) | Test::Modality(_) | Test::Floor(_) | Test::StatedGrade(_) | Test::Discordance(_) => true,
    }
}
