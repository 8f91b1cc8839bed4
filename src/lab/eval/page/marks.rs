//! Texts cut at their marks.

use super::super::mistakes::{MarkKind, TextMark};
use serde::Serialize;
use std::ops::Range;

/// A segment of a text.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct TextSegment<'a> {
    pub text: &'a str,
    /// `expected`, `got`, `both`, or empty.
    pub class: &'static str,
}

/// The part `range` of `text`, cut where marks begin and end.
pub(super) fn segments<'a, 'm>(
    text: &'a str,
    range: Range<usize>,
    marks: impl Iterator<Item = &'m TextMark> + Clone,
) -> Vec<TextSegment<'a>> {
    let ends = marks.clone().flat_map(|m| [m.range.start, m.range.end]);
    let inside = ends.filter(|end| range.contains(end));
    let mut cuts: Vec<usize> = inside.chain([range.start, range.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let segment = |pair: &[usize]| {
        let holds = |kind| {
            marks
                .clone()
                .any(|m| m.kind == kind && m.range.start <= pair[0] && pair[1] <= m.range.end)
        };
        let class = match (holds(MarkKind::Expected), holds(MarkKind::Got)) {
            (true, true) => "both",
            (true, false) => "expected",
            (false, true) => "got",
            (false, false) => "",
        };
        Some(TextSegment {
            text: text.get(pair[0]..pair[1])?,
            class,
        })
    };
    cuts.windows(2).filter_map(segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_marks() {
        let mark = |range, kind| TextMark { range, kind };
        let marks = [mark(2..5, MarkKind::Expected), mark(4..6, MarkKind::Got)];
        let segment = |text, class| TextSegment { text, class };
        let want = [
            segment("ab", ""),
            segment("cd", "expected"),
            segment("e", "both"),
            segment("f", "got"),
            segment("g", ""),
        ];
        assert_eq!(segments("abcdefg", 0..7, marks.iter()), want);
        assert_eq!(
            segments("abcdefg", 3..5, marks.iter()),
            [segment("d", "expected"), segment("e", "both")]
        );
        assert_eq!(segments("", 0..0, [].iter()), []);
    }
}
