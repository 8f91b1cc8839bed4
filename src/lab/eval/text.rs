//! The text of a report with its sections and sentences, so that mistakes can be shown in context.

use crate::report::{Report, contract_word};
use crate::text::OffsetUnit;
use std::ops::Range;

/// A text and the byte ranges of its parts.
#[derive(Clone, Debug, Default)]
pub struct ReportText {
    /// The text as received.
    pub text: String,
    sections: Vec<(String, Range<usize>)>,
    sentences: Vec<Range<usize>>,
}

impl ReportText {
    /// Reads the text and finds its sections and sentences.
    pub fn of(report: &Report<'_>) -> Self {
        let range = |tokens| {
            let span = report.span(tokens);
            span.start as usize..span.end as usize
        };
        let section = |s: &crate::structure::Section| {
            let (heading, body) = (range(s.heading), range(s.body));
            let start = if s.heading.0 < s.heading.1 { heading.start } else { body.start };
            (contract_word(s.role), start..body.end)
        };
        Self {
            text: report.doc.text.to_owned(),
            sections: report.doc.sections.iter().map(section).collect(),
            sentences: report.doc.sentences.iter().map(|s| range(s.tokens)).collect(),
        }
    }

    /// The role of the section at a position.
    pub fn section_at(&self, at: usize) -> Option<&str> {
        let before = self.sections.iter().rev().find(|(_, range)| range.start <= at);
        before.or(self.sections.first()).map(|(role, _)| role.as_str())
    }

    /// The first sentence that contains words of a range. Punctuation before its first word, such as "?", is not part of a sentence.
    pub fn sentence_at(&self, place: &Range<usize>) -> Option<Range<usize>> {
        self.sentences.iter().find(|s| s.start < place.end && place.start < s.end).cloned()
    }

    /// The first occurrence of words copied from the text.
    pub fn find(&self, words: &str) -> Option<Range<usize>> {
        let words = words.trim();
        let start = (!words.is_empty()).then(|| self.text.find(words))??;
        Some(start..start + words.len())
    }

    /// The words of a range on one line.
    pub fn line(&self, range: Range<usize>) -> Option<String> {
        let words: Vec<&str> = self.text.get(range)?.split_whitespace().collect();
        Some(words.join(" "))
    }
}

/// The byte range of two offsets in a unit; `None` when they do not fit `text`.
pub(super) fn bytes(text: &str, unit: OffsetUnit, (start, end): (u64, u64)) -> Option<Range<usize>> {
    let mut count = 0;
    let (mut first, mut last) = (None, None);
    for (at, character) in text.char_indices().chain([(text.len(), '\0')]) {
        if count == start {
            first = first.or(Some(at));
        }
        if count == end {
            last = last.or(Some(at));
        }
        count += match unit {
            OffsetUnit::Byte => character.len_utf8() as u64,
            OffsetUnit::Char => 1,
            OffsetUnit::Utf16 => character.len_utf16() as u64,
        };
    }
    Some(first?..last?).filter(|range| range.start <= range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_of_every_unit_become_bytes() {
        let text = "é𝄞x.";
        for (unit, offsets, want) in [
            (OffsetUnit::Byte, (6, 7), Some(6..7)),
            (OffsetUnit::Char, (2, 3), Some(6..7)),
            (OffsetUnit::Utf16, (3, 4), Some(6..7)),
            (OffsetUnit::Char, (0, 4), Some(0..8)),
            (OffsetUnit::Char, (2, 9), None),
            (OffsetUnit::Byte, (1, 2), None),
            (OffsetUnit::Char, (3, 2), None),
        ] {
            assert_eq!(bytes(text, unit, offsets), want, "{unit:?} {offsets:?}");
        }
    }
}
