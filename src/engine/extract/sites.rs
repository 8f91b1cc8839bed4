//! Places: site terms with their sides, and the lists they stand in.

use super::TokenTable;
use super::side_words::{is_said_behind, side_before, side_inside, sides_after};
pub(super) use super::site_item::{Relation, SiteItem};
use crate::document::Document;
use crate::lexicon::{Lane, Note, SiteId, Word};
use crate::structure::Sentence;
use crate::text::{Gap, Shape};
use crate::vocabulary::Laterality;

/// The most words of a label before a colon.
const LONGEST_LABEL: u32 = 4;

/// The place named by an organ heading ("Brainstem and cerebellum:"), in force until the next heading or empty line.
#[derive(Debug, Default)]
pub(super) struct OrganHeading {
    pub items: Vec<SiteItem>,
    section: u32,
    paragraph: u32,
}

impl OrganHeading {
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Forgets the heading when the sentence stands elsewhere or opens with a heading of its own.
    pub fn leave(&mut self, doc: &Document, sentence: &Sentence) {
        if self.items.is_empty() {
            return;
        }
        let (first, end) = sentence.tokens;
        let labelled = sentence.value > first && sentence.value - first <= LONGEST_LABEL && colon_before(doc, sentence.value);
        let headed = labelled || (sentence.opens_line && (first + 1..=end.min(first + LONGEST_LABEL)).any(|i| colon_before(doc, i)));
        if headed || self.section != sentence.section || (sentence.paragraph != self.paragraph && sentence.opens_line) {
            self.items.clear();
        }
    }

    /// True when the sentence stands below the heading.
    pub fn holds(&self, sentence: &Sentence) -> bool {
        !self.items.is_empty() && self.section == sentence.section && self.paragraph == sentence.paragraph
    }
}

/// True when a colon stands in the sentence or right behind it, as in a heading.
pub(super) fn may_head(doc: &Document, sentence: &Sentence, table: &TokenTable) -> bool {
    table.has.gaps.has(Gap::COLON) || colon_before(doc, sentence.tokens.1)
}

/// True when a colon stands in front of token `at`.
fn colon_before(doc: &Document, at: u32) -> bool {
    doc.buffer.tokens.get(at as usize).is_some_and(|t| t.gap.has(Gap::COLON))
}

/// True when the words of one place are the last words of the other: "spinal cord" and "cord".
fn ends_alike(doc: &Document, a: (u32, u32), b: (u32, u32)) -> bool {
    let words = |(first, end): (u32, u32)| (first..end).rev().map(|i| doc.buffer.word_of(i as usize));
    words(a).zip(words(b)).all(|(a, b)| a == b)
}

/// Finds the places of a sentence, in order.
pub(super) fn find(doc: &Document, sentence: &Sentence, table: &TokenTable, heading: &mut OrganHeading, items: &mut Vec<SiteItem>) {
    items.clear();
    let mut group = 0;
    let mut side: Option<(Laterality, u32)> = None;
    let (mut around, mut relation) = (false, Relation::At);
    for (_, term) in table.terms(doc, Lane::Site, sentence) {
        let named = &doc.lexicon.sites[term.entry as usize];
        let previous = items.last().copied();
        let same_words = previous.is_some_and(|p| p.first == term.first && p.end == term.end);
        let right_behind = |p: &&mut SiteItem| p.end == term.first && doc.buffer.tokens[term.first as usize].gap.is_plain();
        if named.tissue
            && let Some(place) = items.last_mut().filter(right_behind)
        {
            // "left parietal cortex" is the left parietal lobe.
            place.end = term.end;
            place.hull.1 = term.end;
            place.shown.1 = term.end;
            continue;
        }
        if let Some(twin) = items.last_mut().filter(|p| same_words && p.site == SiteId(term.entry)) {
            // "the temporal poles": a plural that is a phrase of its own.
            if term.note == Note::BothSides {
                twin.side = twin.side.or(Some(Laterality::Bilateral));
            }
            continue;
        }
        if !same_words {
            let mut join = previous.map_or(Join::None, |p| joined(doc, table, p.end, term.first));
            if join == Join::Comma && relation == Relation::Apart {
                // "Unlike the left putamen, the right putamen": it ends at the comma.
                join = Join::None;
            }
            let again = |p: SiteItem| {
                let is_same = p.site == SiteId(term.entry) && side_before(doc, table, p.end, term.first).is_none();
                is_same && ends_alike(doc, (p.first, p.end), (term.first, term.end))
            };
            if join != Join::None && previous.is_some_and(again) {
                // "T2 signal of the cord, cord compression": named again without another side, it is no second member of a list.
                join = Join::None;
            }
            if join == Join::None {
                group += 1;
                side = None;
                let lead = leading_word(doc, table, sentence.tokens.0, term.first);
                around = matches!(lead, Some(Word::Around | Word::Near));
                relation = match lead {
                    Some(Word::Near) => Relation::Near,
                    Some(Word::Apart) => Relation::Apart,
                    _ => Relation::At,
                };
            }
            let from = previous.filter(|_| join != Join::None).map_or(sentence.tokens.0, |p| p.end);
            match side_before(doc, table, from, term.first).or_else(|| side_inside(doc, table, term.first, term.end)) {
                Some(found) => side = Some(found),
                None if join == Join::Comma || join == Join::None || is_said_behind(doc, table, term.end) => side = None,
                None => {}
            }
        }
        let own = side.filter(|&(_, at)| !named.unpaired || previous.is_none_or(|p| at >= p.end || same_words));
        let laterality = if term.note == Note::BothSides {
            Some(own.map_or(Laterality::Bilateral, |(s, _)| s))
        } else {
            own.map(|(s, _)| s)
        };
        let lead = own.map_or(term.first, |(_, at)| at.min(term.first));
        let lead = if previous.is_some_and(|p| p.group == group && lead < p.end && !same_words) {
            term.first
        } else {
            lead
        };
        let site = named.around.filter(|_| around).unwrap_or(SiteId(term.entry));
        items.push(SiteItem {
            site,
            side: laterality,
            first: term.first,
            end: term.end,
            lead,
            group,
            hull: (lead, term.end),
            shown: (lead, term.end),
            relation,
        });
    }
    if items.is_empty() && heading.holds(sentence) {
        // "Basal cisterns:" on a line of its own, and "Patent and symmetric." below it.
        let at = sentence.tokens.0;
        items.extend(heading.items.iter().map(|i| SiteItem {
            first: at,
            end: at,
            lead: at,
            hull: (at, at),
            ..*i
        }));
        return;
    }
    if items.len() > 1 {
        measure_lists(items);
    }
    sides_after(doc, sentence, table, items);
    resolve_pronouns(doc, sentence, table, items);
    note_heading(doc, sentence, heading, items);
}

/// Notes for each place the words of its whole list; the places of a list follow each other.
fn measure_lists(items: &mut [SiteItem]) {
    let mut start = 0;
    while start < items.len() {
        let group = items[start].group;
        let count = items[start..].iter().take_while(|i| i.group == group).count();
        let list = &mut items[start..start + count];
        let hull = (list[0].lead, list[count - 1].end);
        list.iter_mut().for_each(|i| i.hull = hull);
        start += count;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    None,
    /// Side by side, or by "and", "or", "/", "&".
    Tight,
    /// By a comma only.
    Comma,
}

/// How two site terms with `from..to` between them stand in one list.
fn joined(doc: &Document, table: &TokenTable, from: u32, to: u32) -> Join {
    if from > 0 && !table.same_clause(from - 1, to) {
        return Join::None;
    }
    let (mut tight, mut comma, mut strange) = (from == to, false, 0);
    for index in from..=to {
        let gap = doc.buffer.tokens[index as usize].gap;
        comma |= gap.has(Gap::COMMA);
        tight |= gap.has(Gap::SLASH.with(Gap::AND));
        if index == to {
            break;
        }
        let token = table.at(index);
        if doc.buffer.word_of(index as usize) == b"from" {
            // "the whole cord, from the foramen magnum": where it begins is no second place.
            return Join::None;
        }
        match token.word {
            Some(Word::And | Word::Or) => tight = true,
            Some(Word::In | Word::Of) if comma || tight => {}
            Some(_) => return Join::None,
            None if token.attribute.is_some() || doc.is_article(index) => {}
            None if says_a_finding(doc, index) => return Join::None,
            None => strange += 1,
        }
    }
    // One unknown word is part of a place's name ("left upper basal ganglia"); with nothing else between it joins too.
    match (tight, comma, strange) {
        (true, _, 0..=2) => Join::Tight,
        (false, true, 0..=2) => Join::Comma,
        (false, false, 0..=1) => Join::Tight,
        _ => Join::None,
    }
}

/// "thalamic oedema, cortical infarct": what is found there parts two places.
fn says_a_finding(doc: &Document, at: u32) -> bool {
    !doc.terms.between(Lane::Finding, at, at + 1).is_empty()
}

/// "around the fourth ventricle", "sparing the left thalamus": the word that leads from what stands before to a place, if it is one of those
/// that do not mean the place itself.
pub(super) fn leading_word(doc: &Document, table: &TokenTable, from: u32, to: u32) -> Option<Word> {
    let leads = |word: &Word| matches!(word, Word::Around | Word::Near | Word::Apart);
    if ![Word::Around, Word::Near, Word::Apart].iter().any(|&w| table.has.word(w)) {
        return None;
    }
    if let Some(word) = table.word(to).filter(leads) {
        return Some(word);
    }
    // "Opposite the C7 vertebral body".
    let level = |i: u32| {
        let shape = doc.buffer.tokens[i as usize].shape;
        shape.has(Shape::DIGIT) && shape.has(Shape::UPPER)
    };
    let mut before = (from..to)
        .rev()
        .take(5)
        .filter(|&i| !doc.is_article(i) && table.at(i).attribute.is_none() && !matches!(table.word(i), Some(Word::The | Word::This)))
        .filter(|&i| !level(i));
    before.next().and_then(|i| table.word(i)).filter(leads)
}

/// "The cord is normal above; below this it is swollen": a pronoun before a verb stands for the last place named, where its own
/// clause names none.
fn resolve_pronouns(doc: &Document, sentence: &Sentence, table: &TokenTable, items: &mut Vec<SiteItem>) {
    if items.is_empty() || !table.has.word(Word::Is) {
        return;
    }
    let (first, end) = sentence.tokens;
    for at in first..end.saturating_sub(1) {
        let pronoun = table.word(at + 1) == Some(Word::Is) && matches!(doc.buffer.word_of(at as usize), b"it" | b"they");
        if !pronoun || items.iter().any(|i| table.same_clause(i.first, at)) {
            continue;
        }
        let Some(place) = items.iter().rposition(|i| i.end <= at) else {
            continue;
        };
        let group = items.iter().map(|i| i.group).max().unwrap_or(0) + 1;
        let item = SiteItem {
            first: at,
            end: at + 1,
            lead: at,
            group,
            hull: (at, at + 1),
            shown: (at, at + 1),
            ..items[place]
        };
        items.insert(place + 1, item);
    }
}

/// A line that is only the name of places before a colon heads what follows.
fn note_heading(doc: &Document, sentence: &Sentence, heading: &mut OrganHeading, items: &[SiteItem]) {
    let (first, end) = sentence.tokens;
    let colon_after = |at: u32| colon_before(doc, at);
    let Some(last) = items.last() else { return };
    // "Occlusion of the artery: none" heads nothing.
    if sentence.answer.is_some() {
        return;
    }
    let whole_line = colon_after(end) && end - first <= 8;
    let labelled = sentence.value > first && colon_after(sentence.value);
    let opening = !whole_line && (sentence.opens_line || labelled) && items.iter().any(|i| i.end <= first + 6 && colon_after(i.end));
    if whole_line || opening {
        let until = if whole_line {
            last.end
        } else {
            items.iter().find(|i| colon_after(i.end)).map_or(0, |i| i.end)
        };
        heading.items.clear();
        heading.items.extend(items.iter().filter(|i| i.end <= until));
        heading.section = sentence.section;
        heading.paragraph = sentence.paragraph;
    }
}
