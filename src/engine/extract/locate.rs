//! Binding places to findings: in front ("left frontal infarct"), behind ("infarct in the left pons and thalamus"), as the
//! subject ("the left thalamus shows high signal"), or from the organ heading above.

use super::clauses::is_fronted;
use super::inherit_sites::NEAREST;
use super::sites::{OrganHeading, Relation, SiteItem};
use super::topic::{is_vague, may_inherit};
use super::{Level, Mention, SiteMention, TokenTable, levels, sites};
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
    let label = levels::opening(doc, sentence, levels).map_or(0, |(count, _)| count);
    for level in &levels[label..] {
        let lead = sites::leading_word(doc, table, sentence.tokens.0, level.tokens.0);
        let at = |i: u32| matches!(doc.buffer.word_of(i as usize), b"of" | b"opposite" | b"behind");
        let beside = lead == Some(Word::Near) && !(level.tokens.0.saturating_sub(2)..level.tokens.0).any(at);
        if lead != Some(Word::Apart) && !beside {
            bind_level(doc, table, level, own);
        }
    }
    if !items.is_empty() {
        bind_items(doc, sentence, table, items, own, base);
    }
    share_levels(doc, table, own);
    if label > 0 {
        // "C4-5: disc protrusion with mild canal stenosis": the level heads its line.
        for mention in own.iter_mut().filter(|m| m.levels.is_empty()) {
            mention.levels.extend_from_slice(&levels[..label]);
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
    let mut owned: SmallVec<[bool; 16]> = items.iter().map(|i| i.relation == Relation::Apart).collect();
    for (number, mention) in own.iter_mut().enumerate() {
        inside_and_before(doc, sentence, table, items, (base + number) as u32, mention, &mut owned);
    }
    behind(doc, sentence, table, items, own, &mut owned);
    share_tail(doc, table, own);
    subject(doc, sentence, table, items, own, &owned);
    fronted(doc, table, items, own);
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
    // "Effacement of the left parietal sulci": the sulci are those of a place that is said with them.
    let named = mention.sites.clone();
    let describes = |item: &SiteItem| {
        let lining = |s: &SiteMention| doc.lexicon.sites[s.site.index()].everywhere && s.tokens.1 == item.end + 1;
        named
            .iter()
            .any(|s| lining(s) && doc.buffer.tokens[item.end as usize].gap.is_plain())
    };
    let patterned = |item: &SiteItem| !named.is_empty() && !describes(item);
    for (index, item) in items.iter().enumerate() {
        if first <= item.first && item.end <= end {
            owned[index] = true;
            if !patterned(item) && item.relation != Relation::Apart {
                add(mention, item);
            }
        }
    }
    if items[0].first >= first {
        return;
    }
    let mut strange = 0;
    let mut reach = first;
    let led = items.iter().any(|i| i.first == first && i.end < end);
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
                Some(Word::And | Word::Or) if led || reach < first => {}
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
        let of_another = || led_from(doc, table, item).is_some_and(|other| other != number);
        if item.first >= reach && item.first < first && item.end <= end && item.relation != Relation::Apart && !of_another() {
            owned[index] = true;
            add(mention, item);
        }
    }
}

/// "Calcification along the left frontal lobe with oedema": the number of the mention right behind which a word leads to a place.
fn led_from(doc: &Document, table: &TokenTable, item: &SiteItem) -> Option<u32> {
    let at = item.hull.0.min(item.lead);
    let lead = (at.saturating_sub(4)..at)
        .rev()
        .find(|&i| !doc.is_article(i) && table.at(i).attribute.is_none())?;
    if table.word(lead) != Some(Word::In) {
        return None;
    }
    let start = (lead.saturating_sub(4)..=lead).rev().find(|&i| table.at(i).word_starts)?;
    let before = (start.saturating_sub(2)..start)
        .rev()
        .find(|&i| table.word(i) != Some(Word::Seen))?;
    let plain = doc.buffer.tokens[start as usize].gap.is_plain() && table.same_clause(before, at);
    table.at(before).mention.get().filter(|_| plain)
}

/// "Signal in both hemispheres, but mainly in the right frontal lobe", "also in the vermis": only words that lead to a place stand behind "but".
fn goes_on(doc: &Document, table: &TokenTable, own: &[Mention], item: &SiteItem) -> bool {
    if own.iter().any(|m| table.same_clause(m.tokens.0, item.first)) {
        return false;
    }
    let from = item.hull.0.saturating_sub(6);
    let Some(but) = (from..item.hull.0)
        .rev()
        .find(|&i| table.word(i) == Some(Word::But) || doc.buffer.word_of(i as usize) == b"also")
    else {
        return false;
    };
    let plain = |i: u32| {
        matches!(table.word(i), None | Some(Word::But | Word::In)) && table.at(i).cue.is_none() && doc.buffer.word_of(i as usize) != b"not"
    };
    (but..item.hull.0).all(plain) && (but..item.hull.0).any(|i| table.word(i) == Some(Word::In))
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
        // "A mass in the pons, which shows high signal": the place is that of both.
        let shared = || {
            led_from(doc, table, item).is_some()
                && (item.hull.1..item.hull.1 + 3).any(|i| i < sentence.tokens.1 && table.word(i) == Some(Word::Which))
        };
        if owned[index] && (item.relation == Relation::Apart || !shared()) {
            continue;
        }
        let mut near = (0..own.len()).rev().filter(|&m| own[m].tokens.1 <= item.first).take(NEAREST);
        let before = near.find(|&m| {
            table.same_clause(own[m].tokens.1 - 1, item.first)
                || is_listed(doc, table, own[m].tokens.1, item.first)
                || goes_on(doc, table, own, item)
        });
        let Some(m) = before else { continue };
        if item.relation == Relation::Near && !own[m].is_nowhere() {
            continue;
        }
        if describes_next(doc, table, items, item, own, m) {
            continue;
        }
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

/// "Cord compression, paravertebral and epidural abscess": what stands behind a comma and in front of the next finding describes that one.
fn describes_next(doc: &Document, table: &TokenTable, items: &[SiteItem], item: &SiteItem, own: &[Mention], m: usize) -> bool {
    /// The most words between the place and its finding.
    const FARTHEST: u32 = 3;
    let Some(next) = own[m + 1..].iter().find(|n| n.tokens.0 >= item.end) else {
        return false;
    };
    let hull = (item.hull.0.max(own[m].tokens.1), item.hull.1.min(next.tokens.0));
    let comma = (own[m].tokens.1..=hull.0).any(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA));
    let led = (own[m].tokens.1..hull.0).any(|i| table.word(i).is_some());
    let first = next.tokens.0;
    let joins = |i: u32| matches!(table.word(i), None | Some(Word::And | Word::Or)) && doc.buffer.tokens[i as usize].gap.is_plain();
    let alone = items
        .iter()
        .all(|i| i.first < item.first || i.group == item.group || i.first >= first);
    comma && !led && alone && first <= hull.1 + FARTHEST && (hull.1..first).all(joins) && doc.buffer.tokens[first as usize].gap.is_plain()
}

/// "Old haemorrhages: pons, left temporal lobe, both thalami", "five foci at the border: right frontal (largest, 17 mm), left parietal": no verb and
/// no finding stands behind the colon, and few words that are no place.
fn is_listed(doc: &Document, table: &TokenTable, from: u32, to: u32) -> bool {
    /// The most words in brackets and beside the places.
    const ASIDE: usize = 8;
    let gap = |i: u32| doc.buffer.tokens[i as usize].gap;
    let colon = (from..=to).rev().find(|&i| gap(i).has(Gap::COLON));
    if let Some(colon) = colon.filter(|&c| c > 0 && table.same_clause(from - 1, c - 1)) {
        let free =
            |i: u32| table.at(i).mention == super::MaybeIndex::NONE && !matches!(table.word(i), Some(Word::Is | Word::Shows | Word::There));
        let beside = (colon..to)
            .filter(|&i| !table.at(i).site && table.at(i).attribute.is_none())
            .count();
        return (from..to).all(free) && beside <= ASIDE && !(colon..to).any(|i| gap(i).has(Gap::SEMICOLON));
    }
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
    let led =
        (own[m].tokens.1..item.first).any(|i| matches!(table.word(i), Some(Word::In | Word::Near | Word::Of)) && table.at(i).word_starts);
    verb && !led && last <= next.tokens.0 && doc.buffer.tokens.len() as u32 >= last
}

/// "X, Y and Z in the left thalamus": the place behind the last of a list belongs to all of it.
fn share_tail(doc: &Document, table: &TokenTable, own: &mut [Mention]) {
    for index in (0..own.len().saturating_sub(1)).rev() {
        let (front, back) = own.split_at_mut(index + 1);
        let (mention, next) = (&mut front[index], &back[0]);
        if !is_vague(doc, mention) || next.sites.is_empty() || !table.same_clause(mention.tokens.0, next.tokens.0) {
            continue;
        }
        let beside = mention.tokens.1 == next.tokens.0 && doc.buffer.tokens[next.tokens.0 as usize].gap.is_plain();
        let behind = |s: &&SiteMention| s.tokens.0 >= next.tokens.1 || beside;
        if next.sites.iter().any(|s| behind(&s)) && is_list_joint(doc, table, mention.tokens.1, next.tokens.0) {
            mention.sites = next.sites.iter().filter(behind).copied().collect();
        }
    }
}

/// "Canal or foraminal stenosis at L1-2 and L2-3": the levels behind the last of a list are those of all of it.
fn share_levels(doc: &Document, table: &TokenTable, own: &mut [Mention]) {
    for index in (0..own.len().saturating_sub(1)).rev() {
        let (front, back) = own.split_at_mut(index + 1);
        let (mention, next) = (&mut front[index], &back[0]);
        let behind = |l: &&Level| l.tokens.0 >= next.tokens.1;
        if !may_inherit(doc, mention) || !next.levels.iter().any(|l| behind(&l)) || !table.same_clause(mention.tokens.0, next.tokens.0) {
            continue;
        }
        if next.tokens.0 < mention.tokens.1 || is_list_joint(doc, table, mention.tokens.1, next.tokens.0) {
            mention.levels.extend(next.levels.iter().filter(behind).copied());
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
        if is_vague(doc, mention) {
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

/// "In the left thalamus there is oedema and haemorrhage", "the left thalamus shows oedema and haemorrhage": what a sentence puts in front is
/// the place of all that its list names.
fn fronted(doc: &Document, table: &TokenTable, items: &[SiteItem], own: &mut [Mention]) {
    for index in 1..own.len() {
        let (before, rest) = own.split_at_mut(index);
        let (previous, mention) = (&before[index - 1], &mut rest[0]);
        let first = previous.tokens.0;
        // "The hippocampi are swollen and bright": the place opens the finding's own words.
        let opens = |s: &SiteMention| first <= s.tokens.0 && s.tokens.1 <= previous.head.0;
        let leads = |s: &SiteMention| s.tokens.1 <= first || opens(s);
        let front: SmallVec<[SiteMention; 2]> = previous.sites.iter().filter(|s| leads(s)).copied().collect();
        let others = previous.sites.iter().filter(|s| !leads(s));
        let plain = { others }.all(|s| doc.lexicon.sites[s.site.index()].everywhere);
        if !mention.levels.is_empty() || !is_vague(doc, mention) || front.is_empty() || !plain {
            continue;
        }
        let Some(item) = items.iter().find(|i| i.shown == front[0].tokens) else {
            continue;
        };
        let own = opens(&front[0]);
        let behind = item.hull.1..if own { previous.tokens.1 } else { first.min(item.hull.1 + 12) };
        let start = (item.first.saturating_sub(12)..item.first).find(|&i| table.same_clause(i, item.first));
        let start = start.unwrap_or(item.first);
        let verb = { behind }.any(|i| matches!(table.word(i), Some(Word::Is | Word::Shows)));
        let leads = verb || is_fronted(doc, table, start, item.hull.1.max(start + 1));
        let joined = || own && (previous.tokens.1..mention.tokens.0).any(|i| table.word(i) == Some(Word::And));
        if (leads || joined())
            && table.same_clause(first, mention.tokens.0)
            && is_list_joint(doc, table, previous.tokens.1, mention.tokens.0)
        {
            mention.sites = front;
        }
    }
}

/// "Left internal carotid artery: acute occlusion": the place stands before a colon at the head of the line.
fn opens(doc: &Document, sentence: &Sentence, table: &TokenTable, item: &SiteItem, first: u32) -> bool {
    let colon = |i: u32| doc.buffer.tokens[i as usize].gap.has(Gap::COLON.with(Gap::EQUALS)) || doc.buffer.tokens[i as usize].gap.is_dash();
    let Some(mark) = (item.end..=first).find(|&i| colon(i)) else {
        return false;
    };
    // "Left carotid: there is a narrowing at its origin": the verb stands behind the mark.
    item.first <= sentence.tokens.0 + 10 && !(item.end..mark).any(|i| matches!(table.word(i), Some(Word::Is | Word::Shows)))
}

fn bind_level(doc: &Document, table: &TokenTable, level: &Level, own: &mut [Mention]) {
    let at = level.tokens;
    let clause = |m: &Mention| table.same_clause(m.tokens.0, at.0);
    let before = (0..own.len()).rev().find(|&m| own[m].tokens.0 <= at.0 && clause(&own[m]));
    let after = (0..own.len()).find(|&m| own[m].tokens.0 >= at.1 && clause(&own[m]));
    // "Lytic lesions in the ribs and an old T11 fracture": right in front of a finding, and nothing leads to it.
    let describes = |m: usize| {
        let led = doc.buffer.word_of(at.0.saturating_sub(1) as usize);
        own[m].tokens.0 <= at.1 + 1
            && (at.1..own[m].tokens.0).all(|i| table.at(i).attribute.is_some() || table.at(i).site)
            && !matches!(
                led,
                b"at" | b"of" | b"in" | b"from" | b"to" | b"on" | b"and" | b"between" | b"behind" | b"level" | b"opposite" | b"with"
            )
    };
    let m = match (before, after) {
        (Some(b), Some(a)) if own[b].tokens.1 + 1 < at.0 && describes(a) => a,
        (Some(b), _) => b,
        (None, Some(a)) => a,
        (None, None) => return,
    };
    if !own[m].levels.contains(level) {
        own[m].levels.push(*level);
    }
}
