//! Words left out of a list: "intra- or extra-axial mass or collection" names four findings.

use super::{Input, View};
use crate::lexicon::{FindingId, Lane, Word};
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
pub(super) fn may_hang(view: &View) -> bool {
    view.has.gaps.has(Gap::HYPHEN) && (view.has.word(Word::Or) || view.has.word(Word::And))
}

/// Finds the findings of a sentence in which a prefix with a hanging hyphen shares the rest of the next word, and both share
/// the nouns of the list behind them.
pub(super) fn find(input: &Input, sentence: &Sentence, view: &View, out: &mut Vec<Elided>) {
    out.clear();
    if !(view.has.word(Word::And) || view.has.word(Word::Or)) {
        return;
    }
    let (first, end) = sentence.tokens;
    let tokens = &input.buffer.tokens;
    shared_nouns(input, sentence, view, out);
    let dashes = if view.has.gaps.has(Gap::HYPHEN) {
        end.saturating_sub(3)
    } else {
        first
    };
    for at in first..dashes {
        // "intra- or extra-axial": the hyphen hangs before "or", and joins in the next word.
        let joint = at + 1;
        let hangs = tokens[joint as usize].gap.is_dash() && is_joint(input, joint) && tokens[at as usize + 3].gap == Gap::HYPHEN;
        if !hangs {
            continue;
        }
        let stem = at + 3;
        for prefix in [at, at + 2] {
            for head in heads(input, stem + 1, end) {
                let parts: SmallVec<[(u32, u32); 3]> = SmallVec::from_slice(&[(prefix, prefix + 1), (stem, stem + 1), head]);
                if let Some(finding) = look_up(input, &parts) {
                    out.push(Elided { finding, parts });
                }
            }
        }
    }
}

/// "leptomeningeal or pachymeningeal enhancement": the word before "or" shares the rest of the phrase behind it.
fn shared_nouns(input: &Input, sentence: &Sentence, view: &View, out: &mut Vec<Elided>) {
    let (first, end) = sentence.tokens;
    for (_, term) in view.terms(input, Lane::Finding, sentence) {
        // "intraspinal infection or haematoma": the first word describes both nouns.
        if term.len() >= 2 && term.end + 1 < end && is_joint(input, term.end) && input.buffer.tokens[term.end as usize].gap.is_plain() {
            let parts: SmallVec<[(u32, u32); 3]> = SmallVec::from_slice(&[(term.first, term.first + 1), (term.end + 1, term.end + 2)]);
            if let Some(finding) = look_up(input, &parts).filter(|f| f.0 != term.entry) {
                out.push(Elided { finding, parts });
            }
        }
    }
    for (_, term) in view.terms(input, Lane::Finding, sentence) {
        if term.len() < 2 || term.first < first + 2 || !is_joint(input, term.first - 1) {
            continue;
        }
        let parts: SmallVec<[(u32, u32); 3]> = SmallVec::from_slice(&[(term.first - 2, term.first - 1), (term.first + 1, term.end)]);
        let plain = input.buffer.tokens[term.first as usize - 1].gap.is_plain();
        if let Some(finding) = plain.then(|| look_up(input, &parts)).flatten().filter(|f| f.0 != term.entry) {
            out.push(Elided { finding, parts });
        }
    }
}

fn is_joint(input: &Input, at: u32) -> bool {
    matches!(input.buffer.word_of(at as usize), b"or" | b"and" | b"nor")
}

/// The nouns of the list that begins at token `from`: one, or several joined by commas, "or", "and".
fn heads(input: &Input, from: u32, end: u32) -> SmallVec<[(u32, u32); 4]> {
    let mut out = SmallVec::new();
    let mut at = from;
    while at < end && out.len() < 4 {
        let span = if at + 1 < end && input.buffer.tokens[at as usize + 1].gap.is_plain() && !is_joint(input, at + 1) {
            2
        } else {
            1
        };
        for length in 1..=span {
            out.push((at, at + length));
        }
        let next = (at + 1..end.min(at + 3)).find(|&i| is_joint(input, i) || input.buffer.tokens[i as usize].gap.has(Gap::COMMA));
        let Some(next) = next else { break };
        at = if is_joint(input, next) { next + 1 } else { next };
    }
    out
}

/// The finding whose phrase is exactly the words of `parts`.
fn look_up(input: &Input, parts: &[(u32, u32)]) -> Option<FindingId> {
    let words = parts.iter().flat_map(|p| p.0..p.1).map(|i| input.buffer.word_of(i as usize));
    crate::terms::whole(input.lexicon, words)
        .find(|p| p.lane == Lane::Finding && p.note == 0)
        .map(|p| FindingId(p.entry))
}
