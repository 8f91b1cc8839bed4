//! Dates and times as reports write them: "4/29/25", "2 May 2025", "March 2024", "two days ago".

use super::words::number;
use crate::document::Document;
use crate::text::Gap;
use std::ops::RangeInclusive;

/// The months: English, not medicine. Three letters are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Stretches of time.
const UNITS: [&str; 6] = ["minute", "hour", "day", "week", "month", "year"];
/// Short forms of them.
const SHORT_UNITS: [&[u8]; 8] = [b"hr", b"hrs", b"wk", b"wks", b"mo", b"yr", b"yrs", b"mos"];
/// What may stand for a number of them.
const SOME: [&[u8]; 5] = [b"several", b"few", b"couple", b"half", b"last"];
/// Behind a stretch of time: it lies in the past.
const PAST: [&[u8]; 6] = [b"ago", b"earlier", b"prior", b"before", b"previously", b"previous"];

const YEARS: RangeInclusive<u32> = 1900..=2199;

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Its words, as tokens.
    pub tokens: (u32, u32),
    /// The day of the calendar that it may be.
    pub day: Day,
}

/// Which day of the calendar a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Year, month, day.
    Known(u16, u8, u8),
    /// The year, and two numbers of which either may be the month.
    Either(u16, u8, u8),
    /// The words give none.
    Unknown,
}

impl Day {
    /// As 2026-01-31, where it is a day of the calendar. `day_first` tells which of two numbers the day is.
    pub fn iso(self, day_first: Option<bool>) -> Option<String> {
        let (year, month, day) = match (self, day_first) {
            (Self::Known(year, month, day), _) => (year, month, day),
            (Self::Either(year, a, b), _) if a == b => (year, a, b),
            (Self::Either(year, day, month), Some(true)) | (Self::Either(year, month, day), Some(false)) => (year, month, day),
            _ => return None,
        };
        (day <= length(year, month)).then(|| format!("{year:04}-{month:02}-{day:02}"))
    }
}

fn length(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What a date in figures tells of the order in which the text writes them: true where the day stands first.
pub(super) fn day_first(doc: &Document, date: &Date) -> Option<bool> {
    let (first, _) = date.tokens;
    let figures = figures(doc, date.tokens)?;
    match figures {
        [a, b, _] if doc.buffer.tokens[first as usize].shape.is_number() && a <= 31 => match (a > 12, b > 12) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn figures(doc: &Document, (first, end): (u32, u32)) -> Option<[u32; 3]> {
    (end == first + 3).then_some(())?;
    Some([number(doc, first)?, number(doc, first + 1)?, number(doc, first + 2)?])
}

/// The first date or time in the tokens from `first` up to `end`.
pub(super) fn find(doc: &Document, first: u32, end: u32) -> Option<Date> {
    (first..end).find_map(|at| {
        in_figures(doc, at, end)
            .or_else(|| with_month(doc, at, end))
            .or_else(|| ago(doc, at, end))
    })
}

/// "4/29/25", "29.04.2025", "2025-04-29"; without a year "4/29".
fn in_figures(doc: &Document, at: u32, end: u32) -> Option<Date> {
    let figure = |i: u32| {
        let token = doc.buffer.tokens.get(i as usize).filter(|t| i < end && t.shape.is_number())?;
        (token.end - token.start <= 4).then(|| number(doc, i)).flatten()
    };
    let gap = |i: u32| doc.buffer.tokens[i as usize].gap;
    let (a, b) = (figure(at)?, figure(at + 1)?);
    let sign = gap(at + 1);
    if ![Gap::SLASH, Gap::HYPHEN, Gap::PERIOD].contains(&sign) {
        return None;
    }
    let small = |n: u32| (1..=31).contains(&n);
    match figure(at + 2).filter(|_| gap(at + 2) == sign) {
        Some(c) => {
            let tokens = (at, at + 3);
            if YEARS.contains(&a) && (1..=12).contains(&b) && small(c) {
                return Some(Date {
                    tokens,
                    day: Day::Known(a as u16, b as u8, c as u8),
                });
            }
            let year = if c < 100 { c + 2000 } else { c };
            let fits = small(a) && small(b) && (a <= 12 || b <= 12) && YEARS.contains(&year);
            let day = match (a > 12, b > 12) {
                (true, _) => Day::Known(year as u16, b as u8, a as u8),
                (_, true) => Day::Known(year as u16, a as u8, b as u8),
                _ => Day::Either(year as u16, a as u8, b as u8),
            };
            fits.then_some(Date { tokens, day })
        }
        None => {
            let of_year =
                sign == Gap::SLASH && (small(a) && small(b) && (a <= 12 || b <= 12) || (1..=12).contains(&a) && YEARS.contains(&b));
            of_year.then_some(Date {
                tokens: (at, at + 2),
                day: Day::Unknown,
            })
        }
    }
}

/// "2 May 2025", "May 2, 2025", "March 2024", "2020".
fn with_month(doc: &Document, at: u32, end: u32) -> Option<Date> {
    let value = |i: u32| (i < end).then(|| number(doc, i)).flatten();
    let year = |i: u32| value(i).filter(|n| YEARS.contains(n));
    let day = |i: u32| {
        value(i)
            .or_else(|| (i < end).then(|| ordinal(doc, i)).flatten())
            .filter(|n| (1..=31).contains(n))
    };
    let known = |tokens, y: Option<u32>, m: u8, d: Option<u32>| {
        let day = y.zip(d).map_or(Day::Unknown, |(y, d)| Day::Known(y as u16, m, d as u8));
        Some(Date { tokens, day })
    };
    if let (Some(d), Some(m)) = (day(at), month(doc, at + 1, end)) {
        let y = year(at + 2);
        return known((at, at + 2 + u32::from(y.is_some())), y, m, Some(d));
    }
    if let Some(m) = month(doc, at, end) {
        if let Some(d) = day(at + 1) {
            let y = year(at + 2);
            return known((at, at + 2 + u32::from(y.is_some())), y, m, Some(d));
        }
        let y = year(at + 1);
        return known((at, at + 1 + u32::from(y.is_some())), y, m, None);
    }
    year(at).filter(|_| doc.buffer.tokens[at as usize].shape.is_number())?;
    Some(Date {
        tokens: (at, at + 1),
        day: Day::Unknown,
    })
}

/// The month that a token names. "may" is one only with a capital.
fn month(doc: &Document, at: u32, end: u32) -> Option<u8> {
    let token = doc.buffer.tokens.get(at as usize).filter(|_| at < end)?;
    let word = std::str::from_utf8(doc.buffer.word_of(at as usize)).ok()?;
    let place = MONTHS
        .iter()
        .position(|m| word.len() >= 3 && (*m == word || m[..3] == *word || word == "sept" && *m == "september"))?;
    let capital = token.shape.has(crate::text::Shape::INITIAL);
    (word != "may" && word != "mar" || capital).then_some(place as u8 + 1)
}

/// "2nd" as a number.
fn ordinal(doc: &Document, at: u32) -> Option<u32> {
    let word = std::str::from_utf8(doc.buffer.word_of(at as usize)).ok()?;
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    digits.parse().ok()
}

/// "two days ago", "14 months prior", "6-8 weeks earlier".
fn ago(doc: &Document, at: u32, end: u32) -> Option<Date> {
    let stretch = stretch(doc, at, end)?;
    let behind = stretch.1;
    let past = behind < end && PAST.contains(&doc.buffer.word_of(behind as usize));
    past.then_some(Date {
        tokens: (at, behind + 1),
        day: Day::Unknown,
    })
}

/// A stretch of time that begins at this token: "two days", "6-8 weeks", "a year".
pub(super) fn stretch(doc: &Document, at: u32, end: u32) -> Option<(u32, u32)> {
    let some = |i: u32| i < end && (number(doc, i).is_some() || SOME.contains(&doc.buffer.word_of(i as usize)) || doc.is_article(i));
    if !some(at) {
        return None;
    }
    let mut unit = at + 1;
    // A second number: "6-8", "6 to 8"; "a few", "couple of".
    let to = |i: u32| i < end && matches!(doc.buffer.word_of(i as usize), b"to" | b"or" | b"of");
    unit += u32::from(to(unit) && unit + 1 < end);
    unit += u32::from(some(unit));
    (unit < end && is_unit(doc.buffer.word_of(unit as usize))).then_some((at, unit + 1))
}

fn is_unit(word: &[u8]) -> bool {
    let plain = |unit: &str| word == unit.as_bytes() || word.strip_suffix(b"s") == Some(unit.as_bytes());
    UNITS.iter().any(|unit| plain(unit)) || SHORT_UNITS.contains(&word)
}
