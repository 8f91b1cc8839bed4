//! Words that another program has picked out, read like the words of a finding.

use super::{ExtractScratch, Mention, TokenTable, clauses};
use crate::document::Document;
use crate::lexicon::FindingId;
use crate::structure::Sentence;
use crate::text::Span;

/// The mention that stands for the words at `span`, a range of bytes of the text: in the sentence in which they begin, as far as they
/// reach in it. `None` where no sentence holds any of them, as in a heading or between words.
pub fn target(doc: &Document, span: Span) -> Option<Mention> {
    let tokens = &doc.buffer.tokens;
    let first = tokens.partition_point(|t| t.end <= span.start) as u32;
    let end = tokens.partition_point(|t| t.start < span.end) as u32;
    let number = doc.sentences.partition_point(|s| s.tokens.1 <= first);
    let sentence = doc.sentences.get(number)?;
    let (first, end) = (first.max(sentence.tokens.0), end.min(sentence.tokens.1));
    (first < end).then(|| Mention::plain(FindingId::NONE, (first, end), (end - 1, end), number as u32, sentence.role))
}

impl ExtractScratch {
    /// Begins a report in which only targets are looked at.
    pub fn start_targets(&mut self, doc: &Document) {
        self.table.start(doc);
    }

    /// Lays out the words of a sentence that has targets. Sentences must come in order.
    pub fn lay_out(&mut self, doc: &Document, sentence: &Sentence) {
        self.table.open(doc, sentence);
        self.table.lay_out(doc, sentence);
    }

    /// Cuts the sentence laid out last into clauses and hands its table to `look`, with no cue inside the words of `target` speaking.
    pub fn view_of<R>(&mut self, doc: &Document, sentence: &Sentence, target: &Mention, look: impl FnOnce(&TokenTable) -> R) -> R {
        let spoken = self.table.silence(target.tokens);
        self.table.next_clause();
        clauses::mark(doc, sentence, &mut self.table);
        let seen = look(&self.table);
        self.table.give_back(target.tokens, &spoken);
        seen
    }
}
