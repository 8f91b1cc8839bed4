//! Denying words that no rule understood: what they may be said of is never plainly present.

use super::Scope;
use crate::document::Document;
use crate::extract::{Mention, TokenTable};
use crate::lexicon::{GrammarStep, Lane, Rule, Word};
use crate::structure::Sentence;
use crate::terms::Term;
use crate::text::{Gap, Shape};
use crate::vocabulary::{Assertion, Certainty};

/// Makes unclear what stands in one clause with a denying word that reached nothing, unless a phrase took the word. Denying words are those of the
/// class `negative`.
pub(super) fn soften(doc: &Document, table: &TokenTable, scopes: &[Scope], sentence: &Sentence, mentions: &mut [Mention]) {
    let Some(symbol) = doc.lexicon.frames.negative else { return };
    if mentions.is_empty() {
        return;
    }
    let (first, end) = sentence.tokens;
    for word in doc.terms.between(Lane::Class, first, end).iter().filter(|t| t.entry == symbol) {
        if is_remark(doc, word) || is_understood(doc, scopes, word, mentions) {
            continue;
        }
        for mention in mentions.iter_mut() {
            let plain = mention.assertion == Assertion::Present && mention.certainty == Certainty::Definite;
            if plain
                && !is_said_by_others(doc, table, mention, word)
                && table.same_clause(mention.head.0, word.first)
                && !has_own_subject(doc, mention, word)
            {
                mention.assertion = Assertion::Possible;
                mention.certainty = Certainty::Unclear;
                mention.note(Rule::Grammar(GrammarStep::UnknownPredicate), (word.first, word.end));
            }
        }
    }
}

/// "an old infarct which the family was not aware of": the word belongs to a relative clause with a subject of its own.
fn is_said_by_others(doc: &Document, table: &TokenTable, mention: &Mention, word: &Term) -> bool {
    let which = (mention.tokens.1..word.first).rev().find(|&i| table.word(i) == Some(Word::Which));
    which.is_some_and(|at| {
        let subject = at + 1;
        subject < word.first && (doc.is_article(subject) || matches!(table.word(subject), Some(Word::The | Word::This)))
    })
}

/// True when a comma stands between the finding and the word, and behind the comma a part of the body of which the word is said: "a protrusion,
/// the cord itself not touched".
fn has_own_subject(doc: &Document, mention: &Mention, word: &Term) -> bool {
    let comma = |i: &u32| doc.buffer.tokens[*i as usize].gap.has(Gap::COMMA);
    let Some(from) = (mention.tokens.1..word.first).find(comma) else {
        return false;
    };
    [Lane::Site, Lane::Part]
        .into_iter()
        .any(|lane| doc.terms.between(lane, from, word.first).iter().any(|t| t.end <= word.first))
}

/// True when the word begins a remark behind a comma, which says what is not done or told: "an aneurysm, not mentioned above", "blood, not adding to
/// the stenosis".
fn is_remark(doc: &Document, word: &Term) -> bool {
    let tokens = &doc.buffer.tokens;
    let Some(next) = tokens.get(word.end as usize) else { return false };
    let remarks = |word: &[u8]| word.ends_with(b"ing") || TOLD.contains(&word);
    // "barely a speck"
    if next.shape.has(Shape::ARTICLE) && next.gap.is_plain() {
        return true;
    }
    tokens[word.first as usize].gap.has(Gap::COMMA) && !next.gap.has(Gap::COMMA) && remarks(doc.buffer.word_of(word.end as usize))
}

/// What can be left undone without a word on whether it is there.
const TOLD: &[&[u8]] = &[
    b"mentioned",
    b"described",
    b"reported",
    b"commented",
    b"listed",
    b"included",
    b"measured",
    b"treated",
    b"biopsied",
    b"irradiated",
    b"resected",
];

/// True when a finding has the word in its own, a cue with it reaches a finding, or a phrase is known that holds it and denies nothing.
fn is_understood(doc: &Document, scopes: &[Scope], word: &Term, mentions: &[Mention]) -> bool {
    let covers = |(first, end): (u32, u32)| first < word.end && word.first < end;
    let own = mentions.iter().any(|m| covers(m.tokens));
    let reached = |s: &Scope| mentions.iter().any(|m| s.reaches(m.words()));
    let spoken = || scopes.iter().any(|s| covers(s.tokens) && reached(s));
    own || spoken() || doc.terms.is_any_decoy(Lane::Cue, word.first, word.end)
}
