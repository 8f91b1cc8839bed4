//! Severity, extent, acuity and count: the describing words in front of a finding, or after a linking verb behind it.

use super::{Input, Mention, View};
use crate::lexicon::{AttributeId, AttributeKind, Lane, Word};
use crate::structure::Sentence;
use crate::text::Gap;

/// Binds the describing words of a sentence to its mentions, which are numbered from `base`.
pub(super) fn bind(input: &Input, sentence: &Sentence, view: &View, mentions: &mut [Mention], base: usize) {
    if !view.has.description {
        return;
    }
    for (index, mention) in mentions.iter_mut().enumerate() {
        let (first, end) = mention.tokens;
        let number = (base + index) as u32;
        for token in first..end {
            take(input, view, token, mention);
        }
        let mut strange = 0;
        for token in (sentence.tokens.0..first).rev() {
            if !describes(input, view, token, first, number, &mut strange) {
                break;
            }
            take(input, view, token, mention);
        }
        after_verb(input, sentence, view, end, mention);
    }
    share_in_lists(input, view, mentions);
}

/// True when token `at` still belongs to what stands in front of the finding that begins at `first`.
fn describes(input: &Input, view: &View, at: u32, first: u32, number: u32, strange: &mut u32) -> bool {
    let token = view.at(at);
    if !view.same_clause(at, first) || (token.mention != u32::MAX && token.mention != number) {
        return false;
    }
    if token.attribute != u32::MAX || token.site || input.is_article(at) {
        return true;
    }
    // A comma stands only between describing words ("small, ill-defined").
    if input.buffer.tokens[at as usize + 1].gap.has(Gap::COMMA) {
        return false;
    }
    match token.word {
        Some(Word::And | Word::Or) => true,
        Some(_) => false,
        None if token.cue != u32::MAX => true,
        None => {
            *strange += 1;
            *strange <= 2
        }
    }
}

/// "the oedema is mild": the describing word after a linking verb.
fn after_verb(input: &Input, sentence: &Sentence, view: &View, end: u32, mention: &mut Mention) {
    let last = end - 1;
    let mut verb = false;
    for at in end..sentence.tokens.1.min(end + 4) {
        let token = view.at(at);
        if !view.same_clause(last, at) || token.mention != u32::MAX || input.buffer.tokens[at as usize].gap.has(Gap::COMMA) {
            return;
        }
        if token.attribute != u32::MAX && verb {
            take(input, view, at, mention);
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
fn share_in_lists(input: &Input, view: &View, mentions: &mut [Mention]) {
    for index in 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(index);
        let (previous, own) = (&before[index - 1], &mut rest[0]);
        let between = previous.tokens.1..own.tokens.0;
        let joined = between.len() == 1 && matches!(view.word(between.start), Some(Word::And | Word::Or));
        if joined
            && own.extent.is_empty()
            && view.same_clause(previous.tokens.0, own.tokens.0)
            && !input.buffer.tokens[own.tokens.0 as usize].gap.has(Gap::COMMA)
        {
            own.extent = previous.extent.clone();
        }
    }
}

/// Takes up the attributes whose words begin at token `at`.
fn take(input: &Input, view: &View, at: u32, mention: &mut Mention) {
    let number = view.at(at).attribute;
    if number == u32::MAX {
        return;
    }
    let lane = input.terms.lane(Lane::Attribute);
    let term = lane[number as usize];
    let same = lane[..=number as usize]
        .iter()
        .rev()
        .take_while(|t| (t.first, t.end) == (term.first, term.end));
    for id in same.map(|t| AttributeId(t.entry)) {
        match input.lexicon.attributes[id.index()].kind {
            AttributeKind::Severity => mention.severity = mention.severity.or(Some(id)),
            AttributeKind::Acuity if !mention.acuity.contains(&id) => mention.acuity.insert(0, id),
            AttributeKind::Count => mention.count = mention.count.or(Some(id)),
            AttributeKind::Extent if !mention.extent.contains(&id) => mention.extent.push(id),
            AttributeKind::Acuity | AttributeKind::Extent | AttributeKind::Side => {}
        }
    }
}
