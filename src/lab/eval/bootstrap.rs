//! Bootstrap intervals: how much the figures depend on the choice of reports.

use super::score::{Measure, Scores};
use rand_mt::Mt;
use serde::Serialize;

/// The 95 % interval of F1 when the reports are drawn again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Interval {
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

/// The interval of F1 for each measure, in the order of [`Measure::ALL`]. As many reports as there are in `reports` are drawn with
/// replacement, `times` times. The draws equal those of Python's `random.Random(1).choice`, so that other scorers can reproduce them.
/// `None` when `times` is 0.
pub fn intervals(reports: &[Scores], times: usize) -> Option<[Interval; 6]> {
    if reports.is_empty() || times == 0 {
        return None;
    }
    let mut draw = Draw::new(reports.len());
    let mut values: [Vec<f64>; 6] = std::array::from_fn(|_| Vec::with_capacity(times));
    for _ in 0..times {
        let drawn: Scores = (0..reports.len()).map(|_| &reports[draw.next()]).sum();
        for (values, measure) in values.iter_mut().zip(Measure::ALL) {
            values.push(drawn.get(measure).f1());
        }
    }
    Some(values.map(|mut values| {
        values.sort_by(f64::total_cmp);
        let at = |part: f64| values[(part * values.len() as f64) as usize];
        Interval {
            low: at(0.025),
            high: at(0.975),
        }
    }))
}

/// Draws random numbers below a limit.
struct Draw {
    random: Mt,
    below: u32,
    spare: u32,
}

impl Draw {
    fn new(below: usize) -> Self {
        let below = u32::try_from(below).unwrap_or(u32::MAX);
        Self {
            random: Mt::new_with_key([1]),
            below,
            spare: below.leading_zeros(),
        }
    }

    fn next(&mut self) -> usize {
        loop {
            let number = self.random.next_u32() >> self.spare;
            if number < self.below {
                return number as usize;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `r = random.Random(1); [r.choice(range(109)) for _ in range(8)]`
    #[test]
    fn draws_are_those_of_python() {
        let mut draw = Draw::new(109);
        let drawn: Vec<usize> = (0..8).map(|_| draw.next()).collect();
        assert_eq!(drawn, [17, 72, 108, 102, 97, 8, 32, 15]);
    }
}
