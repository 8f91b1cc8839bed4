//! Reads dates as exports write them.

use chrono::format::{Item, StrftimeItems};
use chrono::{Datelike, NaiveDate};

/// How dates are written whose parts are only numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// The day first: 31/01/2024.
    Dmy,
    /// The month first: 01/31/2024.
    Mdy,
    /// The year first: 24/01/31.
    Ymd,
    /// As this pattern of chrono's says: `%d.%m.%Y`.
    Pattern(String),
}

impl DateForm {
    /// A form by its name: `dmy`, `mdy`, `ymd`, or a pattern.
    pub fn named(name: &str) -> Option<Self> {
        let sound = |pattern: &str| pattern.contains('%') && StrftimeItems::new(pattern).all(|item| item != Item::Error);
        Some(match name {
            "dmy" => Self::Dmy,
            "mdy" => Self::Mdy,
            "ymd" => Self::Ymd,
            pattern if sound(pattern) => Self::Pattern(pattern.to_owned()),
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Ymd => "ymd",
            Self::Pattern(pattern) => pattern,
        }
    }
}

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateRead {
    /// A day of the calendar.
    Day(NaiveDate),
    /// Day and month are one of two, whose order is not known.
    Undecided,
    /// No date.
    No,
}

/// Reads a date, also with a time behind it. Without `form`, numbers alone are read where their order is certain.
pub(super) fn read_date(written: &str, form: Option<&DateForm>) -> DateRead {
    let written = written.trim();
    if let Some(DateForm::Pattern(pattern)) = form {
        return of_day(NaiveDate::parse_and_remainder(written, pattern).ok().map(|(day, _)| day));
    }
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    if digits >= 8 {
        return of_day(NaiveDate::parse_from_str(&written[..8], "%Y%m%d").ok());
    }
    match numbers(written) {
        Some([year, month, day]) if year.1 == 4 => of_numbers(year.0, month.0, day.0),
        Some([first, second, year]) if matches!(year.1, 2 | 4) => of_order(first.0, second.0, year.0, form),
        Some(_) => DateRead::No,
        None => of_day(with_month_name(written)),
    }
}

/// The order that one value proves by a part above twelve.
pub(super) fn proven_order(written: &str) -> Option<DateForm> {
    match numbers(written.trim())? {
        [year, ..] if year.1 > 2 => None,
        [first, second, _] if first.0 > 12 && second.0 <= 12 => Some(DateForm::Dmy),
        [first, second, _] if first.0 <= 12 && second.0 > 12 => Some(DateForm::Mdy),
        _ => None,
    }
}

/// Three numbers with the same mark between them, each with its number of digits. A time may stand behind them.
fn numbers(written: &str) -> Option<[(u32, usize); 3]> {
    let mark = written.chars().find(|c| !c.is_ascii_digit()).filter(|c| "/.-".contains(*c))?;
    let mut parts = written.splitn(3, mark);
    let mut number = |last: bool| {
        let part = parts.next()?;
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let behind = part[digits..].chars().next();
        let ends = behind.is_none() || (last && behind.is_some_and(|c| matches!(c, ' ' | 'T' | ',')));
        (ends && (1..=4).contains(&digits)).then(|| part[..digits].parse().ok().map(|number| (number, digits)))?
    };
    Some([number(false)?, number(false)?, number(true)?])
}

fn of_order(first: u32, second: u32, last: u32, form: Option<&DateForm>) -> DateRead {
    match form {
        Some(DateForm::Dmy) => of_numbers(last, second, first),
        Some(DateForm::Mdy) => of_numbers(last, first, second),
        Some(DateForm::Ymd) => of_numbers(first, second, last),
        _ if first > 12 || first == second => of_numbers(last, second, first),
        _ if second > 12 => of_numbers(last, first, second),
        _ => DateRead::Undecided,
    }
}

fn of_numbers(year: u32, month: u32, day: u32) -> DateRead {
    of_day(NaiveDate::from_ymd_opt(year as i32, month, day))
}

/// A date with the name of its month, in any order, with any marks between its parts.
fn with_month_name(written: &str) -> Option<NaiveDate> {
    let plain = written.replace(['-', '/', '.', ','], " ");
    let patterns = ["%d %B %Y", "%B %d %Y", "%Y %B %d", "%a %d %B %Y", "%a %B %d %Y"];
    let read = |pattern| NaiveDate::parse_and_remainder(&plain, pattern).ok();
    let (day, behind) = patterns.into_iter().find_map(read)?;
    // A number that goes on is another form, such as a time without a blank.
    (!behind.starts_with(|c: char| c.is_alphanumeric())).then_some(day)
}

/// A day of a study. Years of two digits are those of 1970 to 2069; earlier ones than 1900 are mistakes.
fn of_day(day: Option<NaiveDate>) -> DateRead {
    let year = |day: NaiveDate| match day.year() {
        0..70 => day.with_year(day.year() + 2000),
        70..100 => day.with_year(day.year() + 1900),
        1900..10_000 => Some(day),
        _ => None,
    };
    day.and_then(year).map_or(DateRead::No, DateRead::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str, form: Option<&DateForm>) -> String {
        match read_date(written, form) {
            DateRead::Day(day) => day.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for written in [
            "2024-01-31",
            " 2024-01-31T08:15:00Z",
            "2024/01/31 08:15",
            "2024.1.31",
            "20240131",
            "20240131081500.000-0500",
            "20240131.0",
            "31/01/2024",
            "31.01.2024 08:15",
            "31-01-24",
            "01/31/2024 8:15:00 AM",
            "1/31/24",
            "31-Jan-2024",
            "31 January 2024",
            "31JAN2024",
            "31-jan-24",
            "Jan 31 2024",
            "January 31, 2024 08:15",
            "2024-Jan-31",
            "Wed, 31 Jan 2024 08:15:00 GMT",
        ] {
            assert_eq!(shown(written, None), "2024-01-31", "{written}");
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_told_or_asked_for() {
        let form = |name| DateForm::named(name).unwrap();
        for (written, name, wanted) in [
            ("02/01/2024", "dmy", "2024-01-02"),
            ("02/01/2024", "mdy", "2024-02-01"),
            ("24/02/01", "ymd", "2024-02-01"),
            ("31/01/2024", "mdy", "No"),
            ("2024-02-01", "mdy", "2024-02-01"),
            ("02.01.2024 10:00", "%d.%m.%Y", "2024-01-02"),
            ("31012024", "%d%m%Y", "2024-01-31"),
            ("2024-01-31", "%d.%m.%Y", "No"),
        ] {
            assert_eq!(shown(written, Some(&form(name))), wanted, "{written} {name}");
        }
        assert_eq!(shown("02/01/2024", None), "Undecided");
        assert_eq!(shown("02/02/2024", None), "2024-02-02");
        assert_eq!(DateForm::named("d/m/y"), None);
        assert_eq!(DateForm::named("%Q"), None);
        assert_eq!(proven_order("31/01/2024"), Some(DateForm::Dmy));
        assert_eq!(proven_order("01/31/24 8:00"), Some(DateForm::Mdy));
        for written in ["01/02/2024", "2024-01-31", "20240131", "31/31/2024", "x"] {
            assert_eq!(proven_order(written), None, "{written}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for written in [
            "",
            "x",
            "31/02/2024",
            "13/13/2024",
            "31/01/2024x",
            "1/2",
            "12102024",
            "1706659200000",
            "31 Foo 2024",
            "0000-00-00",
        ] {
            assert_eq!(shown(written, None), "No", "{written}");
        }
    }
}
