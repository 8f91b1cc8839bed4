//! Earlier studies that this one is compared with: below a heading of their own, or behind "compared with" in the text.

use super::dates::{self, Date};
use super::words::{saying, terms};
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{Lane, Says, StudyTerm, Word, word};
use crate::terms::Term;
use crate::text::{Gap, Shape};
use crate::vocabulary::Role;
use smallvec::SmallVec;

/// A study that this one is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The words, as tokens.
    pub tokens: (u32, u32),
    /// Its modality, by its number.
    pub modality: Option<u16>,
    /// When it was made.
    pub date: Option<(u32, u32)>,
    /// The same as a day of the calendar.
    pub iso: Option<String>,
    /// The text says that there is none.
    pub none: bool,
    /// The findings that refer to it, by number.
    pub mentions: SmallVec<[u32; 4]>,
}

/// What one piece of a list of studies names.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    tokens: (u32, u32),
    modality: Option<u16>,
    date: Option<Date>,
    none: bool,
}

/// Signs that end a piece of a list.
const ENDS: Gap = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::OPEN).with(Gap::CLOSE).with(Gap::AND);
/// So many words behind "compared with" are looked at.
const REACH: u32 = 16;

/// Finds all of a report.
pub(super) fn find(doc: &Document, mentions: &[Mention], out: &mut Vec<Comparison>) {
    let mut found: SmallVec<[Piece; 4]> = SmallVec::new();
    for sentence in doc.sentences {
        match sentence.role {
            Role::Comparison => list(doc, sentence.tokens, &mut found),
            Role::Findings | Role::Impression | Role::Addendum | Role::Other | Role::Technique => {
                let own = terms(doc, sentence.tokens);
                for lead in saying(doc, own, Says::ComparedWith) {
                    if found.last().is_none_or(|piece: &Piece| piece.tokens.1 <= lead.first) {
                        let end = reach(doc, lead.end, sentence.tokens.1);
                        list(doc, (lead.end, end), &mut found);
                    }
                }
            }
            _ => {}
        }
    }
    found.retain(|piece| piece.tokens.0 < piece.tokens.1);
    let order = found
        .iter()
        .filter_map(|piece| dates::day_first(doc, &piece.date?))
        .collect::<SmallVec<[bool; 4]>>();
    // Which number the day is, is told by the other dates of the text, when they agree.
    let day_first = order.first().copied().filter(|first| order.iter().all(|other| other == first));
    out.extend(found.iter().map(|piece| Comparison {
        tokens: piece.tokens,
        modality: piece.modality,
        date: piece.date.map(|date| date.tokens),
        iso: piece.date.and_then(|date| date.day.iso(day_first)),
        none: piece.none,
        mentions: SmallVec::new(),
    }));
    refer(doc, mentions, out);
}

/// Where what stands behind "compared with" ends: before a verb, or after so many words.
fn reach(doc: &Document, from: u32, end: u32) -> u32 {
    let stop = end.min(from + REACH);
    let leads = |term: &Term| matches!(word(term.entry), Word::Is | Word::Shows | Word::There | Word::But | Word::Which);
    // "May" with a capital is a month.
    let small = |term: &Term| !doc.buffer.tokens[term.first as usize].shape.has(Shape::INITIAL);
    let verb = |term: &&Term| term.first > from && leads(term) && small(term);
    doc.terms
        .between(Lane::Word, from, stop)
        .iter()
        .find(verb)
        .map_or(stop, |term| term.first)
}

/// The studies that these tokens name. A piece with a date belongs to the one before that lacks it.
fn list(doc: &Document, (first, end): (u32, u32), out: &mut SmallVec<[Piece; 4]>) {
    let start = out.len();
    let mut from = first;
    while from < end {
        let mut to = (from + 1..end).find(|i| ends(doc, *i)).unwrap_or(end);
        // "May 2, 2025"
        if let Some(date) = dates::find(doc, from, end) {
            to = to.max(if date.tokens.0 < to { date.tokens.1 } else { to });
        }
        let piece = piece(doc, (from, to));
        from = to;
        let Some(mut piece) = piece else {
            // In running text the list ends with the first piece that names no study.
            if out.len() > start { continue } else { break }
        };
        let bare = piece.modality.is_none() && piece.date.is_none() && !piece.none;
        match out[start..].last_mut() {
            // "22 May (baseline)"
            Some(_) if bare => {}
            Some(last) if last.date.is_none() && !last.none && piece.modality.is_none() && piece.date.is_some() => {
                last.date = piece.date;
                last.tokens.1 = piece.tokens.1;
            }
            Some(last) => {
                piece.modality = piece.modality.or(last.modality.filter(|_| piece.date.is_some()));
                out.push(piece);
            }
            None => out.push(piece),
        }
    }
}

/// True when a new piece begins at this token.
fn ends(doc: &Document, at: u32) -> bool {
    let joins = doc
        .terms
        .between(Lane::Word, at, at + 1)
        .iter()
        .any(|t| matches!(word(t.entry), Word::And | Word::Or));
    // "+" before a figure is a sign of the number.
    let gap = doc.buffer.tokens[at as usize].gap;
    let signed = gap.has(Gap::AND) && doc.buffer.tokens[at as usize].shape.is_number();
    joins || (gap.has(ENDS) && !signed)
}

/// What a piece of a list names; nothing when it names no study.
fn piece(doc: &Document, (first, end): (u32, u32)) -> Option<Piece> {
    let own = terms(doc, (first, end));
    let inside = |term: &&Term| term.end <= end;
    let modality = doc
        .terms
        .between(Lane::Study, first, end)
        .iter()
        .find_map(|term| match term.study() {
            StudyTerm::Modality(number) if term.end <= end => Some((number, (term.first, term.end))),
            _ => None,
        });
    let none = saying(doc, own, Says::NoEarlierStudy).find(inside);
    let earlier = saying(doc, own, Says::EarlierStudy).find(inside);
    let when = saying(doc, own, Says::When).find(inside);
    let on_day = saying(doc, own, Says::Day)
        .find(|term| term.end < end && doc.buffer.tokens[term.end as usize].shape.is_number())
        .map(|term| (term.first, term.end + 1));
    let date = dates::find(doc, first, end).or_else(|| {
        let tokens = when.map(|term| (term.first, term.end)).or(on_day)?;
        Some(Date {
            tokens,
            day: dates::Day::Unknown,
        })
    });
    let words = [
        modality.map(|(_, tokens)| tokens),
        none.map(|term| (term.first, term.end)),
        earlier.map(|term| (term.first, term.end)),
        date.map(|date| date.tokens),
    ];
    let (from, to) = words.into_iter().flatten().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(Piece {
        tokens: (from, to),
        modality: modality.map(|(number, _)| number).filter(|_| none.is_none()),
        date: date.filter(|_| none.is_none()),
        none: none.is_some(),
    })
}

/// Notes which findings refer to which study: those of its own sentence that are said to have changed or not; all of them where there is only one study.
fn refer(doc: &Document, mentions: &[Mention], all: &mut [Comparison]) {
    let only = all.iter().filter(|c| !c.none).count() == 1;
    // The mentions stand in order of place, so that those of a sentence need not be looked for among all.
    let before = |token: u32| mentions.partition_point(|m| m.tokens.0 < token);
    for comparison in all.iter_mut().filter(|c| !c.none) {
        let sentence = doc.sentence_at(comparison.tokens.0).map_or((0, 0), |s| s.tokens);
        let own = if only {
            0..mentions.len()
        } else {
            before(sentence.0)..before(sentence.1)
        };
        let changed = |number: &usize| mentions[*number].change.is_some() && mentions[*number].is_current();
        comparison.mentions.extend(own.filter(changed).map(|number| number as u32));
    }
}
