//! Words left out of a list: "intra- or extra-axial mass or collection" names four findings.

use super::TokenTable;
use crate::document::Document;
use crate::lexicon::{FindingId, Lane, Note, Word};
use crate::structure::Sentence;
use crate::text::Gap;
use smallvec::SmallVec;

/// A finding whose phrase is put together from words that stand apart.
#[derive(Clone, Debug)]
pub(super) struct Elided {
    pub finding: FindingId,
    /// The words it is put together from, in order of place.
    pub parts: SmallVec<[(u32, u32); 3]>,
}

/// True when a prefix with a hanging hyphen may stand in the sentence, and name findings that no phrase in it does.
pub(super) fn may_hang(table: &TokenTable) -> bool {
    table.has.gaps.has(Gap::HYPHEN) && (table.has.word(Word::Or) || table.has.word(Word::And))
}

/// Finds the findings of a sentence in which a prefix with a hanging hyphen shares the rest of the next word, and both share
/// the nouns of the list behind them.
pub(super) fn find(doc: &Document, sentence: &Sentence, table: &TokenTable, out: &mut Vec<Elided>) {
    out.clear();
    if !(table.has.word(Word::And) || table.has.word(Word::Or)) {
        return;
    }
    let (first, end) = sentence.tokens;
    let tokens = &doc.buffer.tokens;
    shared_nouns(doc, sentence, table, out);
    let dashes = if table.has.gaps.has(Gap::HYPHEN) {
        end.saturating_sub(3)
    } else {
        first
    };
    for at in first..dashes {
        // "intra- or extra-axial": the hyphen hangs before "or", and joins in the next word.
        let joint = at + 1;
        let hangs = tokens[joint as usize].gap.is_dash() && is_joint(doc, joint) && tokens[at as usize + 3].gap == Gap::HYPHEN;
        if !hangs {
            continue;
        }
        let stem = at + 3;
        for prefix in [at, at + 2] {
            for head in heads(doc, stem + 1, end) {
                let parts: SmallVec<[(u32, u32); 3]> = SmallVec::from_slice(&[(prefix, prefix + 1), (stem, stem + 1), head]);
                if let Some(finding) = look_up(doc, &parts) {
                    out.push(Elided { finding, parts });
                }
            }
        }
    }
}

/// "leptomeningeal or pachymeningeal enhancement": the word before "or" shares the rest of the phrase behind it.
fn shared_nouns(doc: &Document, sentence: &Sentence, table: &TokenTable, out: &mut Vec<Elided>) {
    let (first, end) = sentence.tokens;
    for (_, term) in table.terms(doc, Lane::Finding, sentence) {
        // "intraspinal infection or haematoma": the first word describes both nouns.
        if term.len() >= 2 && term.end + 1 < end && is_joint(doc, term.end) && doc.buffer.tokens[term.end as usize].gap.is_plain() {
            let parts: SmallVec<[(u32, u32); 3]> = SmallVec::from_slice(&[(term.first, term.first + 1), (term.end + 1, term.end + 2)]);
            if let Some(finding) = look_up(doc, &parts).filter(|f| f.0 != term.entry) {
                out.push(Elided { finding, parts });
            }
        }
    }
    for (_, term) in table.terms(doc, Lane::Finding, sentence) {
        if term.len() < 2 || term.first < first + 2 || !is_joint(doc, term.first - 1) {
            continue;
        }
        let parts: SmallVec<[(u32, u32); 3]> = SmallVec::from_slice(&[(term.first - 2, term.first - 1), (term.first + 1, term.end)]);
        let plain = doc.buffer.tokens[term.first as usize - 1].gap.is_plain();
        if let Some(finding) = plain.then(|| look_up(doc, &parts)).flatten().filter(|f| f.0 != term.entry) {
            out.push(Elided { finding, parts });
        }
    }
}

fn is_joint(doc: &Document, at: u32) -> bool {
    matches!(doc.buffer.word_of(at as usize), b"or" | b"and" | b"nor")
}

/// The nouns of the list that begins at token `from`: one, or several joined by commas, "or", "and".
fn heads(doc: &Document, from: u32, end: u32) -> SmallVec<[(u32, u32); 4]> {
    let mut out = SmallVec::new();
    let mut at = from;
    while at < end && out.len() < 4 {
        let span = if at + 1 < end && doc.buffer.tokens[at as usize + 1].gap.is_plain() && !is_joint(doc, at + 1) {
            2
        } else {
            1
        };
        for length in 1..=span {
            out.push((at, at + length));
        }
        let next = (at + 1..end.min(at + 3)).find(|&i| is_joint(doc, i) || doc.buffer.tokens[i as usize].gap.has(Gap::COMMA));
        let Some(next) = next else { break };
        at = if is_joint(doc, next) { next + 1 } else { next };
    }
    out
}

/// The finding whose phrase is exactly the words of `parts`.
fn look_up(doc: &Document, parts: &[(u32, u32)]) -> Option<FindingId> {
    let words = parts.iter().flat_map(|p| p.0..p.1).map(|i| doc.buffer.word_of(i as usize));
    crate::terms::whole(doc.lexicon, words)
        .find(|p| p.lane == Lane::Finding && p.note == Note::Names)
        .map(|p| FindingId(p.entry))
}
