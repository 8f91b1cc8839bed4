//! Findings as the labels of a template: "Haemorrhage: three microbleeds in the pons." says nothing by its label.

use crate::extract::{Assertion, Input, Mention, Temporality};
use crate::lexicon::FindingId;
use crate::structure::Sentence;
use crate::text::Gap;

const DROPPED: FindingId = FindingId(u16::MAX);

/// Drops the mention that is only the label of its line, when what stands behind the colon asserts something of its own.
pub(super) fn settle(input: &Input, sentence: &Sentence, mentions: &mut [Mention]) {
    let [label, rest @ ..] = mentions else { return };
    let tokens = &input.buffer.tokens;
    let bare = sentence.opens_line && label.tokens.0 == sentence.tokens.0 && label.assertion == Assertion::Present;
    let colon = tokens
        .get(label.tokens.1 as usize)
        .is_some_and(|t| t.gap.has(Gap::COLON) && label.tokens.1 < sentence.tokens.1);
    let told = rest
        .iter()
        .any(|m| m.assertion != Assertion::Absent && m.temporality == Temporality::Current && m.finding != label.finding);
    if bare && colon && told {
        drop(label);
    }
}

/// Marks a mention as one that says nothing.
pub(super) fn drop(mention: &mut Mention) {
    mention.finding = DROPPED;
}

/// True for a mention marked by [`drop`].
pub(super) fn is_dropped(mention: &Mention) -> bool {
    mention.finding == DROPPED
}
