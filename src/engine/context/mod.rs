//! What the author says about each finding: there or not, how firmly, when, changed or not, and from what.
//!
//! Each cue reaches over a stretch of words (`scope`); each finding is reached by some cues; written precedences decide
//! (`assertion`, `change`). All cues that reached a finding stay in its `because`, also those that lost.

mod alternative;
mod answer;
mod assertion;
mod attribution;
mod change;
mod change_carried;
mod change_own;
mod change_size;
mod cue_scope;
mod differential;
mod label;
mod reach_backward;
mod reach_forward;
mod reference;
mod request;
mod scope;
mod scope_ends;
mod targets;
mod unknown;

pub use cue_scope::Scope;
pub use scope::find_scopes;
pub use targets::{Context, decide_targets};

use crate::document::Document;
use crate::extract::{self, Mention};
use crate::vocabulary::Role;

/// Working memory of this stage.
#[derive(Debug, Default)]
pub struct ContextScratch {
    scopes: Vec<Scope>,
}

/// Gives each mention its assertion, certainty, temporality, change and attribution, and removes those that are only advice.
pub fn apply(doc: &Document, extraction: &extract::ExtractScratch, scratch: &mut ContextScratch, mentions: &mut Vec<Mention>) {
    let table = &extraction.table;
    let mut start = 0;
    let mut list = differential::List::of(doc);
    let graded = request::graded(doc);
    while start < mentions.len() {
        let number = mentions[start].sentence;
        let end = start + mentions[start..].iter().take_while(|m| m.sentence == number).count();
        let next = mentions.get(end).map(|m| m.sentence);
        let sentence = &doc.sentences[number as usize];
        find_scopes(doc, table, sentence, &mentions[start..end], &mut scratch.scopes);
        let own = &mut mentions[start..end];
        attribution::link(doc, table, &scratch.scopes, own);
        for mention in own.iter_mut() {
            assertion::decide(doc, &scratch.scopes, sentence, mention);
        }
        unknown::soften(doc, table, &scratch.scopes, sentence, own);
        change::decide(doc, table, &scratch.scopes, sentence, own);
        change_size::decide(doc, sentence, own);
        change_carried::take(doc, number, next, own);
        alternative::weigh(table, &scratch.scopes, own);
        reference::resolve(doc, table, own);
        label::settle(doc, table, sentence, &scratch.scopes, own);
        answer::apply(doc, sentence, own);
        list.apply(doc, number, own);
        request::drop_untold(doc, sentence, graded, &scratch.scopes, own);
        drop_advice(&scratch.scopes, own);
        start = end;
    }
    mentions.retain(|m| !m.is_discarded());
    let place = |m: &Mention| (m.sentence, m.tokens);
    if !mentions.is_sorted_by_key(place) {
        mentions.sort_by_key(place);
    }
}

/// Drops what stands only in advice ("recommend MRI to exclude infarct").
fn drop_advice(scopes: &[Scope], mentions: &mut [Mention]) {
    for scope in scopes.iter().filter(|s| s.makes.removes) {
        let advised = mentions.iter_mut().filter(|m| m.role != Role::Clinical && scope.covers(m.tokens.0));
        advised.for_each(Mention::discard);
    }
}
