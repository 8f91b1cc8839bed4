//! A change told in a sentence of its own: "Both are new since March.", "This has progressed.", "Unchanged."

use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::Lane;
use crate::structure::Sentence;

/// The most words of such a sentence.
const LONGEST: u32 = 14;

/// Gives the change that the sentence behind number `number` tells to the mentions of that one, where it names no finding and opens with a word
/// that points back or with the change itself. `next` is the number of the next sentence that names one.
pub(super) fn take(doc: &Document, number: u32, next: Option<u32>, own: &mut [Mention]) {
    let here = &doc.sentences[number as usize];
    let Some(sentence) = doc.sentences.get(number as usize + 1).filter(|_| next != Some(number + 1)) else {
        return;
    };
    let (first, end) = sentence.tokens;
    let goes_on = sentence.section == here.section && sentence.paragraph == here.paragraph && !sentence.bullet;
    if !goes_on || end - first > LONGEST || !doc.terms.between(Lane::Site, first, end).is_empty() {
        return;
    }
    let told = doc.terms.between(Lane::Cue, first, end).iter().find_map(|t| {
        let cue = &doc.lexicon.cues[t.entry as usize];
        let denies = cue.makes.assertion.is_some_and(|a| a.denies());
        cue.makes.change.filter(|_| !denies).map(|change| (change, t.first))
    });
    let Some((change, at)) = told else { return };
    let Some(all) = opening(doc, sentence, at) else { return };
    let open = own.iter_mut().filter(|m| m.change.is_none() && m.assertion.asserts());
    open.take(if all { usize::MAX } else { 1 }).for_each(|m| m.change = Some(change));
}

/// Whether a sentence that tells a change at token `at` speaks of all findings of the sentence before it; `None` when it speaks of something else.
fn opening(doc: &Document, sentence: &Sentence, at: u32) -> Option<bool> {
    let first = sentence.tokens.0;
    let word = |i: u32| doc.buffer.word_of(i as usize);
    match word(first) {
        b"both" | b"these" | b"they" | b"all" | b"those" => Some(true),
        b"it" | b"this" | b"its" | b"their" => Some(false),
        _ => (at == first && sentence.tokens.1 - first <= LONGEST / 2).then_some(false),
    }
}
