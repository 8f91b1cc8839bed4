//! Context for words that another program has picked out: from places in the text to what the author says about them.

use crate::context::{self, Context, decide_targets};
use crate::document::Document;
use crate::extract::{self, Mention, target};
use crate::text::Span;

/// Decides what is said about each of `spans`, ranges of bytes of the text; one context each, in the same order. Words that belong to no
/// sentence, as those of a heading, have the context of words with no cue near them.
pub fn contexts(
    doc: &Document,
    extraction: &mut extract::ExtractScratch,
    context: &mut context::ContextScratch,
    spans: &[Span],
) -> Vec<Context> {
    let mut placed: Vec<(Mention, usize)> = spans
        .iter()
        .enumerate()
        .filter_map(|(index, &span)| Some((target(doc, span)?, index)))
        .collect();
    placed.sort_by_key(|(m, index)| (m.sentence, m.tokens, *index));
    let (targets, order): (Vec<Mention>, Vec<usize>) = placed.into_iter().unzip();
    let mut out = vec![Context::default(); spans.len()];
    for (index, decided) in order.into_iter().zip(decide_targets(doc, extraction, context, &targets)) {
        out[index] = decided;
    }
    out
}
