//! Side words that belong to the finding itself: "left subdural haematoma", "thalamic infarct on the right", "on the right, an infarct in
//! the thalamus".

use super::side_words::{side_at, side_behind};
use super::sites::SiteItem;
use super::{Mention, TokenTable};
use crate::document::Document;
use crate::lexicon::Word;
use crate::structure::Sentence;
use crate::text::Gap;
use crate::vocabulary::Laterality;

/// Binds the side words of a sentence that no place has taken to its mentions, which are numbered from `base`, and to their places without
/// a side. `label` is the side that the line is headed by.
pub(super) fn bind(
    doc: &Document,
    sentence: &Sentence,
    table: &TokenTable,
    items: &[SiteItem],
    label: Option<Laterality>,
    mentions: &mut [Mention],
    base: usize,
) {
    mentions.iter_mut().for_each(|m| share(doc, table, m));
    let headed = label.or_else(|| leading(doc, sentence, table, items));
    if !table.has.side && headed.is_none() {
        return;
    }
    for (index, mention) in mentions.iter_mut().enumerate() {
        let front = in_front(doc, sentence, table, items, mention, (base + index) as u32);
        if let Some((side, at)) = front {
            mention.side = Some(side);
            let (first, end) = mention.tokens;
            // "The hippocampi on both sides are swollen": a side among the finding's own words is that of the places in front of it too.
            let own = |place: u32| (first..at).contains(&place);
            give(doc, mention, side, |place| place >= end || own(place));
        }
        if let Some(side) = behind(doc, sentence, table, items, mention) {
            mention.side = mention.side.or(Some(side));
            give(doc, mention, side, |_| true);
        }
        if let Some(side) = headed {
            mention.side = mention.side.or(Some(side));
            give(doc, mention, side, |_| true);
        }
    }
}

/// Gives a side to the paired places of a mention that have none and begin at a token that `fits`.
fn give(doc: &Document, mention: &mut Mention, side: Laterality, fits: impl Fn(u32) -> bool) {
    // "A midline lesion of the splenium": what is no pair may lie there.
    let paired = |s: &super::SiteMention| side == Laterality::Midline || !doc.lexicon.sites[s.site.index()].unpaired;
    for site in mention
        .sites
        .iter_mut()
        .filter(|s| s.laterality.is_none() && paired(s) && fits(s.tokens.0))
    {
        site.laterality = Some(side);
    }
}

/// "The white matter of the left parietal lobe", "cortical oedema in the left parietal lobe": a place in front of "of" and a kind of tissue are
/// on the side of the place that is said with one.
fn share(doc: &Document, table: &TokenTable, mention: &mut Mention) {
    /// The most words from the tissue to its place.
    const FARTHEST: u32 = 3;
    if mention.sites.len() < 2 || mention.sites.iter().all(|s| s.laterality.is_none()) {
        return;
    }
    let all = mention.sites.clone();
    let end = mention.tokens.1;
    let agreed = Laterality::of_all(all.iter().filter_map(|s| s.laterality));
    let one = agreed.filter(|&a| all.iter().all(|s| s.laterality.is_none_or(|l| l == a)));
    for site in mention.sites.iter_mut().filter(|s| s.laterality.is_none()) {
        let named = &doc.lexicon.sites[site.site.index()];
        if named.unpaired {
            continue;
        }
        let after = site.tokens.1;
        let led = |o: &super::SiteMention| {
            let near = after < o.tokens.0 && o.tokens.0 <= after + FARTHEST;
            let plain = |i: u32| doc.buffer.tokens[i as usize].gap.is_plain() && !matches!(table.word(i), Some(Word::And | Word::Or));
            near && (after..o.tokens.0).any(|i| table.word(i) == Some(Word::Of)) && (after..=o.tokens.0).all(plain)
        };
        let place = all.iter().find(|o| o.laterality.is_some() && led(o)).and_then(|o| o.laterality);
        // "Through the left internal capsule into the temporal lobe", "in the right MCA territory involving the insula".
        let reached = |o: &super::SiteMention| {
            let near = o.tokens.1 <= site.tokens.0 && site.tokens.0 <= o.tokens.1 + FARTHEST_REACH;
            near && (o.tokens.1..site.tokens.0).any(|i| reaches(doc, i))
        };
        let onward = one.filter(|&o| o != Laterality::Bilateral && all.iter().any(|s| s.laterality.is_some() && reached(s)));
        // "The faint periventricular haze in both frontal lobes": of both sides in front too.
        let told = |s: &super::SiteMention| {
            let words = s.tokens.0..(s.tokens.1 + 3).min(doc.buffer.tokens.len() as u32);
            s.tokens.0 >= after && { words }.any(|i| side_at(doc, table, i) == Some(Laterality::Bilateral))
        };
        let both = one.filter(|&o| o == Laterality::Bilateral && all.iter().any(told));
        site.laterality = place.or(onward).or(both).or(one.filter(|_| named.tissue && after <= end));
    }
    // "The periventricular and subcortical white matter of both hemispheres": the tissue in front of the last one too.
    for index in (1..mention.sites.len()).rev() {
        let (site, next) = (mention.sites[index - 1], mention.sites[index]);
        let listed = site.tokens.1 <= next.tokens.0 && next.tokens.0 <= site.tokens.1 + 2;
        let joined = (site.tokens.1..next.tokens.0).any(|i| matches!(table.word(i), Some(Word::And | Word::Or)));
        let shared = all.get(index).is_some_and(|before| before.laterality.is_none()) && next.laterality.is_some();
        if site.laterality.is_none() && listed && joined && shared && !doc.lexicon.sites[site.site.index()].unpaired {
            mention.sites[index - 1].laterality = next.laterality;
        }
    }
}

/// The most words from a place with a side to one that the finding reaches from there.
const FARTHEST_REACH: u32 = 14;

/// A word that leads from a place to another on the same side.
fn reaches(doc: &Document, at: u32) -> bool {
    matches!(
        doc.buffer.word_of(at as usize),
        b"involving" | b"including" | b"into" | b"extending" | b"extends" | b"reaching" | b"spreading"
    )
}

/// True when the side word at token `at` is that of a place.
fn is_taken(items: &[SiteItem], at: u32) -> bool {
    items.iter().any(|i| i.lead <= at && at < i.end)
}

/// "Left subdural haematoma", "bilateral contusions": the side among the describing words in front of a mention or among its own.
fn in_front(
    doc: &Document,
    sentence: &Sentence,
    table: &TokenTable,
    items: &[SiteItem],
    mention: &Mention,
    number: u32,
) -> Option<(Laterality, u32)> {
    let (first, end) = mention.tokens;
    let own = |at: u32| side_at(doc, table, at).filter(|_| !is_taken(items, at)).map(|side| (side, at));
    if let Some(side) = (first..end).find_map(own) {
        return Some(side);
    }
    let mut strange = 0;
    for at in (sentence.tokens.0..first).rev() {
        let token = table.at(at);
        let next = doc.buffer.tokens[at as usize + 1].gap;
        if !table.same_clause(at, first) || token.mention.is_other_than(number) || !next.is_plain() {
            return None;
        }
        if let Some(side) = side_at(doc, table, at) {
            return Some((side, at)).filter(|_| !is_taken(items, at));
        }
        if token.attribute.is_some() || token.site || doc.is_article(at) {
            continue;
        }
        strange += 1;
        if token.word.is_some() || token.cue.is_some() || strange > 1 {
            return None;
        }
    }
    None
}

/// "Thalamic infarct on the right", "frontal lobes: haemorrhage bilaterally": the side right behind a mention or behind its last place.
fn behind(doc: &Document, sentence: &Sentence, table: &TokenTable, items: &[SiteItem], mention: &Mention) -> Option<Laterality> {
    let (side, at) = side_behind(doc, sentence, table, mention.tokens.1)?;
    (table.same_clause(mention.tokens.1 - 1, at) && !is_taken(items, at)).then_some(side)
}

/// "On the right, an infarct is seen in the thalamus": the side that a sentence opens with.
fn leading(doc: &Document, sentence: &Sentence, table: &TokenTable, items: &[SiteItem]) -> Option<Laterality> {
    let (first, end) = sentence.tokens;
    if !table.has.side || table.word(first) != Some(Word::In) {
        return None;
    }
    let at = (first + 1..end.min(first + 3)).find(|&i| !doc.is_article(i))?;
    let side = side_at(doc, table, at).filter(|_| !is_taken(items, at))?;
    let after = (at + 1..end).find(|&i| table.at(i).attribute != table.at(at).attribute)?;
    let ends = doc.buffer.tokens[after as usize].gap.has(Gap::COMMA) || matches!(table.word(after), Some(Word::There));
    ends.then_some(side)
}
