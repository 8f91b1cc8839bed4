//! Text with some of its words in colour.

use crate::text::Span;
use crate::visible::is_hidden;
use anstyle::Style;
use std::cmp::Reverse;
use std::fmt::Write;

/// The text with each span in its style. Where spans overlap, the shortest is visible.
pub(super) fn paint(text: &str, spans: &[(Span, Style)]) -> String {
    let mut cuts: Vec<u32> = spans
        .iter()
        .flat_map(|(s, _)| [s.start, s.end])
        .chain([0, text.len() as u32])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut waiting = spans.to_vec();
    waiting.sort_by_key(|(s, _)| Reverse(s.start));
    let mut open: Vec<(Span, Style)> = Vec::new();
    let mut out = String::with_capacity(text.len() * 2);
    for pair in cuts.windows(2) {
        let piece = Span::new(pair[0], pair[1]);
        open.retain(|(s, _)| s.end > piece.start);
        while let Some(next) = waiting.pop_if(|(s, _)| s.start <= piece.start) {
            open.push(next);
        }
        let top = open.iter().filter(|(s, _)| s.end >= piece.end).min_by_key(|(s, _)| s.end - s.start);
        let shown = printable(piece.of(text));
        let _ = match top {
            Some((_, style)) => write!(out, "{style}{shown}{style:#}"),
            None => write!(out, "{shown}"),
        };
    }
    out
}

/// The text of a report without hidden characters, which could change the state of a terminal. One stands for one, so that columns fit.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .filter(|&c| c != '\r')
        .map(|c| if is_hidden(c) && c != '\n' && c != '\t' { '\u{FFFD}' } else { c })
        .collect()
}

/// The text on one line, cut to at most `most` characters.
pub(super) fn on_one_line(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = printable(&words.join(" "));
    if line.chars().count() <= most {
        line
    } else {
        line.chars().take(most - 1).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shorter_of_two_spans_shows() {
        let (outer, inner) = (Style::new().bold(), Style::new().italic());
        let painted = paint("ab cd\u{1b}", &[(Span::new(0, 5), outer), (Span::new(3, 4), inner)]);
        let want = format!("{outer}ab {outer:#}{inner}c{inner:#}{outer}d{outer:#}\u{FFFD}");
        assert_eq!(painted, want);
    }

    #[test]
    fn long_lines_are_cut() {
        assert_eq!(on_one_line("a\n  bc d", 4), "a b…");
    }
}
