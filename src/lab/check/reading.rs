//! Reads an example like a report.

use super::marks::{Marked, unmark};
use super::outcome::Mismatch;
use super::taken::taken;
use crate::report::{Meta, Report};
use crate::terms::Terms;
use crate::text::Span;
use crate::{Extractor, Session};

/// Reads examples one after the other.
pub(super) struct Reader<'a> {
    pub extractor: &'a Extractor,
    session: Session,
    terms: Terms,
}

/// An example that has been read.
pub(super) struct Reading<'a> {
    pub report: Report<'a>,
    pub terms: &'a Terms,
    /// The marked words as token ranges, in order.
    pub marks: Vec<(u32, u32)>,
}

impl<'a> Reader<'a> {
    pub fn new(extractor: &'a Extractor) -> Self {
        Self {
            extractor,
            session: Session::default(),
            terms: Terms::default(),
        }
    }

    /// Reads the example and passes the result to `judge`.
    pub fn judge(&mut self, example: &str, judge: impl FnOnce(&Reading<'_>) -> Result<(), Mismatch>) -> Result<(), Mismatch> {
        self.judge_with(example, &Meta::default(), judge)
    }

    /// The same for an example with metadata.
    pub fn judge_with(
        &mut self,
        example: &str,
        meta: &Meta,
        judge: impl FnOnce(&Reading<'_>) -> Result<(), Mismatch>,
    ) -> Result<(), Mismatch> {
        let Some(Marked { text, marks }) = unmark(example) else {
            return Err(Mismatch::new(
                "every `{` with a `}`, and none inside another",
                "a bracket without its partner",
            ));
        };
        let report = self.extractor.analyse(&mut self.session, &text, meta);
        self.terms.scan(self.extractor.lexicon(), &text, report.doc.buffer);
        let marks = marks.into_iter().map(|mark| tokens_in(&report, mark)).collect();
        let reading = Reading {
            report,
            terms: &self.terms,
            marks,
        };
        judge(&reading).map_err(|mismatch| Mismatch {
            taken: taken(reading.report.doc.lexicon, reading.terms, &reading.marks, |tokens| {
                reading.quote(tokens)
            }),
            ..mismatch
        })
    }
}

impl Reading<'_> {
    /// The words of a token range, in quotes.
    pub fn quote(&self, tokens: (u32, u32)) -> String {
        format!("`{}`", self.report.span(tokens).of(self.report.doc.text))
    }
}

/// The tokens of a span.
fn tokens_in(report: &Report<'_>, span: Span) -> (u32, u32) {
    let tokens = &report.doc.buffer.tokens;
    let first = tokens.partition_point(|t| t.end <= span.start);
    let end = tokens.partition_point(|t| t.start < span.end);
    (first as u32, end.max(first) as u32)
}

/// The items of a list, or `nothing`.
pub(super) fn listed(items: Vec<String>) -> String {
    if items.is_empty() { "nothing".to_owned() } else { items.join(", ") }
}
