//! Denying words that no rule understood: what they may be said of is never plainly present.

use super::Scope;
use crate::document::Document;
use crate::extract::{Mention, TokenTable};
use crate::lexicon::{Lane, Rule, Step};
use crate::structure::Sentence;
use crate::terms::Term;
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
        if is_understood(doc, scopes, word, mentions) {
            continue;
        }
        for mention in mentions.iter_mut() {
            let plain = mention.assertion == Assertion::Present && mention.certainty == Certainty::Definite;
            if plain && table.same_clause(mention.head.0, word.first) {
                mention.assertion = Assertion::Possible;
                mention.certainty = Certainty::Unclear;
                mention.note(Rule::Grammar(Step::UnknownPredicate), (word.first, word.end));
            }
        }
    }
}

/// True when a finding has the word in its own, a cue with it reaches a finding, or a phrase is known that holds it and denies nothing.
fn is_understood(doc: &Document, scopes: &[Scope], word: &Term, mentions: &[Mention]) -> bool {
    let covers = |(first, end): (u32, u32)| first < word.end && word.first < end;
    let own = mentions.iter().any(|m| covers(m.tokens));
    let reached = |s: &Scope| mentions.iter().any(|m| s.reaches(m.words()));
    let spoken = || scopes.iter().any(|s| covers(s.tokens) && reached(s));
    own || spoken() || doc.terms.is_any_decoy(Lane::Cue, word.first, word.end)
}
