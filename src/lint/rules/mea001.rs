//! MEA001: a size without a unit.

use crate::lint::facts::Facts;
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;
use crate::text::Span;
use crate::vocabulary::Role;

pub(super) static RULE: Rule = Rule {
    code: "MEA001",
    needs: &[],
    check,
};

/// What stands between the word of size and its number.
const LEAD: [&str; 12] = [
    "approximately",
    "about",
    "up",
    "to",
    "roughly",
    "now",
    "currently",
    "of",
    "is",
    "at",
    "around",
    "only",
];
/// What may stand between number and unit: another number and a sign.
const BETWEEN: [&str; 14] = [
    "x",
    "by",
    "to",
    "and",
    "or",
    "from",
    "versus",
    "vs",
    "previously",
    "-",
    "\u{d7}",
    "*",
    "\u{2013}",
    "/",
];
/// How far behind the number a unit is looked for, in words.
const FAR: usize = 14;

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let text = facts.text();
    for lead in facts.tables.size_words.find(text) {
        let role = facts
            .doc()
            .sentences
            .iter()
            .find(|s| facts.report.span(s.tokens).end > lead.start)
            .map(|s| s.role);
        if matches!(role, Some(Role::Other | Role::Technique | Role::Clinical) | None) {
            continue;
        }
        if let Some(number) = bare_number(facts, lead.end as usize) {
            out.push(Hit::at(RULE.code, "a size has no unit", number, "mm or cm?"));
        }
    }
}

/// The number behind a word of size, if no unit belongs to it.
fn bare_number(facts: &Facts<'_>, from: usize) -> Option<Span> {
    let text = facts.text();
    let mut words = pieces(text, from);
    let (mut start, mut word) = words.next()?;
    while LEAD.iter().any(|lead| lead.eq_ignore_ascii_case(word)) {
        (start, word) = words.next()?;
    }
    let digits = number_length(word);
    if digits == 0 || !word.is_char_boundary(digits) {
        return None;
    }
    let span = Span::new(start as u32, (start + digits) as u32);
    // "12mm", "12x14 mm": a unit, or more numbers, in the same word.
    let mut rest = &word[digits..];
    let mut seen = 0;
    loop {
        rest = rest.trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '.' | 'x' | 'X' | '\u{d7}' | '-' | '\u{2013}' | '*' | '/' | ',' | ')' | '(' | ';')
        });
        if !rest.is_empty() && is_unit(facts, rest) {
            return None;
        }
        seen += 1;
        let Some((_, next)) = words.next().filter(|_| seen < FAR) else {
            break;
        };
        let is_more = rest.is_empty()
            && (number_length(next) > 0 || BETWEEN.iter().any(|own| own.eq_ignore_ascii_case(next)) || is_unit(facts, next));
        let is_axis = matches!(
            next.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase().as_str(),
            "ap" | "cc" | "tr" | "trv" | "ml" | "si" | "transverse" | "anteroposterior" | "craniocaudal"
        );
        if is_more || is_axis {
            // A sign or an axis is passed over; a number may have its unit in the same word.
            let is_number = number_length(next) > 0 || is_unit(facts, next);
            rest = if is_number { next } else { "" };
            continue;
        }
        // The unit may stand behind a list: "measuring 5, 6 and 8 mm".
        break;
    }
    Some(span)
}

/// How many bytes of a word are its number.
fn number_length(word: &str) -> usize {
    word.bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count()
        .min(word.trim_end_matches('.').len())
}

fn is_unit(facts: &Facts<'_>, word: &str) -> bool {
    let word = word.trim_matches(|c: char| !(c.is_alphanumeric() || c == '%'));
    facts.tables.units.iter().any(|unit| unit.eq_ignore_ascii_case(word))
}

/// The words of the text behind a place, up to the end of the sentence, each with its place.
fn pieces(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let rest = &text[from..];
    let end = rest.find(". ").into_iter().chain(rest.find("\n\n")).min().unwrap_or(rest.len());
    let rest = &rest[..end];
    rest.split_whitespace()
        .map(move |word| (from + (word.as_ptr() as usize - rest.as_ptr() as usize), word))
}
