//! Days, and windows of days around an index event.

use chrono::NaiveDate;
use std::fmt;

/// A day of the calendar, as a number: days since the first of January of the year 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The number of a date.
    pub fn of(date: NaiveDate) -> Self {
        use chrono::Datelike;
        Self(date.num_days_from_ce())
    }

    /// The day of a date as programs write it: `2026-01-31`, `20260131`, with a time behind it or without. None where it is no whole day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        crate::runs::calendar_day(text).map(Self::of)
    }

    /// The date.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or(NaiveDate::MIN)
    }

    /// How many days it is after `other`.
    pub fn since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

/// Days counted from an index event: from the first to the last, both of them in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first; none for the start of the records.
    pub first: Option<i32>,
    /// The last; none for their end.
    pub last: Option<i32>,
}

impl Window {
    /// The window of two numbers of a cohort file. None where they are no whole days in order.
    pub fn new([first, last]: [f64; 2]) -> Option<Self> {
        let whole = |number: f64| number.fract() == 0.0 && number.abs() <= 1e6;
        let first = match first {
            f64::NEG_INFINITY => None,
            day if whole(day) => Some(day as i32),
            _ => return None,
        };
        let last = match last {
            f64::INFINITY => None,
            day if whole(day) => Some(day as i32),
            _ => return None,
        };
        first
            .zip(last)
            .is_none_or(|(first, last)| first <= last)
            .then_some(Self { first, last })
    }

    /// True when this day, counted from the index event, is in it.
    pub fn holds(self, day: i32) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |n: i32| match n {
            0 => "the day of the index event".to_owned(),
            1 => "1 day after it".to_owned(),
            -1 => "1 day before it".to_owned(),
            n if n < 0 => format!("{} days before it", -n),
            n => format!("{n} days after it"),
        };
        match (self.first, self.last) {
            (None, None) => f.write_str("at any time"),
            (Some(0), Some(0)) => f.write_str("on the day of the index event"),
            (None, Some(last)) => write!(f, "up to {}", day(last)),
            (Some(first), None) => write!(f, "from {} on", day(first)),
            (Some(first), Some(last)) => write!(f, "from {} to {}", day(first), day(last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_in_a_window() {
        let window = Window::new([0.0, 14.0]).unwrap();
        assert_eq!([-1, 0, 14, 15].map(|day| window.holds(day)), [false, true, true, false]);
        let before = Window::new([f64::NEG_INFINITY, -1.0]).unwrap();
        assert_eq!([-100_000, -1, 0].map(|day| before.holds(day)), [true, true, false]);
        for wrong in [[14.0, 0.0], [0.5, 1.0], [f64::NAN, 1.0], [f64::INFINITY, f64::INFINITY]] {
            assert_eq!(Window::new(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_day_is_that_of_the_calendar_as_written() {
        for text in ["2024-02-29", "20240229", "2024-02-29T23:30:00-05:00", "2024-02-29 00:10"] {
            assert_eq!(Day::parse(text).unwrap().to_string(), "2024-02-29", "{text}");
        }
        for text in ["", "2024", "2024-02", "2024-02-30", "29/02/2024", "0000-01-01"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert_eq!(Day::parse("2024-03-01").unwrap().since(Day::parse("2024-02-28").unwrap()), 2);
    }
}
