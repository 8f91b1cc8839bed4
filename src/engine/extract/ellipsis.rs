//! Words left out of a list: "intra- or extra-axial mass or collection" names four findings.

use super::TokenTable;
use crate::document::Document;
use crate::lexicon::{FindingId, Lane, Note, Word};
use crate::structure::Sentence;
use crate::terms::Term;
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
    let joined = table.has.word(Word::And) || table.has.word(Word::Or) || table.has.gaps.has(Gap::SLASH);
    if !joined {
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
        if !(tokens[joint as usize].gap.is_dash() && is_joint(doc, joint)) {
            continue;
        }
        if tokens[at as usize + 3].gap != Gap::HYPHEN {
            fused(doc, at, end, out);
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

/// "sub- or extradural haematoma": the prefix with the hanging hyphen takes the end of the word behind "or", and the nouns behind that.
fn fused(doc: &Document, at: u32, end: u32, out: &mut Vec<Elided>) {
    /// The fewest letters of a shared end of a word.
    const SHORTEST: usize = 4;
    /// The most letters of a prefix.
    const LONGEST: usize = 7;
    let (prefix, whole) = (doc.buffer.word_of(at as usize), doc.buffer.word_of(at as usize + 2));
    if prefix.len() > LONGEST || whole.len() > 2 * LONGEST + SHORTEST {
        return;
    }
    for head in heads(doc, at + 3, end) {
        for cut in 2..whole.len().saturating_sub(SHORTEST - 1) {
            let word = [prefix, whole.get(cut..).unwrap_or_default()].concat();
            let nouns = (head.0..head.1).map(|i| doc.buffer.word_of(i as usize));
            if let Some(finding) = of_words(doc, std::iter::once(word.as_slice()).chain(nouns)) {
                let parts = SmallVec::from_slice(&[(at, at + 1), head]);
                out.push(Elided { finding, parts });
                break;
            }
        }
    }
}

/// The most items of a list that share a word.
const LONGEST_LIST: usize = 5;

/// "leptomeningeal or pachymeningeal enhancement": the words before "or" share the rest of the phrase behind it; "cord compression, swelling
/// or signal abnormality": its first word describes all nouns.
fn shared_nouns(doc: &Document, sentence: &Sentence, table: &TokenTable, out: &mut Vec<Elided>) {
    for (_, term) in table.terms(doc, Lane::Finding, sentence).filter(|(_, t)| t.len() >= 2) {
        list_behind(doc, sentence, term, out);
        list_in_front(doc, sentence, term, out);
    }
    let end = sentence.tokens.1;
    for (_, term) in table
        .terms(doc, Lane::Site, sentence)
        .filter(|(_, t)| t.len() == 1 && t.end + 1 < end)
    {
        // "Cord compression, swelling": a place and a noun.
        let noun = Term {
            end: term.end + 1,
            entry: FindingId::NONE.0,
            ..*term
        };
        if doc.buffer.tokens[term.end as usize].gap.is_plain() && doc.terms.between(Lane::Finding, term.first, term.end).is_empty() {
            list_behind(doc, sentence, &noun, out);
        }
    }
}

/// Adds the finding of these words, if there is one and it is not that of `term`.
fn add(doc: &Document, term: &Term, parts: &[(u32, u32)], out: &mut Vec<Elided>) -> bool {
    let found = look_up(doc, parts).filter(|f| f.0 != term.entry);
    out.extend(found.map(|finding| Elided {
        finding,
        parts: SmallVec::from_slice(parts),
    }));
    found.is_some()
}

fn list_behind(doc: &Document, sentence: &Sentence, term: &Term, out: &mut Vec<Elided>) {
    let end = sentence.tokens.1;
    let gap = |i: u32| doc.buffer.tokens[i as usize].gap;
    let mut at = term.end;
    for _ in 0..LONGEST_LIST {
        let joint = at < end && is_joint(doc, at);
        let item = at + u32::from(joint);
        if item >= end || doc.is_article(item) || !(joint || gap(at).has(Gap::COMMA)) || (joint && !gap(item).is_plain()) {
            return;
        }
        let named = !doc.terms.between(Lane::Finding, item, item + 1).is_empty();
        if named && !(joint && at == term.end) && term.entry != FindingId::NONE.0 {
            return;
        }
        let mut longest = 0;
        for length in 1..=3 {
            let plain = item + length <= end && (item + 1..item + length).all(|i| gap(i).is_plain() && !is_joint(doc, i));
            if plain && add(doc, term, &[(term.first, term.first + 1), (item, item + length)], out) {
                longest = length;
            }
        }
        if joint || longest == 0 {
            return;
        }
        at = item + longest;
    }
}

fn list_in_front(doc: &Document, sentence: &Sentence, term: &Term, out: &mut Vec<Elided>) {
    let first = sentence.tokens.0;
    let gap = |i: u32| doc.buffer.tokens[i as usize].gap;
    let joint = term.first > first && is_joint(doc, term.first - 1);
    if !joint && !gap(term.first).has(Gap::SLASH) {
        return;
    }
    let mut item = term.first - u32::from(joint);
    for _ in 0..LONGEST_LIST {
        if item <= first {
            return;
        }
        item -= 1;
        if doc.is_article(item) {
            return;
        }
        add(doc, term, &[(item, item + 1), (term.first + 1, term.end)], out);
        if !gap(item).has(Gap::COMMA.with(Gap::SLASH)) {
            return;
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
    of_words(doc, parts.iter().flat_map(|p| p.0..p.1).map(|i| doc.buffer.word_of(i as usize)))
}

/// The finding whose phrase is exactly these words.
fn of_words<'w>(doc: &Document, words: impl Iterator<Item = &'w [u8]>) -> Option<FindingId> {
    crate::terms::whole(doc.lexicon, words)
        .find(|p| p.lane == Lane::Finding && p.note == Note::Names)
        .map(|p| FindingId(p.entry))
}
