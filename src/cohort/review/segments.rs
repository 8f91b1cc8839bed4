//! A text cut where evidence and its sentences begin and end, so that the page counts no offsets.

use super::pool::Evidence;
use crate::text::{OffsetMap, OffsetUnit};
use serde::Serialize;
use std::ops::Range;

/// A piece of a text.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Segment<'a> {
    /// The words.
    pub text: &'a str,
    /// The evidence that they belong to, by its number in the report.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<usize>,
    /// True inside of a sentence that holds evidence.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sentence: bool,
}

/// The bytes of two offsets; `None` where they do not fit the text.
fn bytes(text: &str, map: &OffsetMap, [start, end]: [u64; 2]) -> Option<Range<usize>> {
    let range = map.byte(text, start)? as usize..map.byte(text, end)? as usize;
    (range.start <= range.end && text.get(range.clone()).is_some()).then_some(range)
}

/// The bytes of a span in a unit; `None` where it does not fit the text.
pub(super) fn range(text: &str, unit: OffsetUnit, span: [u64; 2]) -> Option<Range<usize>> {
    bytes(text, &map(text, unit), span)
}

/// True when the words of the evidence stand in the text where they are said to be.
pub(super) fn fits(text: &str, unit: OffsetUnit, evidence: &Evidence) -> bool {
    let range = bytes(text, &map(text, unit), evidence.span);
    range.is_some_and(|range| evidence.text.as_ref().is_none_or(|words| text[range] == **words))
}

/// The map of a unit; the one of bytes checks borders of characters itself.
fn map(text: &str, unit: OffsetUnit) -> OffsetMap {
    OffsetMap::new(text, unit)
}

/// Cuts a text. Evidence that does not fit it is passed over.
pub(super) fn segments<'a>(text: &'a str, unit: OffsetUnit, evidence: &[Evidence]) -> Vec<Segment<'a>> {
    let map = map(text, unit);
    let words: Vec<Option<Range<usize>>> = evidence.iter().map(|e| bytes(text, &map, e.span)).collect();
    let sentences: Vec<Range<usize>> = evidence.iter().filter_map(|e| bytes(text, &map, e.sentence?)).collect();
    let ends = words.iter().flatten().chain(&sentences).flat_map(|range| [range.start, range.end]);
    let mut cuts: Vec<usize> = ends.chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |pair: &[usize]| {
        let holds = |range: &Range<usize>| range.start <= pair[0] && pair[1] <= range.end;
        let of = words.iter().enumerate().filter(|(_, range)| range.as_ref().is_some_and(holds));
        Segment {
            text: &text[pair[0]..pair[1]],
            evidence: of.map(|(number, _)| number).collect(),
            sentence: sentences.iter().any(holds),
        }
    };
    cuts.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(span: [u64; 2], sentence: Option<[u64; 2]>, words: Option<&str>) -> Evidence {
        Evidence {
            criterion: "index".to_owned(),
            finding: "x".to_owned(),
            label: String::new(),
            assertion: "present".to_owned(),
            certainty: None,
            span,
            sentence,
            text: words.map(str::to_owned),
        }
    }

    /// A sign of four bytes and two of UTF-16 before the words.
    #[test]
    fn spans_of_each_unit_are_cut_alike() {
        let text = "Old. 𝄞 é word, more. End.";
        let cut = |unit, span, sentence| {
            let evidence = [evidence(span, Some(sentence), Some("word"))];
            assert!(fits(text, unit, &evidence[0]), "{unit:?}");
            let all = segments(text, unit, &evidence);
            all.into_iter()
                .map(|s| (s.text.to_owned(), s.evidence, s.sentence))
                .collect::<Vec<_>>()
        };
        let chars = cut(OffsetUnit::Char, [9, 13], [5, 20]);
        let piece = |text: &str, evidence: &[usize], sentence| (text.to_owned(), evidence.to_vec(), sentence);
        let want = [
            piece("Old. ", &[], false),
            piece("𝄞 é ", &[], true),
            piece("word", &[0], true),
            piece(", more.", &[], true),
            piece(" End.", &[], false),
        ];
        assert_eq!(chars, want);
        assert_eq!(cut(OffsetUnit::Utf16, [10, 14], [5, 21]), want);
        assert_eq!(cut(OffsetUnit::Byte, [13, 17], [5, 24]), want);
    }

    #[test]
    fn overlapping_evidence_is_told_apart_and_what_does_not_fit_is_left_out() {
        let all = [
            evidence([0, 3], None, None),
            evidence([2, 5], None, None),
            evidence([4, 99], None, None),
            evidence([3, 2], None, None),
        ];
        let got = segments("abcdef", OffsetUnit::Char, &all);
        let numbers: Vec<_> = got.iter().map(|s| (s.text, s.evidence.clone())).collect();
        assert_eq!(numbers, [("ab", vec![0]), ("c", vec![0, 1]), ("de", vec![1]), ("f", vec![])]);
        assert!(!fits("abcdef", OffsetUnit::Char, &all[2]) && !fits("abcdef", OffsetUnit::Char, &all[3]));
        assert!(!fits("abcdef", OffsetUnit::Char, &evidence([0, 3], None, Some("abd"))));
        assert!(!fits("é", OffsetUnit::Byte, &evidence([0, 1], None, None)));
    }
}
