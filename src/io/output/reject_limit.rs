//! The most records that may be rejected before a run ends with an error.

use crate::error::Error;
use crate::runs::Tally;
use std::fmt;
use std::str::FromStr;

/// A share is judged before the end only after this many records: the first records of an archive say little.
const EARLY: u64 = 1_000;

/// The most rejected records: a number, or a share of all records in thousandths of a per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectLimit {
    /// This many.
    Number(u64),
    /// This many of 100,000 records.
    Share(u64),
}

impl RejectLimit {
    /// Refuses a run that has rejected more. Records that were skipped on purpose are not counted.
    ///
    /// # Errors
    /// What was rejected, and the limit.
    pub(super) fn check(self, tally: &Tally, at_the_end: bool) -> Result<(), Error> {
        let records = tally.reports + tally.rejected;
        let exceeded = match self {
            Self::Number(most) => tally.rejected > most,
            Self::Share(share) => {
                (at_the_end || records >= EARLY) && u128::from(tally.rejected) * 100_000 > u128::from(share) * u128::from(records)
            }
        };
        if exceeded {
            return Err(Error::rejected(format!(
                "{} of {records} records were rejected, more than --max-rejects {self} allows",
                tally.rejected
            )));
        }
        Ok(())
    }
}

impl fmt::Display for RejectLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(most) => write!(f, "{most}"),
            Self::Share(share) => write!(f, "{}%", *share as f64 / 1_000.0),
        }
    }
}

/// `20`, or `0.5%`.
impl FromStr for RejectLimit {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let wrong = "not a number like 20, or a share like 0.5%";
        match word.strip_suffix('%') {
            None => word.parse().map(Self::Number).map_err(|_| wrong),
            Some(share) => match share.trim_end().parse::<f64>() {
                Ok(share) if (0.0..=100.0).contains(&share) => Ok(Self::Share((share * 1_000.0).round() as u64)),
                _ => Err(wrong),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exceeded(limit: &str, reports: u64, rejected: u64, at_the_end: bool) -> bool {
        let tally = Tally {
            reports,
            rejected,
            ..Tally::default()
        };
        limit.parse::<RejectLimit>().unwrap().check(&tally, at_the_end).is_err()
    }

    #[test]
    fn numbers_and_shares() {
        for (limit, reports, rejected, early, late) in [
            ("0", 10, 0, false, false),
            ("0", 10, 1, true, true),
            ("2", 0, 2, false, false),
            ("1%", 999, 1, false, false),
            ("1%", 0, 999, false, true),
            ("1%", 980, 20, true, true),
            ("1%", 990, 10, false, false),
            ("0.5%", 1_990, 10, false, false),
            ("0.5%", 1_989, 11, true, true),
            ("100%", 0, 5_000, false, false),
        ] {
            assert_eq!(exceeded(limit, reports, rejected, false), early, "{limit} {reports} {rejected}");
            assert_eq!(exceeded(limit, reports, rejected, true), late, "{limit} {reports} {rejected}");
        }
        for word in ["", "x", "-1", "101%", "%", "NaN%", "1.5"] {
            assert!(word.parse::<RejectLimit>().is_err(), "{word}");
        }
        assert_eq!("0.5%".parse::<RejectLimit>().unwrap().to_string(), "0.5%");
    }
}
