//! LVL001: the level of a finding differs between findings and impression.

use crate::extract::{Level, Mention};
use crate::lint::facts::{Facts, Said};
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;

pub(super) static RULE: Rule = Rule {
    code: "LVL001",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let all: Vec<Said<'_>> = facts.asserted().filter(|said| !said.mention.levels.is_empty()).collect();
    let body = || all.iter().filter(|said| Facts::is_body(said.mention.role));
    for conclusion in all.iter().filter(|said| Facts::is_conclusion(said.mention.role)) {
        let b = conclusion.mention;
        let own = || body().filter(|said| facts.same_part(said.mention, b));
        let kin = |said: &&Said<'_>| facts.tables.may_be_one(said.mention.finding, b.finding);
        let Some(a) = own().find(kin) else { continue };
        let missing = b.levels.iter().find(|level| !is_described(facts, level));
        let Some(level) = missing.or_else(|| swapped(&all, &own().copied().collect::<Vec<_>>(), conclusion)) else {
            continue;
        };
        let seen = |hit: &Hit| hit.code == RULE.code && hit.marks[0].span == facts.report.span(level.tokens);
        if out.iter().any(seen) {
            continue;
        }
        let name = facts.label(b.finding);
        let message = format!("{name} is at a level in the impression that the findings do not describe");
        let there = a
            .mention
            .levels
            .first()
            .map_or(facts.span(a.mention), |level| facts.report.span(level.tokens));
        out.push(
            Hit::at(RULE.code, message, facts.report.span(level.tokens), "in the impression")
                .and(there, "in the findings")
                .of([a.number, conclusion.number]),
        );
    }
}

/// The level of the impression where findings and impression each have the same number of levels for this very finding, and this one is not among those of
/// the findings, though something else is described there.
fn swapped<'a>(all: &[Said<'a>], body: &[Said<'a>], conclusion: &Said<'a>) -> Option<&'a Level> {
    let b = conclusion.mention;
    let levels = |said: &[Said<'a>], body: bool| -> Vec<&'a Level> {
        let own = said
            .iter()
            .map(|said| said.mention)
            .filter(|m| m.finding == b.finding && Facts::is_body(m.role) == body);
        let mut levels: Vec<&Level> = own.flat_map(|m| &m.levels).collect();
        levels.sort_by_key(|level| (level.from, level.to));
        levels.dedup_by_key(|level| (level.from, level.to));
        levels
    };
    let (in_body, in_conclusion) = (levels(body, true), levels(all, false));
    // A report that walks down the levels tells of one finding in many words: only where it is short do single levels compare.
    let mut walked: Vec<(u8, u8)> = body
        .iter()
        .flat_map(|said| &said.mention.levels)
        .map(|level| (level.from, level.to))
        .collect();
    walked.sort_unstable();
    walked.dedup();
    if in_body.len() != 1 || in_conclusion.len() != 1 || walked.len() > MOST_LEVELS {
        return None;
    }
    let apart = |level: &&Level| !in_body.iter().any(|own| meets(own, level));
    b.levels.iter().find(apart)
}

/// Findings with more levels than these walk down the spine.
const MOST_LEVELS: usize = 2;

/// True when the findings describe something at a level: a statement that something is there, or a sentence with the same words for the level that says more
/// than was read. Where it is only called normal, or all is denied, nothing is described.
fn is_described(facts: &Facts<'_>, level: &Level) -> bool {
    let body = || facts.report.mentions.iter().filter(|m| Facts::is_body(m.role));
    let says = |m: &&Mention| !m.assertion.denies() && m.finding != facts.tables.place_normal;
    if body().filter(says).flat_map(|m| &m.levels).any(|own| meets(own, level)) {
        return true;
    }
    let doc = facts.doc();
    let word = |at: u32| doc.buffer.word_of(at as usize);
    let length = level.tokens.1 - level.tokens.0;
    doc.sentences
        .iter()
        .filter(|sentence| Facts::is_body(sentence.role))
        .any(|sentence| {
            let (first, end) = sentence.tokens;
            let named = (first..end.saturating_sub(length - 1)).any(|at| (0..length).all(|n| word(at + n) == word(level.tokens.0 + n)));
            let unread = || {
                facts
                    .report
                    .coverage
                    .unread
                    .iter()
                    .any(|piece| first <= piece.tokens.0 && piece.tokens.1 <= end)
            };
            named && (unread() || body().filter(says).any(|m| first <= m.tokens.0 && m.tokens.1 <= end))
        })
}

/// True when two levels have a vertebra in common. Two discs that share one ("C4-C5" and "C5-C6") are two levels.
fn meets(a: &Level, b: &Level) -> bool {
    let is_disc = |level: &Level| level.to == level.from + 1;
    if is_disc(a) && is_disc(b) {
        return a.from == b.from;
    }
    a.from <= b.to && b.from <= a.to
}
