//! Findings as the labels of a template: "Haemorrhage: three microbleeds in the pons." says nothing by its label.

use super::Scope;
use crate::document::Document;
use crate::extract::{Mention, TokenTable};
use crate::lexicon::{FindingId, Lane, Reach, Rule, Word};
use crate::structure::Sentence;
use crate::text::Shape;
use crate::vocabulary::{Assertion, Certainty};

/// Drops the mention that is only the label of its line, or gives it what the value says: a value that names findings speaks for itself, one
/// that denies or doubts without naming any speaks of the label; a place, a size or a describing word says that it is there, and any other
/// words are not understood.
pub(super) fn settle(doc: &Document, table: &TokenTable, sentence: &Sentence, scopes: &[Scope], mentions: &mut [Mention]) {
    let value = sentence.value;
    if value == 0 || sentence.answer.is_some() {
        return;
    }
    let [label, rest @ ..] = mentions else { return };
    let (first, end) = sentence.tokens;
    let bare = label.tokens.0 <= first + 1 && label.tokens.1 == value && label.assertion.asserts();
    if !bare || value >= end {
        return;
    }
    let mut said = rest.iter().filter(|m| !m.is_discarded()).peekable();
    if said.peek().is_some_and(|next| is_degree_at_host(doc, table, value, next.tokens.0)) {
        return;
    }
    if said.peek().is_some() {
        // "Oedema: no ischaemia." by itself names what there is, and what is not.
        let apart = said.all(|m| m.assertion.denies() && !is_kin(doc, m.finding, label.finding));
        if !apart || in_form(doc, label.sentence) {
            label.discard();
        }
        return;
    }
    let own = |s: &&Scope| s.tokens.0 >= value && s.reach != Reach::Before;
    if let Some(denial) = scopes.iter().filter(own).find(|s| s.makes.denies() && s.makes.change.is_none()) {
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

/// "Oedema: mild, around the tumour": the value says how much, and what it names is where.
fn is_degree_at_host(doc: &Document, table: &TokenTable, value: u32, named: u32) -> bool {
    let describes = |i: u32| table.at(i).attribute.is_some() || doc.is_article(i);
    let leads = |i: u32| matches!(table.word(i), Some(Word::In | Word::Around | Word::Near));
    let led = (value..named).rev().find(|&i| !describes(i));
    table.at(value).attribute.is_some() && led.is_some_and(leads)
}

/// True when both are one finding, or of one family.
fn is_kin(doc: &Document, a: FindingId, b: FindingId) -> bool {
    let [one, other] = [a, b].map(|f| doc.lexicon.findings[f.index()].family.as_ref());
    a == b || (one.is_some() && one == other)
}

/// True when the sentence before or behind has a label and a value too.
fn in_form(doc: &Document, number: u32) -> bool {
    let near = [number.checked_sub(1), Some(number + 1)];
    let paragraph = doc.sentences[number as usize].paragraph;
    let labelled = |at: u32| {
        doc.sentences
            .get(at as usize)
            .is_some_and(|s| s.value > 0 && s.paragraph == paragraph)
    };
    near.into_iter().flatten().any(labelled)
}
