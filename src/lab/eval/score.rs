//! The six measures, for one report and for many.

use super::counts::Counts;
use super::families::Families;
use super::gold::Gold;
use super::normality;
use super::sets::Sets;
use super::stated::{Pair, Statement};
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::ops::AddAssign;

/// A measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The finding with its status
    Statement,
    /// The finding or a close relative with its status
    Family,
    /// The finding or a close relative, whatever its status
    Detection,
    /// The places of what is right in `family`
    Site,
    /// The same with the side
    Side,
    /// The change since the prior study
    Change,
}

impl Measure {
    /// All measures, in the order of the tables.
    pub const ALL: [Self; 6] = [Self::Statement, Self::Family, Self::Detection, Self::Site, Self::Side, Self::Change];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Family => "family",
            Self::Detection => "detection",
            Self::Site => "site",
            Self::Side => "side",
            Self::Change => "change",
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The counts of all measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores([Counts; 6]);

impl Scores {
    /// The scores of one report: its reading compared with its gold.
    pub fn of<'a>(gold: &'a Gold, read: impl Iterator<Item = &'a Statement> + Clone, families: &Families) -> Self {
        let said = gold.statements.iter().map(|s| &s.said);
        let (g, r) = compared(said.clone(), read.clone(), gold, families);
        let mut scores = Self::default();
        *scores.at(Measure::Statement) = Counts::of(&g.statements, &r.statements);
        *scores.at(Measure::Family) = Counts::of(&g.families, &r.families);
        *scores.at(Measure::Detection) = Counts::of(&g.noticed, &r.noticed);
        *scores.at(Measure::Change) = Counts::of(&g.changes, &r.changes);
        for measure in [Measure::Site, Measure::Side] {
            let (wanted, found) = places_of_right(said.clone(), read.clone(), &g, &r, families, measure == Measure::Side);
            *scores.at(measure) = Counts::of(&wanted, &found);
        }
        scores
    }

    /// The counts of one measure.
    pub fn get(&self, measure: Measure) -> Counts {
        self.0[measure as usize]
    }

    /// Scores that have counts of one measure only.
    #[cfg(test)]
    pub(super) fn with(measure: Measure, counts: Counts) -> Self {
        let mut scores = Self::default();
        *scores.at(measure) = counts;
        scores
    }

    fn at(&mut self, measure: Measure) -> &mut Counts {
        &mut self.0[measure as usize]
    }
}

impl AddAssign<&Scores> for Scores {
    fn add_assign(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum += more;
        }
    }
}

impl<'a> std::iter::Sum<&'a Scores> for Scores {
    fn sum<I: Iterator<Item = &'a Scores>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, scores| {
            sum += scores;
            sum
        })
    }
}

/// Those of the gold and of the reading, with bare normality and the denials that it amounts to made the same.
pub(super) fn compared<'a>(
    said: impl Iterator<Item = &'a Statement> + Clone,
    read: impl Iterator<Item = &'a Statement> + Clone,
    gold: &Gold,
    families: &Families,
) -> (Sets, Sets) {
    let (mut g, mut r) = (Sets::of(said.clone(), gold, families), Sets::of(read.clone(), gold, families));
    normality::level_out(said, &g, &mut r, families);
    normality::level_out(read, &r, &mut g, families);
    (g, r)
}

/// A site of a family with its status, and its side when sides are compared.
pub(super) type Placed = (Pair, String, Option<String>);

/// The sites, in the gold and in the reading, of the statements that are right by `family` and have a site in the gold.
pub(super) fn places_of_right<'a>(
    said: impl Iterator<Item = &'a Statement>,
    read: impl Iterator<Item = &'a Statement>,
    gold_sets: &Sets,
    read_sets: &Sets,
    families: &Families,
    sided: bool,
) -> (BTreeSet<Placed>, BTreeSet<Placed>) {
    let right = |pair: &Pair| gold_sets.families.contains(pair) && read_sets.families.contains(pair);
    let wanted = places(said, families, sided, right);
    let placed: HashSet<&Pair> = wanted.iter().map(|(pair, ..)| pair).collect();
    let found = places(read, families, sided, |pair| placed.contains(pair));
    (wanted, found)
}

fn places<'a>(
    statements: impl Iterator<Item = &'a Statement>,
    families: &Families,
    sided: bool,
    wanted: impl Fn(&Pair) -> bool,
) -> BTreeSet<Placed> {
    let mut all = BTreeSet::new();
    for statement in statements {
        let pair = (families.get(&statement.finding).to_owned(), statement.stated);
        if wanted(&pair) {
            let sites = statement.sites.iter();
            all.extend(sites.map(|(site, side)| (pair.clone(), site.clone(), side.clone().filter(|_| sided))));
        }
    }
    all
}
