//! Days after an infusion: "day 5 post ..", "D+8", "nine days after ..", ".. infused 4 days ago".

use super::words::{at, is_therapy, number, saying, terms};
use crate::document::Document;
use crate::lexicon::Says;
use crate::terms::Term;
use crate::text::Gap;
use crate::vocabulary::Role;

/// A day after an infusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub number: u16,
    pub tokens: (u32, u32),
}

/// Later days are no days after an infusion.
const LAST: u32 = 3650;
/// So many words behind "after" is the therapy looked for.
const BEHIND: u32 = 5;
/// So many words may stand between a therapy and "4 days ago".
const BETWEEN: u32 = 6;

/// What ends a group of words.
const MARKS: Gap = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::PERIOD).with(Gap::COLON);

/// The day that a sentence gives for the therapy `named` in it. `own` are the sentence's terms.
pub(super) fn beside(doc: &Document, sentence: (u32, u32), own: &[Term], named: &Term) -> Option<Day> {
    let away = |day: &Day| match day.tokens.0 >= named.end {
        true => day.tokens.0 - named.end,
        false => named.first.saturating_sub(day.tokens.1),
    };
    let numbered = numbered(doc, sentence, own).filter(|(day, _)| !leads_elsewhere(doc, sentence, own, day));
    numbered
        .map(|(day, _)| day)
        .min_by_key(away)
        .or_else(|| counted(doc, sentence, own).next())
        .or_else(|| joined(doc, sentence, named))
        .or_else(|| ago(doc, sentence, own, named))
}

/// The day of a report whose therapy is named in another sentence: only "d+21", and only outside of what was found.
pub(super) fn alone(doc: &Document) -> Option<Day> {
    let told = |role| matches!(role, Role::Clinical | Role::Technique | Role::Other);
    // A title stands above the findings of a report without headings.
    let asked = |(index, role): (usize, Role)| told(role) || index == 0;
    let sentences = doc.sentences.iter().enumerate().filter(|(index, s)| asked((*index, s.role)));
    sentences
        .flat_map(|(_, s)| {
            let own = terms(doc, s.tokens);
            numbered(doc, s.tokens, own).collect::<smallvec::SmallVec<[_; 2]>>()
        })
        .find_map(|(day, plus)| plus.then_some(day))
}

/// All of "day 5" and "d+5" in a sentence, and whether there is a plus; not days that are counted from something else.
fn numbered<'t>(doc: &'t Document<'_>, (_, end): (u32, u32), own: &'t [Term]) -> impl Iterator<Item = (Day, bool)> {
    saying(doc, own, Says::Day).filter_map(move |word| {
        let figure = word.end;
        let token = doc.buffer.tokens.get(figure as usize).filter(|_| figure < end)?;
        let joined = token.gap.has(Gap::HYPHEN.with(MARKS)) || !token.shape.is_number();
        let number = number(doc, figure).filter(|n| !joined && *n <= LAST)?;
        let other = saying(doc, own, Says::OtherDay).any(|other| other.end >= word.first && other.first <= word.first);
        let range = figure + 1 < end && doc.buffer.tokens[figure as usize + 1].gap == Gap::HYPHEN;
        let day = Day {
            number: number as u16,
            tokens: (word.first, figure + 1),
        };
        (!other && !range).then_some((day, token.gap.has(Gap::AND)))
    })
}

/// True when it is the day after, or of, something that is no therapy ("day 1 after craniotomy", "day 3 of the stay").
fn leads_elsewhere(doc: &Document, (_, end): (u32, u32), own: &[Term], day: &Day) -> bool {
    let behind = day.tokens.1;
    if behind >= end || doc.buffer.tokens[behind as usize].gap.has(MARKS) {
        return false;
    }
    let after = at(doc, own, behind, Says::After).map(|after| after.end);
    let of = (doc.buffer.word_of(behind as usize) == b"of").then_some(behind + 1);
    after
        .or(of)
        .is_some_and(|from| !names_infusion(own, doc, (from, end.min(from + BEHIND))))
}

/// True when a therapy or its infusion begins in these tokens.
fn names_infusion(own: &[Term], doc: &Document, (from, to): (u32, u32)) -> bool {
    let here = |term: &&Term| from <= term.first && term.first < to;
    own.iter().filter(here).any(is_therapy) || saying(doc, own, Says::Infusion).any(|term| here(&term))
}

/// All of "nine days after the infusion" in a sentence.
fn counted<'t>(doc: &'t Document<'_>, (first, end): (u32, u32), own: &'t [Term]) -> impl Iterator<Item = Day> {
    saying(doc, own, Says::Day).filter_map(move |word| {
        let figure = word.first.checked_sub(1).filter(|i| *i >= first)?;
        let number = number(doc, figure).filter(|n| *n <= LAST)?;
        let after = at(doc, own, word.end, Says::After)?;
        let of_infusion = names_infusion(own, doc, (after.end, end.min(after.end + BEHIND)));
        of_infusion.then_some(Day {
            number: number as u16,
            tokens: (figure, word.end),
        })
    })
}

/// "d7" in one word, right beside the therapy: elsewhere it may be a vertebra.
fn joined(doc: &Document, (first, end): (u32, u32), named: &Term) -> Option<Day> {
    let around = [named.end, named.end + 1, named.first.wrapping_sub(1), named.first.wrapping_sub(2)];
    around.into_iter().filter(|i| first <= *i && *i < end).find_map(|i| {
        let digits = doc.buffer.word_of(i as usize).strip_prefix(b"d")?;
        let number = std::str::from_utf8(digits).ok()?.parse().ok()?;
        (u32::from(number) <= LAST).then_some(Day {
            number,
            tokens: (i, i + 1),
        })
    })
}

/// "infused 4 days ago", behind the therapy.
fn ago(doc: &Document, (_, end): (u32, u32), own: &[Term], named: &Term) -> Option<Day> {
    saying(doc, own, Says::Day).find_map(|word| {
        let figure = word.first.checked_sub(1).filter(|i| *i >= named.end && *i - named.end <= BETWEEN)?;
        let number = number(doc, figure).filter(|n| *n <= LAST)?;
        let says_ago = word.end < end && doc.buffer.word_of(word.end as usize) == b"ago";
        let apart = (named.end..=figure).any(|i| doc.buffer.tokens[i as usize].gap.has(MARKS));
        (says_ago && !apart).then_some(Day {
            number: number as u16,
            tokens: (figure, word.end + 1),
        })
    })
}
