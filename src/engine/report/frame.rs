//! What a part of the record is made from, besides its own row.

use super::Report;
use crate::lexicon::AttributeId;
use crate::text::{OffsetMap, Span};

/// A report, and the map of its text to the unit of the record's offsets.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub report: &'a Report<'a>,
    pub offsets: &'a OffsetMap,
}

impl<'a> Frame<'a> {
    /// A span in the unit asked for.
    pub fn place(self, span: Span) -> [u32; 2] {
        [span.start, span.end].map(|byte| self.offsets.get(self.report.doc.text, byte))
    }

    /// The place of a range of tokens.
    pub fn tokens(self, tokens: (u32, u32)) -> [u32; 2] {
        self.place(self.report.span(tokens))
    }

    /// The words of a range of tokens, on one line.
    pub fn words(self, tokens: (u32, u32)) -> String {
        let words: Vec<&str> = self.report.span(tokens).of(self.report.doc.text).split_whitespace().collect();
        words.join(" ")
    }

    /// The code of a modality.
    pub fn modality(self, number: u16) -> String {
        self.report.doc.lexicon.studies.modalities[number as usize].clone()
    }

    /// The word of the contract for an attribute.
    pub fn attribute(self, attribute: AttributeId) -> &'a str {
        &self.report.doc.lexicon.attributes[attribute.index()].value
    }
}
