//! The sample of cases that is reviewed: stratified, by a seed, with known weights.

use super::overview::Overview;
use super::pool::{Pool, PoolCase};
use super::stratum::Stratum;
use crate::stats::Draw;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is asked of a draw. The same asked of the same pool is the same sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Asked {
    /// The seed.
    pub seed: u64,
    /// How many members.
    pub members: u64,
    /// How many others.
    pub non_members: u64,
}

/// The shares of the strata among the non-members that are drawn: near misses first, where errors are likely, but enough of the others to know
/// how many were missed there.
const SHARES: [(Stratum, u64); 3] = [(Stratum::OneRuleShort, 4), (Stratum::Hedged, 3), (Stratum::Other, 3)];

/// A case of the sample.
#[derive(Clone, Debug)]
pub struct DrawnCase<'a> {
    /// The case.
    pub case: &'a PoolCase,
    /// How many cases of its stratum it stands for: all of them, in the pool and outside of it, by those that were drawn.
    pub weight: f64,
}

/// How a stratum was drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StratumRow {
    /// The stratum.
    pub stratum: Stratum,
    /// Its cases in all.
    pub cases: u64,
    /// Those in the pool.
    pub pool: u64,
    /// Those in the sample.
    pub drawn: u64,
}

/// The cases that are reviewed.
#[derive(Clone, Debug)]
pub struct Sample<'a> {
    /// What was asked for.
    pub asked: Asked,
    /// The cases, in an order that tells nothing of their strata.
    pub cases: Vec<DrawnCase<'a>>,
    /// All strata.
    pub strata: [StratumRow; 4],
}

/// Draws a sample. The order of the pool does not matter. Where a stratum has fewer cases than its share, the next strata give more; where the pool
/// has fewer than asked for, all are taken.
pub fn draw<'a>(pool: &'a Pool, overview: &Overview, asked: Asked) -> Sample<'a> {
    let mut by_stratum: BTreeMap<Stratum, Vec<&PoolCase>> = BTreeMap::new();
    for case in &pool.cases {
        by_stratum.entry(case.stratum).or_default().push(case);
    }
    let there = |stratum: Stratum| by_stratum.get(&stratum).map_or(0, Vec::len) as u64;
    let mut wanted = allotted(asked.non_members, there);
    wanted.insert(Stratum::Member, asked.members.min(there(Stratum::Member)));
    let mut random = Draw::new(asked.seed);
    let mut cases = Vec::new();
    let strata = Stratum::ALL.map(|stratum| {
        let mut of_stratum = by_stratum.get(&stratum).cloned().unwrap_or_default();
        let pool = of_stratum.len() as u64;
        let drawn = wanted.get(&stratum).copied().unwrap_or(0);
        let all = overview.strata.get(&stratum).copied().unwrap_or(0);
        random.shuffle(&mut of_stratum);
        let weight = all as f64 / drawn as f64;
        cases.extend(of_stratum.into_iter().take(drawn as usize).map(|case| DrawnCase { case, weight }));
        StratumRow {
            stratum,
            cases: all,
            pool,
            drawn,
        }
    });
    random.shuffle(&mut cases);
    Sample { asked, cases, strata }
}

/// How many are drawn of each stratum outside of the cohort.
fn allotted(asked: u64, there: impl Fn(Stratum) -> u64) -> BTreeMap<Stratum, u64> {
    let all: u64 = SHARES.iter().map(|(_, share)| share).sum();
    let share = |(stratum, share): (Stratum, u64)| (stratum, (asked * share / all).min(there(stratum)));
    let mut wanted: BTreeMap<Stratum, u64> = SHARES.into_iter().map(share).collect();
    let mut left = asked - wanted.values().sum::<u64>();
    for stratum in Stratum::NON_MEMBERS {
        let drawn = wanted.entry(stratum).or_default();
        let more = left.min(there(stratum) - *drawn);
        *drawn += more;
        left -= more;
    }
    wanted
}

impl Sample<'_> {
    /// The row of a stratum.
    pub fn of(&self, stratum: Stratum) -> StratumRow {
        self.strata[stratum as usize]
    }

    /// How many members and how many others were drawn.
    pub fn drawn(&self) -> (u64, u64) {
        let others = Stratum::NON_MEMBERS.map(|stratum| self.of(stratum).drawn);
        (self.of(Stratum::Member).drawn, others.iter().sum())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::overview::Named;
    use super::super::pool::Pool;
    use super::*;

    /// A pool with so many cases of each stratum, and an overview that knows `outside` more of each.
    pub fn pool(counts: [usize; 4], outside: u64) -> (Pool, Overview) {
        let mut cases = Vec::new();
        for (stratum, count) in Stratum::ALL.into_iter().zip(counts) {
            cases.extend((0..count).map(|n| PoolCase {
                case: format!("{}-{n:03}", stratum.as_str()),
                patient_id: format!("P{n}"),
                index_date: None,
                group: stratum.group(),
                stratum,
                criteria: Vec::new(),
                reports: Vec::new(),
            }));
        }
        let known = Stratum::ALL.into_iter().zip(counts.map(|count| count as u64 + outside));
        let overview = Overview {
            cohort: Named {
                id: "c".to_owned(),
                label: "A cohort".to_owned(),
                version: "1".to_owned(),
            },
            ruleset: "builtin-0".to_owned(),
            offset_unit: crate::text::OffsetUnit::Char,
            strata: known.collect(),
            criteria: Vec::new(),
        };
        let hash = "0123456789abcdef".to_owned();
        (Pool { cases, hash }, overview)
    }

    fn asked(members: u64, non_members: u64) -> Asked {
        Asked {
            seed: 7,
            members,
            non_members,
        }
    }

    #[test]
    fn near_misses_come_first_and_weights_add_up() {
        let (pool, overview) = pool([60, 40, 40, 100], 20);
        let sample = draw(&pool, &overview, asked(30, 50));
        assert_eq!(sample.strata.map(|row| row.drawn), [30, 20, 15, 15]);
        let weights: f64 = sample.cases.iter().map(|drawn| drawn.weight).sum();
        assert!((weights - (80.0 + 60.0 + 60.0 + 120.0)).abs() < 1e-9, "{weights}");
        assert_eq!(sample.drawn(), (30, 50));
    }

    #[test]
    fn strata_that_are_short_are_made_up_for() {
        let (pool, overview) = pool([10, 3, 2, 100], 0);
        assert_eq!(draw(&pool, &overview, asked(50, 50)).strata.map(|row| row.drawn), [10, 3, 2, 45]);
        assert_eq!(draw(&pool, &overview, asked(5, 500)).strata.map(|row| row.drawn), [5, 3, 2, 100]);
        assert_eq!(draw(&pool, &overview, asked(0, 1)).strata.map(|row| row.drawn), [0, 1, 0, 0]);
    }

    #[test]
    fn a_seed_is_one_sample_whatever_the_order_of_the_pool() {
        let (pool, overview) = pool([60, 40, 40, 100], 0);
        let ids = |sample: &Sample<'_>| sample.cases.iter().map(|drawn| drawn.case.case.clone()).collect::<Vec<_>>();
        let first = ids(&draw(&pool, &overview, asked(20, 20)));
        assert_eq!(ids(&draw(&pool, &overview, asked(20, 20))), first);
        let other = Asked { seed: 8, ..asked(20, 20) };
        assert_ne!(ids(&draw(&pool, &overview, other)), first);
        let members = first.iter().position(|id| id.starts_with("one_rule_short")).unwrap();
        assert!(members < 20, "members do not come first");
    }
}
