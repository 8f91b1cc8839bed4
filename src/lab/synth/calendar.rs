//! Days, and how they are written.

use chrono::{Datelike, Days, NaiveDate};
use std::fmt::Write;

/// A day, counted from the first of the calendar of all archives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub i64);

/// The day 0. Births lie before it.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap();

impl Day {
    /// So many days later.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// The years from one day to another that are complete.
    pub fn years_to(self, later: Self) -> i64 {
        let (from, to) = (self.date(), later.date());
        let full = i64::from(to.year() - from.year());
        full - i64::from((to.month(), to.day()) < (from.month(), from.day()))
    }

    /// `2026-01-31`
    pub fn iso(self, out: &mut String) {
        self.parts(out, |out, y, m, d| write!(out, "{y:04}-{m:02}-{d:02}"));
    }

    /// `20260131`
    pub fn digits(self, out: &mut String) {
        self.parts(out, |out, y, m, d| write!(out, "{y:04}{m:02}{d:02}"));
    }

    /// In one of the ways of a report; `american` puts the month first.
    pub fn written(self, way: usize, american: bool, out: &mut String) {
        self.parts(out, |out, y, m, d| match (way % 3, american) {
            (0, _) => write!(out, "{y:04}-{m:02}-{d:02}"),
            (1, true) => write!(out, "{m:02}/{d:02}/{y:04}"),
            (1, false) => write!(out, "{d:02}/{m:02}/{y:04}"),
            (_, true) => write!(out, "{} {d}, {y}", MONTHS[m as usize - 1]),
            (_, false) => write!(out, "{d} {} {y}", MONTHS[m as usize - 1]),
        });
    }

    fn parts(self, out: &mut String, write: impl Fn(&mut String, i32, u32, u32) -> std::fmt::Result) {
        let date = self.date();
        // Writing to a string cannot fail.
        let _ = write(out, date.year(), date.month(), date.day());
    }

    fn date(self) -> NaiveDate {
        let days = Days::new(self.0.unsigned_abs());
        let date = if self.0 < 0 {
            FIRST.checked_sub_days(days)
        } else {
            FIRST.checked_add_days(days)
        };
        date.unwrap_or(FIRST)
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
