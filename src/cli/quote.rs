//! A sentence with some of its words underlined.

use super::paint::printable;
use crate::text::Span;

/// The most characters on a line of a quotation.
const WIDTH: usize = 96;
/// A longer quotation shows only the lines on which something is underlined.
const MOST_LINES: usize = 8;

/// The words of `span` on lines of limited width. Marked words are underlined with the sign of their mark; where marks overlap,
/// the first one is shown.
pub(super) fn quote(text: &str, span: Span, marks: &[(Span, char)]) -> String {
    let mut lines: Vec<(String, String)> = Vec::new();
    let (mut words, mut signs) = (String::new(), String::new());
    let mut blank = true;
    for (at, character) in span.of(text).char_indices() {
        let at = span.start + at as u32;
        let sign = marks
            .iter()
            .find(|(m, _)| m.start <= at && at < m.end)
            .map_or(' ', |(_, sign)| *sign);
        if character.is_whitespace() || character.is_control() {
            if signs.chars().count() >= WIDTH {
                lines.push((std::mem::take(&mut words), std::mem::take(&mut signs)));
                blank = true;
            } else if !blank {
                words.push(' ');
                signs.push(sign);
                blank = true;
            }
        } else {
            words.push_str(&printable(character.encode_utf8(&mut [0; 4])));
            signs.push(sign);
            blank = false;
        }
    }
    lines.push((words, signs));
    let all = lines.len() <= MOST_LINES;
    let mut out = String::new();
    for (words, signs) in lines {
        let marked = !signs.trim().is_empty();
        if all || marked {
            out.push_str(&format!("    {}\n", words.trim_end()));
        }
        if marked {
            out.push_str(&format!("    {}\n", signs.trim_end()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_below_their_words() {
        let text = "No ä\n  or b.";
        let span = Span::new(0, text.len() as u32);
        let quoted = quote(text, span, &[(Span::new(3, 5), '^'), (Span::new(0, 5), '~')]);
        assert_eq!(quoted, "    No ä or b.\n    ~~~^\n");
    }
}
