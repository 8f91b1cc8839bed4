//! Cutting the report at its headings.

use super::lines::Lines;
use super::{Section, headings};
use crate::lexicon::{Lane, Lexicon};
use crate::terms::{Term, Terms};
use crate::text::{Gap, Shape, TextBuffer};
use crate::vocabulary::Role;
use smallvec::SmallVec;

/// Cuts the report at its headings. The sections cover all tokens but the headings, in order; text before the first heading is findings.
pub(super) fn find(lexicon: &Lexicon, buffer: &TextBuffer, terms: &Terms, lines: &Lines, sections: &mut Vec<Section>) {
    sections.clear();
    let total = buffer.tokens.len() as u32;
    sections.push(Section {
        role: Role::Findings,
        rule: None,
        heading: (0, 0),
        body: (0, total),
    });
    let misspelt = headings::misspelt(lexicon, buffer, terms, lines);
    let mut all: SmallVec<[Term; 16]> = terms.lane(Lane::Section).iter().copied().collect();
    if !misspelt.is_empty() {
        all.extend(misspelt);
        all.sort_by_key(|t| t.first);
    }
    for term in &all {
        let entry = &lexicon.sections[term.entry as usize];
        if term.first < sections[sections.len() - 1].body.0 || !is_heading(buffer, term, entry) {
            continue;
        }
        let rule = Some(crate::lexicon::SectionId(term.entry));
        let last = sections.len() - 1;
        let (open, open_rule) = (sections[last].role, sections[last].rule);
        sections[last].body.1 = term.first;
        if entry.title && last == 0 {
            sections[0].role = Role::Other;
        }
        let line_end = if entry.line {
            end_of_line(lines, term.end).unwrap_or(total)
        } else {
            total
        };
        sections.push(Section {
            role: entry.role,
            rule,
            heading: (term.first, term.end),
            body: (term.end, line_end),
        });
        if entry.line && line_end < total {
            // After an identity line the section before goes on, unless an empty line says that the report proper begins.
            let fresh =
                buffer.tokens[line_end as usize].gap.has(Gap::BLANK) && !matches!(open, Role::Findings | Role::Impression | Role::Addendum);
            let (role, rule) = if fresh { (Role::Findings, None) } else { (open, open_rule) };
            sections.push(Section {
                role,
                rule,
                heading: (line_end, line_end),
                body: (line_end, total),
            });
        }
    }
    if let Some(last) = sections.iter().rposition(|s| s.role == Role::Impression) {
        // "Discussion: ... Consensus: ...": of a meeting, and no teaching.
        let ends = |s: &&mut Section| s.rule.is_some_and(|rule| lexicon.sections[rule.index()].at_end);
        sections[..last].iter_mut().filter(ends).for_each(|s| s.role = Role::Findings);
    }
    release_body(buffer, lines, sections);
    sections.retain(|s| s.body.0 < s.body.1 || s.heading.0 < s.heading.1);
}

/// The token from `from` on with which the next line begins.
fn end_of_line(lines: &Lines, from: u32) -> Option<u32> {
    let next = lines.all().partition_point(|line| line.first < from);
    lines.all().get(next).map(|line| line.first)
}

/// A heading phrase is a heading before a colon, alone on its line, or, in capitals at the start of a line, before a dash or stop.
fn is_heading(buffer: &TextBuffer, term: &Term, entry: &crate::lexicon::SectionEntry) -> bool {
    let tokens = &buffer.tokens;
    let first = &tokens[term.first as usize];
    let before = first.gap;
    let opens_line = term.first == 0 || before.has(Gap::LINE) || is_numbered(buffer, term.first);
    let opens_sentence = opens_line || before.has(Gap::PERIOD.with(Gap::COLON).with(Gap::BULLET));
    if entry.anywhere {
        return opens_sentence;
    }
    if entry.strict && !opens_sentence {
        return false;
    }
    let after = tokens.get(term.end as usize).map(|t| t.gap);
    let own = &tokens[term.first as usize..term.end as usize];
    let capitals = own.iter().all(|t| t.shape.is_capitals() || t.shape.is_number());
    match after {
        Some(gap) if gap.has(Gap::COLON) => {
            opens_sentence || capitals || (first.shape.has(Shape::INITIAL) && !before.has(Gap::COMMA.with(Gap::HYPHEN)))
        }
        None => opens_line && before.has(Gap::LINE),
        Some(gap) if gap.has(Gap::LINE) => opens_line && !gap.has(Gap::COMMA.with(Gap::PERIOD)),
        Some(gap) if gap.has(Gap::CLOSE) => opens_line && !before.has(Gap::OPEN),
        Some(gap) if gap.is_dash() => opens_line && (capitals || first.shape.has(Shape::INITIAL)),
        Some(gap) if gap.has(Gap::PERIOD) => opens_line && capitals,
        // "INDICATION Headache. FINDINGS There is": the only word in capitals.
        Some(gap) => {
            gap == Gap::SPACE && opens_sentence && capitals && first.end - first.start >= LONG_WORD && is_written_small(buffer, term.end)
        }
    }
}

/// A heading without a mark behind it has a first word of so many bytes at least.
const LONG_WORD: u32 = 6;

/// True when the words from token `at` on are not in capitals, as a heading before them is.
fn is_written_small(buffer: &TextBuffer, at: u32) -> bool {
    let behind = buffer.tokens.iter().skip(at as usize).take(3);
    let opens = buffer.tokens.get(at as usize).is_some_and(|t| t.shape.has(Shape::INITIAL));
    opens && behind.clone().any(|t| t.shape.has(Shape::LOWER) && t.end - t.start > 1)
}

/// True when only a list number stands before the token on its line.
fn is_numbered(buffer: &TextBuffer, at: u32) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &buffer.tokens[i as usize]) else {
        return false;
    };
    before.shape.is_number() && (at == 1 || before.gap.has(Gap::LINE)) && buffer.tokens[at as usize].gap.has(Gap::PERIOD.with(Gap::CLOSE))
}

/// Where no heading says that the findings begin, the text after a request or technique line is findings from its first empty
/// line on, or, in a text without empty lines and not wrapped at a margin, from its second line on.
fn release_body(buffer: &TextBuffer, lines: &Lines, sections: &mut Vec<Section>) {
    let silent = |role| matches!(role, Role::Clinical | Role::Technique | Role::Comparison);
    let body_has_heading = sections.iter().any(|s| s.rule.is_some() && s.role == Role::Findings);
    let Some(last) = sections.iter().rposition(|s| silent(s.role)) else {
        return;
    };
    if body_has_heading || sections[..last].iter().any(|s| s.role == Role::Impression) {
        return;
    }
    let (start, end) = sections[last].body;
    if start >= end {
        return;
    }
    let inner = || start + 1..end;
    let gap = |i: u32| buffer.tokens[i as usize].gap;
    let cut = inner().find(|&i| gap(i).has(Gap::BLANK)).or_else(|| {
        let begins = |l: &&super::lines::Line| start < l.first && l.first < end && !l.joins;
        lines.all().iter().find(begins).map(|l| l.first)
    });
    if let Some(cut) = cut {
        sections[last].body.1 = cut;
        sections.insert(
            last + 1,
            Section {
                role: Role::Findings,
                rule: None,
                heading: (cut, cut),
                body: (cut, end),
            },
        );
    }
}
