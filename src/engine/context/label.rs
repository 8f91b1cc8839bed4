//! Findings as the labels of a template: "Haemorrhage: three microbleeds in the pons." says nothing by its label.

use crate::document::Document;
use crate::extract::Mention;
use crate::structure::Sentence;
use crate::text::Gap;
use crate::vocabulary::Temporality;

/// Drops the mention that is only the label of its line, when what stands behind the colon asserts something of its own.
pub(super) fn settle(doc: &Document, sentence: &Sentence, mentions: &mut [Mention]) {
    let [label, rest @ ..] = mentions else { return };
    let tokens = &doc.buffer.tokens;
    let bare = sentence.opens_line && label.tokens.0 == sentence.tokens.0 && label.assertion.asserts();
    let colon = tokens
        .get(label.tokens.1 as usize)
        .is_some_and(|t| t.gap.has(Gap::COLON) && label.tokens.1 < sentence.tokens.1);
    let told = rest
        .iter()
        .any(|m| !m.is_discarded() && !m.assertion.denies() && m.temporality == Temporality::Current && m.finding != label.finding);
    if bare && colon && told {
        label.discard();
    }
}
