//! What decisions about a sample say of the cohort.
//!
//! A case that was drawn stands for as many of its stratum as were decided about: totals are those of Horvitz and Thompson (1952, J Am Stat Assoc
//! 47:663-685). The positive predictive value comes from one stratum and has the interval of Wilson; the others come from several and have the
//! interval of [`crate::stats::weighted_sum`]. Intervals take the strata for large: where all cases of a stratum were decided, they are too wide.

use super::decisions::{Decision, Reader};
use super::draw::{Sample, StratumRow};
use super::stratum::Stratum;
use crate::stats::{Bounded, Interval, share_of, weighted_sum, wilson};
use serde::Serialize;

/// How many cases were decided in each way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Belongs to the cohort.
    pub yes: u64,
    /// Does not.
    pub no: u64,
    /// The reader could not tell.
    pub unsure: u64,
    /// Not decided.
    pub open: u64,
}

impl Counts {
    /// Adds a case.
    pub fn add(&mut self, decision: Option<Decision>) {
        *match decision {
            Some(Decision::Yes) => &mut self.yes,
            Some(Decision::No) => &mut self.no,
            Some(Decision::Unsure) => &mut self.unsure,
            None => &mut self.open,
        } += 1;
    }

    /// The counts of the sample in each stratum, in the order of [`Stratum::ALL`].
    pub fn of(sample: &Sample<'_>, reader: &Reader) -> [Self; 4] {
        let mut counts = [Self::default(); 4];
        for drawn in &sample.cases {
            counts[drawn.case.stratum as usize].add(reader.of(&drawn.case.case));
        }
        counts
    }
}

/// A stratum and its decisions.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Estimated {
    /// How it was drawn from.
    #[serde(flatten)]
    pub row: StratumRow,
    /// How it was decided.
    #[serde(flatten)]
    pub counts: Counts,
}

/// What becomes of cases of which the reader was not sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsure {
    /// They do not count.
    LeftOut,
    /// They count as errors of the rules.
    Worst,
    /// They count as the rules have them.
    Best,
}

impl Unsure {
    /// All ways.
    pub const ALL: [Self; 3] = [Self::LeftOut, Self::Worst, Self::Best];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftOut => "left_out",
            Self::Worst => "worst",
            Self::Best => "best",
        }
    }

    /// How many belong to the cohort, and how many were decided about.
    fn settled(self, counts: Counts, stratum: Stratum) -> (u64, u64) {
        let decided = counts.yes + counts.no;
        let is_member = stratum == Stratum::Member;
        match self {
            Self::LeftOut => (counts.yes, decided),
            Self::Worst if is_member => (counts.yes, decided + counts.unsure),
            Self::Worst => (counts.yes + counts.unsure, decided + counts.unsure),
            Self::Best if is_member => (counts.yes + counts.unsure, decided + counts.unsure),
            Self::Best => (counts.yes, decided + counts.unsure),
        }
    }
}

/// What is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// The share of members that belong to the cohort: the positive predictive value.
    Ppv,
    /// The share of the others that do not: the negative predictive value.
    Npv,
    /// The share of those who belong to the cohort that are members.
    Sensitivity,
    /// The share of those who do not that are no members.
    Specificity,
}

impl Figure {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ppv => "ppv",
            Self::Npv => "npv",
            Self::Sensitivity => "sensitivity",
            Self::Specificity => "specificity",
        }
    }
}

/// An estimate with its interval of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// What is estimated.
    pub figure: Figure,
    /// What became of unsure cases.
    pub unsure: Unsure,
    /// The estimate.
    pub value: f64,
    /// Its interval.
    #[serde(flatten)]
    pub interval: Interval,
}

/// All estimates that the decisions allow. `cases` and `counts` are by stratum, in the order of [`Stratum::ALL`]. A stratum outside of the cohort in which nothing was
/// decided is left out: what is said of the others is then not said of it.
pub fn estimates(cases: [u64; 4], counts: [Counts; 4]) -> Vec<Estimate> {
    let of = |unsure: Unsure| {
        let part = |stratum: Stratum| {
            let (yes, decided) = unsure.settled(counts[stratum as usize], stratum);
            let interval = wilson(yes, decided)?;
            let value = yes as f64 / decided as f64;
            Some((cases[stratum as usize] as f64, Bounded { value, interval }))
        };
        let others: Vec<(f64, Bounded)> = Stratum::NON_MEMBERS.into_iter().filter_map(part).collect();
        let members = part(Stratum::Member);
        figures(members, &others).into_iter().map(move |(figure, bounded)| Estimate {
            figure,
            unsure,
            value: bounded.value,
            interval: bounded.interval,
        })
    };
    Unsure::ALL.into_iter().flat_map(of).collect()
}

/// The share of those who do not belong to the cohort, from that of those who do.
fn against((cases, part): (f64, Bounded)) -> (f64, Bounded) {
    let rest = Bounded {
        value: 1.0 - part.value,
        interval: part.interval.complement(),
    };
    (cases, rest)
}

fn figures(members: Option<(f64, Bounded)>, others: &[(f64, Bounded)]) -> Vec<(Figure, Bounded)> {
    let mut out = Vec::new();
    if let Some((_, part)) = members {
        out.push((Figure::Ppv, part));
    }
    let all: f64 = others.iter().map(|(cases, _)| cases).sum();
    if all > 0.0 {
        let shares: Vec<_> = others.iter().map(|&(cases, part)| against((cases / all, part))).collect();
        let mut npv = weighted_sum(&shares);
        npv.interval.high = npv.interval.high.min(1.0);
        out.push((Figure::Npv, npv));
    }
    if let Some(members) = members.filter(|_| all > 0.0) {
        let rejected: Vec<_> = others.iter().map(|&part| against(part)).collect();
        let sensitivity = share_of(weighted_sum(&[members]), weighted_sum(others));
        let specificity = share_of(weighted_sum(&rejected), weighted_sum(&[against(members)]));
        out.extend(sensitivity.map(|share| (Figure::Sensitivity, share)));
        out.extend(specificity.map(|share| (Figure::Specificity, share)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(yes: u64, no: u64, unsure: u64) -> Counts {
        Counts { yes, no, unsure, open: 0 }
    }

    fn find(all: &[Estimate], figure: Figure, unsure: Unsure) -> Estimate {
        *all.iter().find(|e| e.figure == figure && e.unsure == unsure).unwrap()
    }

    /// By hand. Members: 120, of 50 decided 45 belong, so 108 do and 12 do not. One rule short: 30, of 10 decided 2 belong: 6 and 24.
    /// Hedged: 20, 5 of 10: 10 and 10. Other: 830, none of 20.
    #[test]
    fn estimates_worked_out_by_hand() {
        let all = estimates(
            [120, 30, 20, 830],
            [counts(45, 5, 0), counts(2, 8, 0), counts(5, 5, 0), counts(0, 20, 0)],
        );
        let value = |figure| find(&all, figure, Unsure::LeftOut).value;
        assert!((value(Figure::Ppv) - 0.9).abs() < 1e-12);
        assert!((value(Figure::Npv) - 864.0 / 880.0).abs() < 1e-12);
        assert!((value(Figure::Sensitivity) - 108.0 / 124.0).abs() < 1e-12);
        assert!((value(Figure::Specificity) - 864.0 / 876.0).abs() < 1e-12);
        // Wilson of 45 of 50.
        let ppv = find(&all, Figure::Ppv, Unsure::LeftOut).interval;
        assert!((ppv.low - 0.786_4).abs() < 5e-5 && (ppv.high - 0.956_5).abs() < 5e-5, "{ppv:?}");
        // The lower limit of the NPV: the distances of the Wilson limits of 8/10 (.4902), 5/10 (.2366) and 20/20 (.8389), by the shares 30, 20 and 830 of 880.
        let npv = find(&all, Figure::Npv, Unsure::LeftOut).interval;
        let squares: [f64; 3] = [
            (30.0 / 880.0) * (0.8 - 0.490_162),
            (20.0 / 880.0) * (0.5 - 0.236_593),
            (830.0 / 880.0) * (1.0 - 0.838_875),
        ];
        let low = 864.0 / 880.0 - squares.iter().map(|s| s * s).sum::<f64>().sqrt();
        assert!((npv.low - low).abs() < 1e-5 && npv.high <= 1.0, "{npv:?} {low}");
        // Nobody was found among 20 of 830, but up to 134 may be there: the sensitivity may be as low as 108 of about 250.
        let sensitivity = find(&all, Figure::Sensitivity, Unsure::LeftOut).interval;
        assert!(sensitivity.low > 0.4 && sensitivity.low < 0.5, "{sensitivity:?}");
    }

    #[test]
    fn unsure_cases_are_left_out_or_count_at_worst_and_at_best() {
        let all = estimates(
            [100, 10, 10, 10],
            [counts(8, 1, 1), counts(0, 9, 1), counts(1, 1, 0), counts(0, 2, 0)],
        );
        let ppv = |unsure| find(&all, Figure::Ppv, unsure).value;
        assert_eq!([ppv(Unsure::LeftOut), ppv(Unsure::Worst), ppv(Unsure::Best)], [8.0 / 9.0, 0.8, 0.9]);
        let npv = |unsure| find(&all, Figure::Npv, unsure).value;
        assert!((npv(Unsure::Worst) - (0.9 + 0.5 + 1.0) / 3.0).abs() < 1e-12);
        assert!((npv(Unsure::Best) - (1.0 + 0.5 + 1.0) / 3.0).abs() < 1e-12);
        for figure in [Figure::Ppv, Figure::Npv, Figure::Sensitivity, Figure::Specificity] {
            let value = |unsure| find(&all, figure, unsure).value;
            assert!(
                value(Unsure::Worst) <= value(Unsure::LeftOut) && value(Unsure::LeftOut) <= value(Unsure::Best),
                "{figure:?}"
            );
        }
    }

    #[test]
    fn what_was_not_decided_is_not_estimated() {
        let none = Counts::default();
        assert!(estimates([10, 5, 5, 5], [none; 4]).is_empty());
        let members = estimates([10, 5, 5, 5], [counts(3, 1, 0), none, none, none]);
        assert!(members.iter().all(|e| e.figure == Figure::Ppv) && members.len() == 3);
        let others = estimates([0, 5, 5, 5], [none, counts(1, 2, 0), none, none]);
        assert!(others.iter().all(|e| e.figure == Figure::Npv));
        assert!((others[0].value - 2.0 / 3.0).abs() < 1e-12, "strata without decisions are left out");
    }
}
