//! DEM002: the age in the text against the record.

use crate::lint::facts::Facts;
use crate::lint::hit::Hit;
use crate::lint::rule::{Need, Rule};
use crate::lint::tables::metadata;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "DEM002",
    needs: &[Need::Age],
    check,
};

/// Between the birthday and the day of the record.
const TOLERANCE: u16 = 1;

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let Some(age) = metadata::age(facts.meta) else { return };
    let Some((stated, span)) = stated_age(facts.text()) else { return };
    if stated.abs_diff(age) > TOLERANCE {
        let message = format!("the text says {stated} years, and the record {age}");
        out.push(Hit::at(RULE.code, message, span, format!("{age} in the record")));
    }
}

/// The first age of a patient in the text: "64-year-old", "64 yo", "64 y/o", "aged 64", "64M", "age: 64".
fn stated_age(text: &str) -> Option<(u16, Span)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let is_start = bytes[at].is_ascii_digit() && !before.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'/'));
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if !is_start || !(1..=3).contains(&digits) {
            at += digits.max(1);
            continue;
        }
        let (number, rest) = text[at..].split_at(digits);
        let years = number.parse().ok().filter(|years| (1..125).contains(years));
        if let Some(years) = years.filter(|_| says_years(rest) || says_age(&text[..at], rest) || is_told_of_person(&text[..at], rest)) {
            return Some((years, Span::new(at as u32, (at + digits) as u32)));
        }
        at += digits;
    }
    None
}

/// True for what stands behind the age of a person.
fn says_years(rest: &str) -> bool {
    let rest: String = rest.chars().take(24).collect::<String>().to_ascii_lowercase();
    let rest = rest.trim_start_matches([' ', '-', '\u{2010}', '\u{2011}']);
    let old = |rest: &str| rest.trim_start_matches([' ', '-', '\u{2010}', '\u{2011}', '.']).starts_with("old");
    let years = ["years", "year", "yrs", "yr"].iter().find_map(|word| rest.strip_prefix(word));
    years.is_some_and(old) || ["yo ", "y/o", "y.o", "yo,", "yo."].iter().any(|word| rest.starts_with(word))
}

/// "Woman, 64 years", "male 64 yrs".
fn is_told_of_person(before: &str, rest: &str) -> bool {
    let before = before.trim_end_matches([' ', ',', '(']).to_ascii_lowercase();
    let is_person = ["woman", "man", "female", "male", "lady", "gentleman", "girl", "boy", "patient"]
        .iter()
        .any(|word| {
            let head = before.strip_suffix(word);
            head.is_some_and(|head| !head.ends_with(|c: char| c.is_alphanumeric()))
        });
    let rest = rest.trim_start().to_ascii_lowercase();
    is_person
        && !rest.split_once(['.', ',']).map_or(rest.as_str(), |(head, _)| head).contains(" ago")
        && ["years", "yrs", "year", "y."].iter().any(|word| rest.starts_with(word))
}

/// "aged 64", "age 64", "age: 64".
fn says_age(before: &str, rest: &str) -> bool {
    let before = before.trim_end_matches([' ', ':']).to_ascii_lowercase();
    let is_word = ["aged", "age"].iter().any(|word| {
        let head = before.strip_suffix(word);
        head.is_some_and(|head| !head.ends_with(|c: char| c.is_alphanumeric()))
    });
    // "age 64 months", "stage", "age-indeterminate" are none.
    let unit = rest.trim_start().to_ascii_lowercase();
    is_word && !["month", "week", "day", "m", "%", "mm"].iter().any(|word| unit.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_to_tell_an_age() {
        let cases = [
            ("64-year-old man", Some(64)),
            ("A 64 year old lady", Some(64)),
            ("64 yo F", Some(64)),
            ("64y/o male", Some(64)),
            ("aged 64, with", Some(64)),
            ("Age: 64", Some(64)),
            ("Woman, 64 years.", Some(64)),
            ("seen by the woman 3 years ago", None),
            ("a 3-year history", None),
            ("10 years ago", None),
            ("on 12/03/2024", None),
            ("lesion of 64 mm", None),
            ("stage 3", None),
        ];
        for (text, want) in cases {
            assert_eq!(stated_age(text).map(|(age, _)| age), want, "{text}");
        }
    }
}
