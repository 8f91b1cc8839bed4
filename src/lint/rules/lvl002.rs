//! LVL002: a level that there is none of, or a range from below to above.

use crate::lint::facts::Facts;
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;
use crate::text::{Gap, Shape};
use crate::vocabulary::{Region, Role};

pub(super) static RULE: Rule = Rule {
    code: "LVL002",
    needs: &[],
    check,
};

/// Each stretch of the column: its letter, and how many vertebrae it has.
const STRETCHES: [(u8, u8); 5] = [(b'c', 7), (b't', 12), (b'd', 12), (b'l', 5), (b's', 5)];
/// Vertebrae beyond these are slips of the number, not of a letter: "C60", "L500" are something else.
const HIGHEST: u8 = 19;

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let doc = facts.doc();
    let is_spine = doc.region().is_some_and(|(region, _)| region == Region::Spine);
    if !is_spine {
        return;
    }
    let is_transitional = facts.tables.transitional.is_in(facts.text());
    for sentence in doc.sentences {
        if matches!(sentence.role, Role::Other | Role::Clinical) {
            continue;
        }
        for at in sentence.tokens.0..sentence.tokens.1 {
            let Some((stretch, number)) = level(facts, at) else { continue };
            let (letter, most) = STRETCHES[stretch];
            if number > most {
                // The eighth cervical root and segment are real, and so is a sixth lumbar vertebra that the report explains.
                let is_root = letter == b'c' && number == 8;
                if !is_root && !is_transitional {
                    let message = format!("there is no vertebra {}{number}", char::from(letter.to_ascii_uppercase()));
                    out.push(Hit::at(RULE.code, message, doc.span((at, at + 1)), "no such level"));
                }
                continue;
            }
            if let Some(end) = reversed(facts, at, sentence.tokens.1, stretch, number) {
                out.push(Hit::at(
                    RULE.code,
                    "a range of levels is written from below to above",
                    doc.span((at, end)),
                    "the wrong way round",
                ));
            }
        }
    }
}

/// The end of the range that begins at this token and goes upwards. "From L5 to L3" says the direction on purpose.
fn reversed(facts: &Facts<'_>, at: u32, end: u32, stretch: usize, number: u8) -> Option<u32> {
    let doc = facts.doc();
    let next = at + 1;
    let gap = doc.buffer.tokens.get(next as usize)?.gap;
    let is_range = gap.has(Gap::HYPHEN) && !gap.has(Gap::SPACE.with(Gap::LINE).with(Gap::COMMA).with(Gap::PERIOD));
    if next >= end || !is_range {
        return None;
    }
    let (to, lower) = level(facts, next)?;
    let order = |stretch: usize| if stretch == 2 { 1 } else { stretch };
    ((order(to), lower) < (order(stretch), number)).then_some(next + 1)
}

/// The stretch and number of a token that is written as a level: a capital and a number.
fn level(facts: &Facts<'_>, at: u32) -> Option<(usize, u8)> {
    let token = facts.doc().buffer.tokens.get(at as usize)?;
    if !(token.shape.has(Shape::INITIAL) && token.shape.has(Shape::DIGIT)) {
        return None;
    }
    let word = token.span().of(facts.text()).as_bytes();
    let (letter, digits) = word.split_first()?;
    let stretch = STRETCHES.iter().position(|(own, _)| own.eq_ignore_ascii_case(letter))?;
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number: u8 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    (1..=HIGHEST).contains(&number).then_some((stretch, number))
}
