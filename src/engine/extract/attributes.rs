//! Severity, extent, acuity and count: the describing words in front of a finding, or after a linking verb behind it.

use super::{Mention, TokenTable};
use crate::document::Document;
use crate::lexicon::{AttributeId, AttributeKind, Lane, Word};
use crate::structure::Sentence;
use crate::text::Gap;

/// Binds the describing words of a sentence to its mentions, which are numbered from `base`.
pub(super) fn bind(doc: &Document, sentence: &Sentence, table: &TokenTable, mentions: &mut [Mention], base: usize) {
    if !table.has.description {
        return;
    }
    for (index, mention) in mentions.iter_mut().enumerate() {
        let (first, end) = mention.tokens;
        let number = (base + index) as u32;
        for token in first..end {
            take(doc, table, token, mention);
        }
        let mut strange = 0;
        for token in (sentence.tokens.0..first).rev() {
            if !describes(doc, table, token, first, number, &mut strange) {
                break;
            }
            take(doc, table, token, mention);
        }
        after_verb(doc, sentence, table, end, mention);
    }
    share_in_lists(doc, table, mentions);
}

/// True when token `at` still belongs to what stands in front of the finding that begins at `first`.
fn describes(doc: &Document, table: &TokenTable, at: u32, first: u32, number: u32, strange: &mut u32) -> bool {
    let token = table.at(at);
    if !table.same_clause(at, first) || token.mention.is_other_than(number) {
        return false;
    }
    if token.attribute.is_some() || token.site || doc.is_article(at) {
        return true;
    }
    // A comma stands only between describing words ("small, ill-defined").
    if doc.buffer.tokens[at as usize + 1].gap.has(Gap::COMMA) {
        return false;
    }
    match token.word {
        Some(Word::And | Word::Or) => true,
        Some(_) => false,
        None if token.cue.is_some() => true,
        None => {
            *strange += 1;
            *strange <= 2
        }
    }
}

/// "the oedema is mild": the describing word after a linking verb.
fn after_verb(doc: &Document, sentence: &Sentence, table: &TokenTable, end: u32, mention: &mut Mention) {
    let last = end - 1;
    let mut verb = false;
    for at in end..sentence.tokens.1.min(end + 4) {
        let token = table.at(at);
        if !table.same_clause(last, at) || token.mention.is_some() || doc.buffer.tokens[at as usize].gap.has(Gap::COMMA) {
            return;
        }
        if token.attribute.is_some() && verb {
            take(doc, table, at, mention);
        }
        match token.word {
            Some(Word::Is) => verb = true,
            Some(_) => return,
            None => {}
        }
    }
}

/// "acute infarct and haemorrhage" tells the age of the infarct only; "old infarcts and haemorrhages" is left alone too: a list
/// shares only a count or extent that nothing of its own replaces.
fn share_in_lists(doc: &Document, table: &TokenTable, mentions: &mut [Mention]) {
    for index in 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(index);
        let (previous, own) = (&before[index - 1], &mut rest[0]);
        let between = previous.tokens.1..own.tokens.0;
        let joined = between.len() == 1 && matches!(table.word(between.start), Some(Word::And | Word::Or));
        if joined
            && own.extent.is_empty()
            && table.same_clause(previous.tokens.0, own.tokens.0)
            && !doc.buffer.tokens[own.tokens.0 as usize].gap.has(Gap::COMMA)
        {
            own.extent = previous.extent.clone();
        }
    }
}

/// Takes up the attributes whose words begin at token `at`.
fn take(doc: &Document, table: &TokenTable, at: u32, mention: &mut Mention) {
    let Some(number) = table.at(at).attribute.get() else { return };
    let lane = doc.terms.lane(Lane::Attribute);
    let term = lane[number as usize];
    let same = lane[..=number as usize]
        .iter()
        .rev()
        .take_while(|t| (t.first, t.end) == (term.first, term.end));
    for id in same.map(|t| AttributeId(t.entry)) {
        match doc.lexicon.attributes[id.index()].kind {
            AttributeKind::Severity => mention.severity = mention.severity.or(Some(id)),
            AttributeKind::Acuity if !mention.acuity.contains(&id) => mention.acuity.insert(0, id),
            AttributeKind::Count => mention.count = mention.count.or(Some(id)),
            AttributeKind::Extent if !mention.extent.contains(&id) => mention.extent.push(id),
            AttributeKind::Acuity | AttributeKind::Extent | AttributeKind::Side => {}
        }
    }
}
