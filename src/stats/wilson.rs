//! The interval of a proportion.

use super::Interval;

/// The 97.5th percentile of the normal distribution.
pub const Z: f64 = 1.959_963_984_540_054;

/// The Wilson score interval of `hits` out of `all`, without a correction for continuity (Wilson 1927, J Am Stat Assoc 22:209-212). `None`
/// where `all` is 0.
pub fn wilson(hits: u64, all: u64) -> Option<Interval> {
    if all == 0 {
        return None;
    }
    let (n, p) = (all as f64, hits as f64 / all as f64);
    let z2 = Z * Z;
    let middle = p + z2 / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    Some(Interval {
        // Exactly 0 and 1 at the ends, where rounding leaves a trace.
        low: if hits == 0 { 0.0 } else { (middle - half) / scale },
        high: if hits >= all { 1.0 } else { (middle + half) / scale },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe 1998, Stat Med 17:857-872, table I, method 3.
    #[test]
    fn published_intervals() {
        for (hits, all, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let got = wilson(hits, all).unwrap();
            assert!(
                (got.low - low).abs() < 5e-5 && (got.high - high).abs() < 5e-5,
                "{hits}/{all}: {got:?}"
            );
        }
        assert_eq!(wilson(7, 7).unwrap().high, 1.0);
        assert_eq!(wilson(0, 0), None);
    }
}
