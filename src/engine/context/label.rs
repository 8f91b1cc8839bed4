//! Findings as the labels of a template: "Haemorrhage: three microbleeds in the pons." says nothing by its label.

use super::Scope;
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{Lane, Reach, Rule};
use crate::structure::Sentence;
use crate::text::Shape;
use crate::vocabulary::{Assertion, Certainty};

/// Drops the mention that is only the label of its line, or gives it what the value says: a value that names findings speaks for itself, one
/// that denies or doubts without naming any speaks of the label; a place, a size or a describing word says that it is there, and any other
/// words are not understood.
pub(super) fn settle(doc: &Document, sentence: &Sentence, scopes: &[Scope], mentions: &mut [Mention]) {
    let value = sentence.value;
    if value == 0 || sentence.answer.is_some() {
        return;
    }
    let [label, rest @ ..] = mentions else { return };
    let (first, end) = sentence.tokens;
    let bare = label.tokens.0 <= first + 1 && label.tokens.1 == value && label.assertion == Assertion::Present;
    if !bare || value >= end {
        return;
    }
    if rest.iter().any(|m| !m.is_discarded()) {
        label.discard();
        return;
    }
    let own = |s: &&Scope| s.tokens.0 >= value && s.reach != Reach::Before;
    if let Some(denial) = scopes.iter().filter(own).find(|s| s.makes.denies()) {
        (label.assertion, label.certainty) = (Assertion::Absent, Certainty::Definite);
        label.note(Rule::Cue(denial.cue), denial.tokens);
        return;
    }
    if scopes.iter().filter(own).any(|s| s.makes.hedges()) {
        label.hedge();
        return;
    }
    let named = [Lane::Site, Lane::Attribute]
        .iter()
        .any(|&lane| !doc.terms.between(lane, value, end).is_empty());
    let number = (value..end).any(|i| doc.buffer.tokens[i as usize].shape.has(Shape::DIGIT));
    let cue = scopes.iter().any(|s| s.tokens.0 >= value);
    if !named && !number && !cue && doc.terms.between(Lane::Study, value, end).is_empty() {
        label.discard();
    }
}
