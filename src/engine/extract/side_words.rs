//! Side words beside a place: "left frontal", "the thalami on both sides", "the pons, right".

use super::TokenTable;
use super::site_item::SiteItem;
use crate::document::Document;
use crate::lexicon::{AttributeKind, Lane, Word};
use crate::structure::Sentence;
use crate::text::Gap;
use crate::vocabulary::Laterality;

/// "Of the left parietal lobe": behind the words that end at token `end` stands a place with a side of its own.
pub(super) fn is_said_behind(doc: &Document, table: &TokenTable, end: u32) -> bool {
    let stop = (end + 4).min(doc.buffer.tokens.len() as u32);
    end < stop && table.word(end) == Some(Word::Of) && (end..stop).any(|i| side_at(doc, table, i).is_some())
}

/// The side word nearest before a site, at most three words off, with only describing words between.
pub(super) fn side_before(doc: &Document, table: &TokenTable, from: u32, to: u32) -> Option<(Laterality, u32)> {
    if !table.has.side {
        return None;
    }
    let mut strange = 0;
    for index in (from..to).rev() {
        let token = table.at(index);
        if let Some(side) = side_at(doc, table, index) {
            let gap = doc.buffer.tokens[index as usize + 1].gap;
            if gap.has(Gap::SEMICOLON) {
                return None;
            }
            let comma = gap.has(Gap::COMMA);
            if comma && is_led(doc, table, from, index) {
                // "lost on the left, caudate blurred".
                return None;
            }
            if is_other_side(doc, from, index) {
                // "left, not the right, thalamus".
                return (from..index).rev().take(4).find_map(|i| side_at(doc, table, i).map(|s| (s, i)));
            }
            return Some((side, index));
        }
        if doc.buffer.tokens[index as usize + 1].gap.has(Gap::COMMA.with(Gap::SEMICOLON)) {
            return None;
        }
        let skip = token.attribute.is_some() || doc.is_article(index) || matches!(token.word, Some(Word::And | Word::Of));
        if !skip {
            if token.word.is_some() || token.site {
                return None;
            }
            strange += 1;
            if strange > 2 {
                return None;
            }
        }
    }
    None
}

/// "On the left": a word that leads to a place stands before the side at token `at`.
fn is_led(doc: &Document, table: &TokenTable, from: u32, at: u32) -> bool {
    let before = (from..at).rev().find(|&i| !doc.is_article(i));
    before.is_some_and(|i| table.word(i) == Some(Word::In))
}

/// "not the right": the side at token `at` is the other one.
fn is_other_side(doc: &Document, from: u32, at: u32) -> bool {
    let before = (from..at).rev().find(|&i| !doc.is_article(i));
    before.is_some_and(|i| doc.buffer.word_of(i as usize) == b"not")
}

/// A side word among the words of the site itself.
pub(super) fn side_inside(doc: &Document, table: &TokenTable, first: u32, end: u32) -> Option<(Laterality, u32)> {
    if !table.has.side {
        return None;
    }
    (first..end).find_map(|i| side_at(doc, table, i).map(|s| (s, i)))
}

/// The side that token `index` says.
pub(crate) fn side_at(doc: &Document, table: &TokenTable, index: u32) -> Option<Laterality> {
    let number = table.at(index).attribute.get()?;
    // Several attributes may be the same words; a side among them counts.
    let lane = doc.terms.lane(Lane::Attribute);
    let term = &lane[number as usize];
    lane[..=number as usize]
        .iter()
        .rev()
        .take_while(|t| t.first == term.first && t.end == term.end)
        .map(|t| &doc.lexicon.attributes[t.entry as usize])
        .find(|a| a.kind == AttributeKind::Side)
        .and_then(|a| Laterality::parse(&a.value))
}

/// "the cerebellar hemispheres bilaterally", "the corona radiata on the left", "the pons, right": a side after a list is the side of
/// each place without one.
pub(super) fn sides_after(doc: &Document, sentence: &Sentence, table: &TokenTable, items: &mut [SiteItem]) {
    if !table.has.side {
        return;
    }
    for index in 0..items.len() {
        let last_of_group = items.get(index + 1).is_none_or(|n| n.group != items[index].group);
        let open = |side: Option<Laterality>| side.is_none_or(|s| s == Laterality::Bilateral);
        if !last_of_group || !open(items[index].side) {
            continue;
        }
        let Some((side, at)) = side_behind(doc, sentence, table, items[index].end) else {
            continue;
        };
        if items.iter().any(|i| i.lead <= at && at < i.end) || items[index].side.is_some_and(|own| own != side) {
            continue;
        }
        let group = items[index].group;
        let again = items[index].side.is_some();
        let takes = |i: &SiteItem| i.side.is_none() && !(again && doc.lexicon.sites[i.site.index()].unpaired);
        items
            .iter_mut()
            .filter(|i| i.group == group && takes(i))
            .for_each(|i| i.side = Some(side));
    }
}

/// "just left of midline", "mainly on the right": a word in front of a side that says how much.
fn is_degree(word: &[u8]) -> bool {
    matches!(
        word,
        b"just" | b"slightly" | b"mainly" | b"mostly" | b"chiefly" | b"predominantly" | b"only" | b"purely" | b"exclusively"
    )
}

/// The side word right behind the words that end at token `from`, and where it stands: "bilaterally", "on the left", "of the right side",
/// "(left)", ", right".
pub(super) fn side_behind(doc: &Document, sentence: &Sentence, table: &TokenTable, from: u32) -> Option<(Laterality, u32)> {
    let end = sentence.tokens.1;
    let gap = |i: u32| doc.buffer.tokens[i as usize].gap;
    let mut at = from;
    let leads =
        |i: u32| matches!(table.word(i), Some(Word::In | Word::Of)) || doc.is_article(i) || is_degree(doc.buffer.word_of(i as usize));
    while at < end && at < from + 4 && leads(at) {
        at += 1;
    }
    if at >= end || (from..=at).any(|i| gap(i).has(Gap::SEMICOLON.with(Gap::COLON).with(Gap::PERIOD))) {
        return None;
    }
    let side = side_at(doc, table, at)?;
    let after = (at + 1..end)
        .find(|&i| table.at(i).attribute != table.at(at).attribute)
        .unwrap_or(end);
    let closes = after >= end || gap(after).has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::CLOSE).with(Gap::PERIOD).with(Gap::COLON));
    if (from..=at).any(|i| gap(i).has(Gap::COMMA.with(Gap::OPEN))) && !closes {
        return None;
    }
    let belongs_to_next = (after..end.min(at + 4))
        .take_while(|&i| table.word(i).is_none())
        .any(|i| table.at(i).site || !doc.terms.between(Lane::Finding, i, i + 1).is_empty());
    (closes || !belongs_to_next).then_some((side, at))
}
