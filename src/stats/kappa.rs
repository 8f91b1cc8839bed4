//! Cohen's kappa with its interval.

use super::{Interval, Z};
use serde::Serialize;

/// The agreement of two readers beyond chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Kappa {
    /// The share of cases on which they agree.
    pub agreement: f64,
    /// Cohen's kappa; `None` where chance alone would agree on everything.
    pub kappa: Option<f64>,
    /// Its interval by the large-sample standard error; `None` where kappa is.
    pub interval: Option<Interval>,
}

/// Cohen's kappa of a square table (Cohen 1960, Educ Psychol Meas 20:37-46): `table[a][b]` cases got category `a` from the first reader and `b` from the
/// second. The interval takes the standard error of Fleiss, Cohen and Everitt (1969, Psychol Bull 72:323-327) and ends at -1 and 1. `None`
/// for a table without cases.
pub fn kappa<const N: usize>(table: &[[u64; N]; N]) -> Option<Kappa> {
    let all = table.iter().flatten().sum::<u64>() as f64;
    if all == 0.0 {
        return None;
    }
    let share = |a: usize, b: usize| table[a][b] as f64 / all;
    let first: [f64; N] = std::array::from_fn(|a| (0..N).map(|b| share(a, b)).sum());
    let second: [f64; N] = std::array::from_fn(|b| (0..N).map(|a| share(a, b)).sum());
    let agreement: f64 = (0..N).map(|c| share(c, c)).sum();
    let chance: f64 = (0..N).map(|c| first[c] * second[c]).sum();
    // Both readers gave one and the same category to every case.
    if chance >= 1.0 - 1e-12 {
        return Some(Kappa {
            agreement,
            kappa: None,
            interval: None,
        });
    }
    let kappa = (agreement - chance) / (1.0 - chance);
    let rest = 1.0 - kappa;
    let same: f64 = (0..N).map(|c| share(c, c) * (1.0 - (first[c] + second[c]) * rest).powi(2)).sum();
    let pairs = (0..N).flat_map(|a| (0..N).map(move |b| (a, b))).filter(|(a, b)| a != b);
    let other: f64 = pairs.map(|(a, b)| share(a, b) * (second[a] + first[b]).powi(2)).sum();
    let variance = (same + rest * rest * other - (kappa - chance * rest).powi(2)) / (all * (1.0 - chance).powi(2));
    let half = Z * variance.max(0.0).sqrt();
    Some(Kappa {
        agreement,
        kappa: Some(kappa),
        interval: Some(Interval {
            low: (kappa - half).max(-1.0),
            high: (kappa + half).min(1.0),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: shares .4 .1 .2 .3, chance .5, kappa .4; variance (.10972 + .10188 - .01) / (50 * .25) = .016128.
    #[test]
    fn a_table_worked_out_by_hand() {
        let got = kappa(&[[20, 5], [10, 15]]).unwrap();
        assert!((got.agreement - 0.7).abs() < 1e-12);
        assert!((got.kappa.unwrap() - 0.4).abs() < 1e-12);
        let interval = got.interval.unwrap();
        let half = Z * 0.016_128_f64.sqrt();
        assert!((interval.low - (0.4 - half)).abs() < 1e-9, "{interval:?}");
        assert!((interval.high - (0.4 + half)).abs() < 1e-9, "{interval:?}");
    }

    #[test]
    fn full_agreement_and_no_table() {
        let got = kappa(&[[9, 0, 0], [0, 4, 0], [0, 0, 1]]).unwrap();
        assert_eq!((got.kappa, got.interval), (Some(1.0), Some(Interval { low: 1.0, high: 1.0 })));
        let one = kappa(&[[9, 0], [0, 0]]).unwrap();
        assert_eq!((one.agreement, one.kappa, one.interval), (1.0, None, None));
        assert_eq!(kappa(&[[0; 2]; 2]), None);
    }
}
