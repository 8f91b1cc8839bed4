//! Bootstrap intervals: how much the figures depend on the choice of reports.

use super::counts::Counts;
use super::score::{Measure, Scores};
use crate::stats::{Draw, Interval};

/// The seed of all draws.
const SEED: u64 = 1;

/// The interval of F1 for each measure, in the order of [`Measure::ALL`]. As many reports as there are in `reports` are drawn with
/// replacement, `times` times. The draws equal those of Python's `random.Random(1).choice`, so that other scorers can reproduce them.
/// `None` when `times` is 0.
pub fn intervals(reports: &[Scores], times: usize) -> Option<[Interval; 6]> {
    if reports.is_empty() || times == 0 {
        return None;
    }
    let mut draw = Draw::new(SEED);
    let mut values: [Vec<f64>; 6] = std::array::from_fn(|_| Vec::with_capacity(times));
    for _ in 0..times {
        let drawn: Scores = (0..reports.len()).map(|_| &reports[draw.below(reports.len())]).sum();
        for (values, measure) in values.iter_mut().zip(Measure::ALL) {
            values.push(drawn.get(measure).f1());
        }
    }
    Some(values.map(|mut values| Interval::of_percentiles(&mut values).unwrap_or_default()))
}

/// The counts of a finding in each report that has it, with the number of the report.
pub(super) type ByReport = Vec<(usize, Counts)>;

/// The interval of F1 for each of several findings, over the same draws of `reports` reports as [`intervals`]. Draws without any report that has a
/// finding say nothing of it and are left out. `None` without draws.
pub(super) fn intervals_by_name(findings: &[&ByReport], reports: usize, times: usize) -> Vec<Option<Interval>> {
    let mut draw = Draw::new(SEED);
    let mut values: Vec<Vec<f64>> = vec![Vec::with_capacity(times); findings.len()];
    let mut drawn: Vec<u32> = Vec::new();
    for _ in 0..times {
        drawn.clear();
        drawn.resize(reports, 0);
        (0..reports).for_each(|_| drawn[draw.below(reports)] += 1);
        for (values, finding) in values.iter_mut().zip(findings) {
            let mut sum = Counts::default();
            for (report, counts) in *finding {
                sum.add_times(*counts, u64::from(drawn[*report]));
            }
            if sum != Counts::default() {
                values.push(sum.f1());
            }
        }
    }
    values.into_iter().map(|mut values| Interval::of_percentiles(&mut values)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(right: u64, wrong: u64, missed: u64) -> Counts {
        Counts { right, wrong, missed }
    }

    #[test]
    fn a_finding_of_all_reports_has_the_interval_of_the_measure() {
        let each = [counts(3, 1, 0), counts(1, 0, 2), counts(0, 1, 1), counts(4, 0, 0), counts(2, 2, 1)];
        let scores: Vec<Scores> = each.iter().map(|c| Scores::with(Measure::Family, *c)).collect();
        let all = intervals(&scores, 300).unwrap()[Measure::Family as usize];
        let numbered: ByReport = each.into_iter().enumerate().collect();
        assert_eq!(intervals_by_name(&[&numbered], 5, 300), [Some(all)]);
        assert!(all.low < all.high);
    }

    #[test]
    fn draws_without_the_finding_are_left_out() {
        let once: ByReport = vec![(7, counts(1, 0, 0))];
        let always_right = Interval { low: 1.0, high: 1.0 };
        assert_eq!(intervals_by_name(&[&once], 40, 200), [Some(always_right)]);
        assert_eq!(intervals_by_name(&[&once], 40, 0), [None]);
    }
}
