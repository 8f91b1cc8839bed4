//! Bare words for a lesion that stand for something said before in the sentence.

use crate::document::Document;
use crate::extract::{Mention, TokenTable, exact};
use crate::lexicon::{GrammarStep, Rule, Word};
use crate::vocabulary::Change;

/// Settles the weak mentions of a sentence: those that name a finding again become it, those that only say where it lies are dropped.
pub(super) fn resolve(doc: &Document, table: &TokenTable, mentions: &mut [Mention]) {
    // What has been dropped before in the sentence is neither.
    let weak = |m: &Mention| !m.is_discarded() && doc.lexicon.findings[m.finding.index()].weak;
    let strong = |m: &Mention| !m.is_discarded() && !weak(m);
    for index in 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(index);
        let own = &mut rest[0];
        if !weak(own) {
            continue;
        }
        if before.iter().any(strong) && is_pointed_at(doc, table, own) {
            own.discard();
            continue;
        }
        let meant = before
            .iter()
            .rev()
            .find(|m| !m.is_discarded() && names_again(doc, m, own))
            .or_else(|| denied(before, strong, own));
        if let Some(meant) = meant.filter(|m| strong(m)) {
            let (finding, tokens) = (meant.finding, meant.tokens);
            own.finding = finding;
            own.finding = exact(doc, own).unwrap_or(finding);
            own.note(Rule::Grammar(GrammarStep::NamedAgain), tokens);
        }
    }
}

/// "No further foci of enhancement; the left frontal focus is unchanged": a bare word for a lesion behind a denial of more of
/// something is one of that something.
fn denied<'m>(before: &'m [Mention], strong: impl Fn(&Mention) -> bool, own: &Mention) -> Option<&'m Mention> {
    let more = |m: &&Mention| m.assertion.denies() && m.change == Some(Change::New) && strong(m);
    before.iter().rev().find(more).filter(|_| !own.assertion.denies())
}

/// "Three ring enhancing lesions: a large lesion in the left frontal lobe, ...": both end in the same word.
fn names_again(doc: &Document, before: &Mention, own: &Mention) -> bool {
    let last = |m: &Mention| {
        let word = doc.buffer.word_of(m.tokens.1 as usize - 1);
        doc.lexicon.vocabulary.code(word, 0, word.len()).stem
    };
    before.assertion == own.assertion && before.tokens.1 <= own.tokens.0 && last(before) == last(own)
}

/// "no restricted diffusion within the lesions", "oedema in the region of the lesion": it is known already, and only a place.
fn is_pointed_at(doc: &Document, table: &TokenTable, own: &Mention) -> bool {
    let first = own.tokens.0;
    let definite = (first.saturating_sub(3)..first).rev().find(|&i| {
        let token = &doc.buffer.tokens[i as usize];
        let word = token.span().of(doc.text);
        table.same_clause(i, first) && ["the", "this", "these", "those"].iter().any(|w| word.eq_ignore_ascii_case(w))
    });
    definite
        .and_then(|i| i.checked_sub(1))
        .is_some_and(|i| matches!(table.word(i), Some(Word::In | Word::Of | Word::Around | Word::Near)))
}
