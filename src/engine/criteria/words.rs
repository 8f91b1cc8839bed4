//! What a leaf asks of the report besides its statements: phrases.

use super::facts::Facts;
use crate::lexicon::{GradeTerm, Lane, Polarity};
use crate::terms::Term;
use crate::text::{Gap, Token};

impl Facts<'_> {
    /// True when the phrases of a `words` leaf stand in the report.
    pub(super) fn words(&self, leaf: u16, as_fact: bool) -> bool {
        let terms = self.doc.terms.lane(Lane::Grade);
        terms
            .iter()
            .any(|t| t.grade() == GradeTerm::Leaf(leaf) && (!as_fact || self.is_fact(t)))
    }

    /// True when nothing before the words in their sentence denies, doubts or asks them.
    fn is_fact(&self, term: &Term) -> bool {
        let doc = self.doc;
        let (tokens, text) = (&doc.buffer.tokens, doc.text.as_bytes());
        let at = doc.sentences.partition_point(|s| s.tokens.0 <= term.first);
        let first = at
            .checked_sub(1)
            .map_or(0, |i| doc.sentences[i].tokens.0)
            .max(term.first.saturating_sub(30));
        let query_before = |t: &Token| (t.start as usize).checked_sub(1).is_some_and(|before| text[before] == b'?');
        let asked = tokens[first as usize..=term.first as usize].iter().any(query_before)
            || tokens
                .get(term.end as usize)
                .map_or(text.last() == Some(&b'?'), |t| t.gap.has(Gap::QUERY));
        let cues = doc.terms.between(Lane::Cue, first, term.first);
        !asked && Polarity::of(cues.iter().map(|c| doc.lexicon.cues[c.entry as usize].makes)) == Polarity::Plain
    }
}
