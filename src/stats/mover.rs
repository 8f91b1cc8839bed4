//! Intervals of what is computed from several proportions, out of the limits of each.
//!
//! The method of variance estimates recovery takes the distance of each limit from its estimate for a standard error on that side (Zou, Huang and Zhang 2009,
//! Comput Stat Data Anal 53:1080-1085, for sums; Donner and Zou 2012, Stat Methods Med Res 21:347-359, for ratios). With Wilson limits it
//! keeps a width where no error was seen at all, which a bootstrap does not.

use super::Interval;

/// An estimate and its interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounded {
    /// The estimate.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// The sum of independent estimates, each times its weight, which is not negative.
pub fn weighted_sum(parts: &[(f64, Bounded)]) -> Bounded {
    let value: f64 = parts.iter().map(|(weight, part)| weight * part.value).sum();
    let away = |limit: fn(&Interval) -> f64| {
        let squares = parts
            .iter()
            .map(|(weight, part)| (weight * (part.value - limit(&part.interval))).powi(2));
        squares.sum::<f64>().sqrt()
    };
    Bounded {
        value,
        interval: Interval {
            low: (value - away(|i| i.low)).max(0.0),
            high: value + away(|i| i.high),
        },
    }
}

/// The share `part / (part + rest)` of two independent estimates that are not negative; `None` where both are 0.
pub fn share_of(part: Bounded, rest: Bounded) -> Option<Bounded> {
    let all = part.value + rest.value;
    (all > 0.0).then(|| {
        let (low, high) = ratio(rest, part);
        Bounded {
            value: part.value / all,
            interval: Interval {
                low: 1.0 / (1.0 + high),
                high: 1.0 / (1.0 + low),
            },
        }
    })
}

/// The limits of `above / below`; the upper one is infinite where `below` may be 0. They are the roots of the two quadratic equations that set a limit of
/// `above - ratio * below` to 0, in the form that stays right where the leading factor is 0 or negative.
fn ratio(above: Bounded, below: Bounded) -> (f64, f64) {
    let b = above.value * below.value;
    let factors = |above_limit: f64, below_limit: f64| {
        let a = below_limit * (2.0 * below.value - below_limit);
        let c = above_limit * (2.0 * above.value - above_limit);
        (a, c, (b * b - a * c).max(0.0).sqrt())
    };
    let (_, c, root) = factors(above.interval.low, below.interval.high);
    let low = if c > 0.0 { c / (b + root) } else { 0.0 };
    let (a, _, root) = factors(above.interval.high, below.interval.low);
    let high = if a > 0.0 { (b + root) / a } else { f64::INFINITY };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{Draw, wilson};

    fn proportion(hits: u64, all: u64) -> Bounded {
        Bounded {
            value: hits as f64 / all as f64,
            interval: wilson(hits, all).unwrap(),
        }
    }

    /// The difference 56/70 - 48/80 has the limits .0524 and .3339 by Newcombe 1998 (Stat Med 17:873-890, method 10); as a sum with the
    /// complement of the second, 1 is added to each.
    #[test]
    fn a_difference_has_newcombes_interval() {
        let second = proportion(80 - 48, 80);
        let sum = weighted_sum(&[(1.0, proportion(56, 70)), (1.0, second)]);
        assert!((sum.value - 1.2).abs() < 1e-12);
        assert!((sum.interval.low - 1.0524).abs() < 5e-5, "{sum:?}");
        assert!((sum.interval.high - 1.3339).abs() < 5e-5, "{sum:?}");
    }

    /// The limits of a ratio satisfy the equations that define them.
    #[test]
    fn limits_of_a_ratio_are_roots() {
        let (above, below) = (proportion(12, 40), proportion(31, 50));
        let (low, high) = ratio(above, below);
        let at_low = above.value
            - low * below.value
            - ((above.value - above.interval.low).powi(2) + (low * (below.interval.high - below.value)).powi(2)).sqrt();
        let at_high = above.value - high * below.value
            + ((above.interval.high - above.value).powi(2) + (high * (below.value - below.interval.low)).powi(2)).sqrt();
        assert!(at_low.abs() < 1e-12 && at_high.abs() < 1e-12, "{at_low} {at_high}");
        assert!(low < above.value / below.value && above.value / below.value < high);
    }

    /// Where there is enough of everything, the stratified bootstrap comes to nearly the same.
    #[test]
    fn a_share_agrees_with_the_bootstrap() {
        let strata = [(400.0, 170, 200), (90.0, 30, 120), (700.0, 24, 240)];
        let part = |(size, hits, all): (f64, u64, u64)| (size, proportion(hits, all));
        let rest = weighted_sum(&[part(strata[1]), part(strata[2])]);
        let share = share_of(weighted_sum(&[part(strata[0])]), rest).unwrap();
        assert!((share.value - 340.0 / (340.0 + 22.5 + 70.0)).abs() < 1e-12);
        let mut draw = Draw::new(5);
        let mut values = Vec::new();
        for _ in 0..4000 {
            let again = strata.map(|(size, hits, all)| {
                let hits = (0..all).filter(|_| draw.below(all as usize) < hits as usize).count();
                size * hits as f64 / all as f64
            });
            values.push(again[0] / again.iter().sum::<f64>());
        }
        let bootstrap = Interval::of_percentiles(&mut values).unwrap();
        assert!((bootstrap.low - share.interval.low).abs() < 0.012, "{bootstrap:?} {share:?}");
        assert!((bootstrap.high - share.interval.high).abs() < 0.012, "{bootstrap:?} {share:?}");
    }

    #[test]
    fn no_error_seen_still_leaves_a_width() {
        let none_missed = weighted_sum(&[(900.0, proportion(0, 15))]);
        let share = share_of(weighted_sum(&[(120.0, proportion(48, 50))]), none_missed).unwrap();
        assert_eq!(share.value, 1.0);
        assert!(
            share.interval.low > 0.3 && share.interval.low < 0.6 && share.interval.high == 1.0,
            "{share:?}"
        );
        let zero = weighted_sum(&[(10.0, proportion(0, 4))]);
        assert_eq!(share_of(zero, zero), None);
        assert_eq!(share_of(zero, weighted_sum(&[(10.0, proportion(2, 4))])).unwrap().interval.low, 0.0);
    }
}
