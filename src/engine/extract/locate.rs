//! Binding places to findings: in front ("left frontal infarct"), behind ("infarct in the left pons and thalamus"), as the
//! subject ("the left thalamus shows high signal"), or from the organ heading above.

use super::sites::{OrganHeading, SiteItem};
use super::{Level, Mention, SiteMention, TokenTable};
use crate::document::Document;
use crate::lexicon::Word;
use crate::structure::Sentence;
use crate::text::Gap;
use smallvec::SmallVec;

/// What a sentence names of places.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub items: &'a [SiteItem],
    pub levels: &'a [Level],
    pub heading: &'a OrganHeading,
}

/// Binds the places and levels of a sentence to its mentions, which begin at index `base`.
pub(super) fn bind(doc: &Document, sentence: &Sentence, table: &TokenTable, places: Places, mentions: &mut [Mention], base: usize) {
    let Places { items, levels, heading } = places;
    let own = &mut mentions[base..];
    if !items.is_empty() {
        bind_items(doc, sentence, table, items, own, base);
    }
    for level in levels {
        let heads = level.tokens.0 <= sentence.tokens.0 + 1
            && doc
                .buffer
                .tokens
                .get(level.tokens.1 as usize)
                .is_some_and(|t| t.gap.has(Gap::COLON));
        if heads {
            // "C4-5: disc protrusion with mild canal stenosis": the level heads its line.
            own.iter_mut().for_each(|m| m.levels.push(*level));
        } else {
            bind_level(table, level, own);
        }
    }
    if !heading.items.is_empty() {
        for mention in own.iter_mut().filter(|m| m.sites.is_empty() && m.levels.is_empty()) {
            let becomes = &doc.lexicon.findings[mention.finding.index()].becomes;
            let decides = |site| becomes.iter().any(|b| b.site.iter().any(|&outer| doc.lexicon.within(site, outer)));
            let counts = |i: &&SiteItem| doc.lexicon.sites[i.site.index()].depth >= MIN_DEPTH || decides(i.site);
            heading.items.iter().filter(counts).for_each(|item| add(mention, item));
        }
    }
}

/// Binds the places that the sentence itself names to its mentions, which are numbered from `base`.
fn bind_items(doc: &Document, sentence: &Sentence, table: &TokenTable, items: &[SiteItem], own: &mut [Mention], base: usize) {
    let mut owned: SmallVec<[bool; 16]> = SmallVec::from_elem(false, items.len());
    for (number, mention) in own.iter_mut().enumerate() {
        inside_and_before(doc, sentence, table, items, (base + number) as u32, mention, &mut owned);
    }
    behind(doc, sentence, table, items, own, &mut owned);
    share_tail(doc, table, own);
    subject(doc, sentence, table, items, own, &owned);
}

/// Headings of wide places ("Brain:") name no site of a finding, unless they decide which finding is meant.
const MIN_DEPTH: u8 = 3;

fn add(mention: &mut Mention, item: &SiteItem) {
    let known = mention
        .sites
        .iter()
        .any(|s| s.site == item.site && (s.laterality == item.side || item.side.is_none()));
    if !known {
        mention.sites.push(SiteMention {
            site: item.site,
            laterality: item.side,
            tokens: item.shown,
        });
    }
}

/// Places among the mention's own words, and those that stand in front of it as describing words.
fn inside_and_before(
    doc: &Document,
    sentence: &Sentence,
    table: &TokenTable,
    items: &[SiteItem],
    number: u32,
    mention: &mut Mention,
    owned: &mut [bool],
) {
    let (first, end) = mention.tokens;
    let patterned = !mention.sites.is_empty();
    for (index, item) in items.iter().enumerate() {
        if first <= item.first && item.end <= end {
            owned[index] = true;
            if !patterned {
                add(mention, item);
            }
        }
    }
    if items[0].first >= first {
        return;
    }
    let mut strange = 0;
    let mut reach = first;
    for at in (sentence.tokens.0..first).rev() {
        let token = table.at(at);
        let foreign = token.mention.is_other_than(number);
        if foreign || !table.same_clause(at, first) {
            break;
        }
        let next = &doc.buffer.tokens[at as usize + 1];
        let comma = next.gap.has(Gap::COMMA) && !in_list(items, at, &reach);
        if comma || next.gap.has(Gap::OPEN.with(Gap::COLON).with(Gap::SEMICOLON).with(Gap::EQUALS)) || next.gap.is_dash() {
            break;
        }
        let describes = token.site || token.attribute.is_some() || doc.is_article(at);
        if !describes {
            match token.word {
                Some(Word::And | Word::Or) if reach < first => {}
                Some(_) => break,
                None if token.cue.is_some() => {}
                None => {
                    strange += 1;
                    if strange > 2 {
                        break;
                    }
                }
            }
        }
        if token.site {
            reach = at;
        }
    }
    for (index, item) in items.iter().enumerate() {
        if item.first >= reach && item.first < first && item.end <= end {
            owned[index] = true;
            add(mention, item);
        }
    }
}

/// True when the comma after token `at` stands inside a list of places that reaches up to `reach`.
fn in_list(items: &[SiteItem], at: u32, reach: &u32) -> bool {
    items
        .iter()
        .any(|i| i.end == at + 1 && items.iter().any(|j| j.group == i.group && j.first > at && j.first <= *reach))
}

/// Places behind a mention, up to the next mention of the clause.
fn behind(doc: &Document, sentence: &Sentence, table: &TokenTable, items: &[SiteItem], own: &mut [Mention], owned: &mut [bool]) {
    for (index, item) in items.iter().enumerate() {
        if owned[index] {
            continue;
        }
        let before = (0..own.len()).rev().find(|&m| {
            own[m].tokens.1 <= item.first
                && (table.same_clause(own[m].tokens.1 - 1, item.first) || is_listed(doc, table, own[m].tokens.1, item.first))
        });
        let Some(m) = before else { continue };
        let from = own[m].tokens.1;
        if (from..item.first).any(|i| matches!(table.word(i), Some(Word::Than)) && table.at(i).word_starts) {
            continue;
        }
        if is_subject_of_next(doc, sentence, table, items, item, own, m) {
            continue;
        }
        owned[index] = true;
        // Two findings of the very same words share their places.
        let same = own[m].tokens;
        own.iter_mut()
            .filter(|other| other.tokens == same)
            .for_each(|other| add(other, item));
    }
}

/// "Old haemorrhages: pons, left temporal lobe, both thalami": only places stand behind the colon.
fn is_listed(doc: &Document, table: &TokenTable, from: u32, to: u32) -> bool {
    let plain = |i: u32| {
        let token = table.at(i);
        token.site || token.attribute.is_some() || matches!(token.word, Some(Word::And)) || doc.is_article(i)
    };
    doc.buffer.tokens[from as usize].gap.has(Gap::COLON) && (from..to).all(plain)
}

/// "... and the ventricles are dilated": a place that a new verb follows belongs to what comes after it.
fn is_subject_of_next(
    doc: &Document,
    sentence: &Sentence,
    table: &TokenTable,
    items: &[SiteItem],
    item: &SiteItem,
    own: &[Mention],
    m: usize,
) -> bool {
    let Some(next) = own.get(m + 1).filter(|n| table.same_clause(n.tokens.0, item.first)) else {
        return false;
    };
    let last = items
        .iter()
        .filter(|i| i.group == item.group)
        .map(|i| i.end)
        .max()
        .unwrap_or(item.end);
    let verb = (last..next.tokens.0.min(sentence.tokens.1)).any(|i| matches!(table.word(i), Some(Word::Is | Word::Shows)));
    let led = (own[m].tokens.1..item.first).any(|i| matches!(table.word(i), Some(Word::In | Word::Of)) && table.at(i).word_starts);
    verb && !led && last <= next.tokens.0 && doc.buffer.tokens.len() as u32 >= last
}

/// "X, Y and Z in the left thalamus": the place behind the last of a list belongs to all of it.
fn share_tail(doc: &Document, table: &TokenTable, own: &mut [Mention]) {
    for index in (0..own.len().saturating_sub(1)).rev() {
        let (front, back) = own.split_at_mut(index + 1);
        let (mention, next) = (&mut front[index], &back[0]);
        if !mention.sites.is_empty() || next.sites.is_empty() || !table.same_clause(mention.tokens.0, next.tokens.0) {
            continue;
        }
        let beside = mention.tokens.1 == next.tokens.0;
        let behind = |s: &&SiteMention| s.tokens.0 >= next.tokens.1 || beside;
        if next.sites.iter().any(|s| behind(&s)) && is_list_joint(doc, table, mention.tokens.1, next.tokens.0) {
            mention.sites.extend(next.sites.iter().filter(behind).copied());
        }
    }
}

/// True when only list words and describing words stand between two mentions.
pub(super) fn is_list_joint(doc: &Document, table: &TokenTable, from: u32, to: u32) -> bool {
    // Words side by side ("myelopathy throughout the entire cord") need no joint.
    let mut joint = from == to || doc.buffer.tokens[to as usize].gap.has(Gap::COMMA.with(Gap::SLASH).with(Gap::AND));
    let mut strange = 0;
    for at in from..to {
        let token = table.at(at);
        joint |= doc.buffer.tokens[at as usize].gap.has(Gap::COMMA.with(Gap::SLASH).with(Gap::AND));
        match token.word {
            Some(Word::And | Word::Or | Word::With) => joint = true,
            Some(_) => return false,
            None if token.attribute.is_some() || token.cue.is_some() || token.site || doc.is_article(at) => {}
            None => {
                strange += 1;
                if strange > 1 {
                    return false;
                }
            }
        }
    }
    joint
}

/// "The left thalamus shows high signal", "left pons: infarct": a place in front, not owned by another mention.
fn subject(doc: &Document, sentence: &Sentence, table: &TokenTable, items: &[SiteItem], own: &mut [Mention], owned: &[bool]) {
    let mut before = sentence.tokens.0;
    for mention in own.iter_mut() {
        let (first, end) = mention.tokens;
        if mention.sites.is_empty() {
            let heads = |i: &&SiteItem| i.first >= before && i.end <= first;
            let free = items.iter().enumerate().filter(|(n, _)| !owned[*n]).map(|(_, i)| i).filter(heads);
            let near = free.filter(|i| table.same_clause(i.first, first) || opens(doc, sentence, table, i, first));
            if let Some(last) = { near }.next_back().map(|i| i.group) {
                for item in items.iter().filter(|i| i.group == last && i.end <= first) {
                    add(mention, item);
                }
            }
        }
        before = before.max(if table.same_clause(end - 1, first) { end } else { before });
    }
}

/// "Left internal carotid artery: acute occlusion": the place stands before a colon at the head of the line.
fn opens(doc: &Document, sentence: &Sentence, table: &TokenTable, item: &SiteItem, first: u32) -> bool {
    let colon = |i: u32| doc.buffer.tokens[i as usize].gap.has(Gap::COLON.with(Gap::EQUALS)) || doc.buffer.tokens[i as usize].gap.is_dash();
    item.first <= sentence.tokens.0 + 6
        && (item.end..=first).any(colon)
        && !(item.end..first).any(|i| matches!(table.word(i), Some(Word::Is | Word::Shows)))
}

fn bind_level(table: &TokenTable, level: &Level, own: &mut [Mention]) {
    let at = level.tokens;
    let clause = |m: &Mention| table.same_clause(m.tokens.0, at.0);
    let before = (0..own.len()).rev().find(|&m| own[m].tokens.0 <= at.0 && clause(&own[m]));
    let after = (0..own.len()).find(|&m| own[m].tokens.0 >= at.1 && clause(&own[m]));
    let m = match (before, after) {
        (Some(b), _) => b,
        (None, Some(a)) => a,
        (None, None) => return,
    };
    if !own[m].levels.contains(level) {
        own[m].levels.push(*level);
    }
}
