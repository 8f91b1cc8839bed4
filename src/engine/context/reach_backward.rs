//! How far a cue reaches back.

use super::cue_scope::Scope;
use crate::document::Document;
use crate::extract::TokenTable;
use crate::lexicon::Word;
use crate::structure::Sentence;
use crate::text::Gap;

/// The first word that a cue reaches back to, `limit` words at most.
pub(super) fn backward(doc: &Document, table: &TokenTable, sentence: &Sentence, cue: &Scope, limit: u32) -> u32 {
    let first = sentence.tokens.0;
    let verb = matches!(table.word(cue.tokens.0), Some(Word::Is))
        || (cue.tokens.0 > first && matches!(table.word(cue.tokens.0 - 1), Some(Word::Is | Word::Shows)));
    // "oedema is, on careful review, not seen": the words between the commas are passed over.
    let verb = verb || follows_aside(doc, table, first, cue.tokens.0);
    // "Acute findings: none" is said of all that stands before the colon.
    let mut home = cue.tokens.0;
    for at in (first..cue.tokens.0).rev() {
        if !table.same_clause(at, home) {
            let colon = doc.buffer.tokens[at as usize + 1].gap.has(Gap::COLON) && at + 1 == cue.tokens.0;
            // "some weakness, although that had resolved": the pronoun stands for what the clause before says.
            let pronoun = home == cue.tokens.0 && cue.makes.resolves() && begins_with_pronoun(table, at + 1, cue.tokens.0);
            // "was put forward but was ruled out": the verb has no subject of its own.
            let bare = verb && home == cue.tokens.0 && (at + 1..home).all(|i| matches!(table.word(i), Some(Word::But | Word::And)));
            // "was sought but we did not find one"
            let last = doc.buffer.word_of(cue.tokens.1 as usize - 1);
            let referring = home == cue.tokens.0 && matches!(last, b"one" | b"any" | b"it" | b"them");
            if !colon && !pronoun && !bare && !referring {
                return at + 1;
            }
            home = at;
        }
        if cue.tokens.0 - at > limit {
            return at + 1;
        }
        // Without a verb ("restriction negative") a cue belongs to the item it stands in.
        if !verb && doc.buffer.tokens[at as usize + 1].gap.has(Gap::COMMA) && at + 1 != cue.tokens.0 {
            return at + 1;
        }
    }
    first
}

/// True when token `at` stands behind an aside that interrupts a verb: "is, on careful review, | not seen".
fn follows_aside(doc: &Document, table: &TokenTable, first: u32, at: u32) -> bool {
    let comma = |i: u32| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA);
    comma(at)
        && (first + 1..at)
            .rev()
            .find(|&i| comma(i))
            .is_some_and(|i| table.word(i - 1) == Some(Word::Is))
}

fn begins_with_pronoun(table: &TokenTable, first: u32, end: u32) -> bool {
    let subject = (first..end).find(|&i| !matches!(table.word(i), Some(Word::But | Word::And)));
    subject.is_some_and(|i| table.word(i) == Some(Word::This))
}
