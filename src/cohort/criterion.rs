//! Criteria over visits: what single reports say, joined over the reports of a visit.
//!
//! Each leaf is worked out for one report, by the same code as in flags; `any`, `all`, `at_least` and `not` join what the reports of a visit say
//! together. So "no mass" in the report of the head and a mass in that of the spine are a visit with a mass.

use crate::criteria::{Criterion, Test};
use crate::vocabulary::Certainty;
use serde::{Deserialize, Serialize};

/// How firmly something is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not met.
    #[default]
    Unmet,
    /// By hedged statements only.
    Possible,
    /// By statements that are at least probable.
    Probable,
    /// By definite statements.
    Definite,
}

impl Level {
    /// The levels that a cohort can ask for, the strictest first.
    pub const FLOORS: [Level; 3] = [Level::Definite, Level::Probable, Level::Possible];

    /// The word of the cohort file.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Unmet => "unmet",
            Level::Possible => "possible",
            Level::Probable => "probable",
            Level::Definite => "definite",
        }
    }

    /// The level of a word of the cohort file.
    pub fn named(word: &str) -> Option<Self> {
        Self::FLOORS.into_iter().find(|level| level.as_str() == word)
    }

    /// The level of a statement that is as certain as this.
    pub fn of(certainty: Certainty) -> Self {
        match certainty {
            Certainty::Definite => Level::Definite,
            Certainty::Probable => Level::Probable,
            _ => Level::Possible,
        }
    }

    /// What the contrary of something met at this level is met at: not at all by what is at least probable, hedged by what is hedged.
    fn opposite(self) -> Self {
        match self {
            Level::Unmet => Level::Definite,
            Level::Possible => Level::Possible,
            Level::Probable | Level::Definite => Level::Unmet,
        }
    }

    fn from_bits(bits: u8) -> Self {
        [Level::Unmet, Level::Possible, Level::Probable, Level::Definite][usize::from(bits & 3)]
    }
}

/// What reports say of one leaf or criterion: how firmly it is met, and what else is said of the same findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said(u8);

impl Said {
    /// Denied.
    pub const DENIED: u8 = 1 << 2;
    /// Asked for or feared: in the clinical details, or hypothetical.
    pub const HYPOTHETICAL: u8 = 1 << 3;
    /// Of the past.
    pub const HISTORICAL: u8 = 1 << 4;

    /// Met at this level.
    pub fn at(level: Level) -> Self {
        Self(level as u8)
    }

    /// As it is stored.
    pub fn to_byte(self) -> u8 {
        self.0
    }

    /// From what is stored.
    pub fn from_byte(byte: u8) -> Self {
        Self(byte)
    }

    /// How firmly it is met.
    pub fn level(self) -> Level {
        Level::from_bits(self.0)
    }

    /// The same at another level.
    pub fn with_level(self, level: Level) -> Self {
        Self((self.0 & !3) | level as u8)
    }

    /// Adds one of the other things said.
    pub fn note(&mut self, bit: u8) {
        self.0 |= bit;
    }

    /// True when this is said.
    pub fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    /// What two reports say together: the firmer level, and all else that either says.
    pub fn join(self, other: Self) -> Self {
        Self((self.0 | other.0) & !3).with_level(self.level().max(other.level()))
    }
}

/// A criterion over a visit.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Any of these.
    Any(Vec<Node>),
    /// All of these.
    All(Vec<Node>),
    /// At least this many of these.
    AtLeast(usize, Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// The leaf with this number.
    Leaf(u16),
}

impl Node {
    /// Takes the nodes of a compiled criterion; each leaf joins `leaves`, once.
    pub fn of(criterion: &Criterion, leaves: &mut Vec<Test>) -> Self {
        let mut list = |all: &[Criterion]| all.iter().map(|child| Self::of(child, leaves)).collect();
        match &criterion.test {
            Test::Any(children) => Self::Any(list(children)),
            Test::All(children) => Self::All(list(children)),
            Test::AtLeast(least, children) => Self::AtLeast(*least, list(children)),
            Test::Not(child) => Self::Not(Box::new(Self::of(child, leaves))),
            leaf => {
                let known = leaves.iter().position(|other| other == leaf);
                let number = known.unwrap_or_else(|| {
                    leaves.push(leaf.clone());
                    leaves.len() - 1
                });
                Self::Leaf(number as u16)
            }
        }
    }

    /// What a visit says of it; `said` has what it says of each leaf.
    pub fn eval(&self, said: &[Said]) -> Said {
        match self {
            Self::Leaf(number) => said[usize::from(*number)],
            Self::Not(child) => Said::at(child.eval(said).level().opposite()),
            Self::Any(children) => children.iter().map(|c| c.eval(said)).fold(Said::default(), Said::join),
            Self::All(children) => Self::nth(children, children.len(), said),
            Self::AtLeast(least, children) => Self::nth(children, *least, said),
        }
    }

    /// The level that `count` of the children reach.
    fn nth(children: &[Node], count: usize, said: &[Said]) -> Said {
        let all: Vec<Said> = children.iter().map(|c| c.eval(said)).collect();
        let mut levels: Vec<Level> = all.iter().map(|s| s.level()).collect();
        levels.sort_unstable_by(|a, b| b.cmp(a));
        let level = count.checked_sub(1).and_then(|at| levels.get(at)).copied().unwrap_or_default();
        all.into_iter().fold(Said::default(), Said::join).with_level(level)
    }

    /// Calls `each` with the number of every leaf that is asked for, and not of those that must not be met.
    pub fn for_each_wanted(&self, each: &mut dyn FnMut(u16)) {
        match self {
            Self::Leaf(number) => each(*number),
            Self::Not(_) => {}
            Self::Any(children) | Self::All(children) | Self::AtLeast(_, children) => {
                children.iter().for_each(|c| c.for_each_wanted(each));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(levels: &[Level]) -> Vec<Said> {
        levels.iter().map(|&level| Said::at(level)).collect()
    }

    #[test]
    fn nodes_join_levels() {
        use Level::{Definite, Possible, Probable, Unmet};
        let leaf = |n| Node::Leaf(n);
        let both = Node::All(vec![leaf(0), leaf(1)]);
        let one = Node::Any(vec![leaf(0), leaf(1)]);
        let two = Node::AtLeast(2, vec![leaf(0), leaf(1), leaf(2)]);
        for (levels, all, any, at_least) in [
            ([Definite, Probable, Unmet], Probable, Definite, Probable),
            ([Definite, Unmet, Possible], Unmet, Definite, Possible),
            ([Unmet, Unmet, Definite], Unmet, Unmet, Unmet),
        ] {
            let said = said(&levels);
            assert_eq!(both.eval(&said).level(), all, "{levels:?}");
            assert_eq!(one.eval(&said).level(), any, "{levels:?}");
            assert_eq!(two.eval(&said).level(), at_least, "{levels:?}");
        }
    }

    #[test]
    fn what_is_hedged_is_neither_met_nor_ruled_out() {
        let not = Node::Not(Box::new(Node::Leaf(0)));
        for (level, wanted) in [
            (Level::Unmet, Level::Definite),
            (Level::Possible, Level::Possible),
            (Level::Probable, Level::Unmet),
            (Level::Definite, Level::Unmet),
        ] {
            assert_eq!(not.eval(&said(&[level])).level(), wanted, "{level:?}");
        }
    }

    #[test]
    fn what_else_is_said_is_kept_beside_the_level() {
        let mut denied = Said::default();
        denied.note(Said::DENIED);
        let joined = denied.join(Said::at(Level::Possible));
        assert!(joined.has(Said::DENIED) && !joined.has(Said::HISTORICAL));
        assert_eq!(joined.level(), Level::Possible);
        assert_eq!(Said::from_byte(joined.to_byte()), joined);
    }
}
