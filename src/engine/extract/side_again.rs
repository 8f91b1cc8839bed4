//! A side that was said once and holds on: "a mass of the left temporal lobe with widening of the temporal horn", "sulci on that side", "the
//! opposite hemisphere".

use super::{Mention, SiteMention};
use crate::document::Document;
use crate::text::Gap;
use crate::vocabulary::Laterality;

/// Gives a place that is one of a pair and is told without a side the side that its sentence told last before it. `own` are the mentions of
/// a sentence, in order; a plural ("the lateral ventricles") speaks of both and stays as it is.
pub(super) fn go_on(doc: &Document, own: &mut [Mention]) {
    for index in 1..own.len() {
        let (before, rest) = own.split_at_mut(index);
        let mention = &mut rest[0];
        // What explains the rest of the brain is of no side.
        if mention.side.is_some() || doc.lexicon.findings[mention.finding.index()].explains_only {
            continue;
        }
        for at in 0..mention.sites.len() {
            let site = mention.sites[at];
            if site.laterality.is_some() || !is_one_of_two(doc, &site) || is_opposite(doc, &site) || opens_item(doc, &site) {
                continue;
            }
            let told = before.iter().flat_map(|m| &m.sites).filter(|s| s.tokens.1 <= site.tokens.0);
            let last = told.filter(|s| s.laterality.is_some()).max_by_key(|s| s.tokens.0);
            let side = last.and_then(|l| l.laterality);
            mention.sites[at].laterality = side.filter(|s| matches!(s, Laterality::Left | Laterality::Right));
        }
    }
}

/// "Infarct of the insula on the left, caudate haemorrhage": a place right behind a comma begins a statement of its own.
fn opens_item(doc: &Document, site: &SiteMention) -> bool {
    doc.buffer.tokens[site.tokens.0 as usize].gap.has(Gap::COMMA)
}

/// True for a place that there is on the left and on the right, told in the singular.
fn is_one_of_two(doc: &Document, site: &SiteMention) -> bool {
    let named = &doc.lexicon.sites[site.site.index()];
    let word = doc.buffer.tokens[site.tokens.1 as usize - 1].span().of(doc.text);
    let plural = ["s", "i", "ae", "S", "ia"].iter().any(|end| word.ends_with(end));
    !named.unpaired && !named.everywhere && !plural
}

/// "The contralateral hemisphere", "the opposite thalamus".
pub(super) fn is_opposite(doc: &Document, site: &SiteMention) -> bool {
    let first = site.tokens.0;
    let word = |i: u32| doc.buffer.word_of(i as usize);
    (first.saturating_sub(3)..site.tokens.1).any(|i| matches!(word(i), b"contralateral" | b"opposite"))
}

/// "The ipsilateral sulci", "the sulci on that side": words that point to the side that was told last.
pub(super) fn points_to_side(doc: &Document, site: &SiteMention, end: u32) -> bool {
    let (first, last) = site.tokens;
    let word = |i: u32| doc.buffer.word_of(i as usize);
    let same = |i: u32| matches!(word(i), b"ipsilateral" | b"homolateral");
    let this = |i: u32| matches!(word(i), b"that" | b"this" | b"same");
    let side = |i: u32| matches!(word(i), b"side" | b"convexity");
    (first.saturating_sub(3)..last).any(same) || (last..end.min(last + 8).saturating_sub(1)).any(|i| this(i) && side(i + 1))
}
