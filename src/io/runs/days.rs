//! Days of the calendar, as metadata have them.

use chrono::NaiveDate;

/// The date of a date or time as eight digits: "2026-01-31", "20260131", "2026-01-31T08:00:00", "202601310800".
pub fn day(date: &str) -> Option<String> {
    let digits: String = date.chars().filter(|c| *c != '-').take(8).collect();
    (digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// The day of a date or time that is written so; none where it is no day of the calendar.
pub fn calendar_day(date: &str) -> Option<NaiveDate> {
    let digits = day(date)?;
    let number = |range: std::ops::Range<usize>| digits[range].parse::<u32>().ok();
    let year = number(0..4)?;
    // Databases and data frames have no year 0.
    let date = NaiveDate::from_ymd_opt(year as i32, number(4..6)?, number(6..8)?)?;
    (year > 0).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_dates_and_times() {
        for date in ["2026-01-31", "20260131", "2026-01-31T08:00:00Z", "202601310800"] {
            assert_eq!(day(date).as_deref(), Some("20260131"), "{date}");
            assert_eq!(
                calendar_day(date).map(|day| day.to_string()).as_deref(),
                Some("2026-01-31"),
                "{date}"
            );
        }
        for date in ["", "2026", "31/01/2026", "2026-01"] {
            assert_eq!(day(date), None, "{date}");
        }
        for date in ["2026-02-31", "00000101", "99999999"] {
            assert_eq!(calendar_day(date), None, "{date}");
        }
    }
}
