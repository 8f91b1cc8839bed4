//! How wide text is, and where its lines break.
//!
//! The widths are those of Liberation Sans, which has the widths of Arial and Helvetica: a figure that is edited with one of these keeps its lines.

/// The widths of the characters from blank to tilde, in thousandths of the size.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
    278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
    556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The same in bold.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333,
    333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611,
    611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// The width of a character that no table has: as wide as any of the font.
const OTHER: u16 = 1000;

/// A line is broken inside a word that is longer than this: it is no word.
const MOST_CHARACTERS: usize = 2_000;

/// The width of a text of this size.
pub(super) fn width(text: &str, size: f32, bold: bool) -> f32 {
    let table = if bold { &BOLD } else { &REGULAR };
    let of = |character: char| match character {
        ' '..='~' => table[character as usize - 32],
        _ => OTHER,
    };
    let sum: u32 = text.chars().map(|character| u32::from(of(character))).sum();
    sum as f32 * size / 1000.0
}

/// The lines of a text that is broken between words, or inside words that are wider than `most`. A text of nothing is one empty line.
pub(super) fn wrap(text: &str, size: f32, bold: bool, most: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut length) = (String::new(), 0.0);
    let blank = width(" ", size, bold);
    let shown: String = text.chars().take(MOST_CHARACTERS).collect();
    let cut = if text.chars().nth(MOST_CHARACTERS).is_some() { "..." } else { "" };
    for word in shown.split_whitespace().chain(cut.split_whitespace()) {
        let own = width(word, size, bold);
        if !line.is_empty() && length + blank + own > most {
            lines.push(std::mem::take(&mut line));
            length = 0.0;
        }
        if !line.is_empty() {
            line.push(' ');
            length += blank;
        }
        if own <= most {
            line.push_str(word);
            length += own;
            continue;
        }
        for character in word.chars() {
            let own = width(character.encode_utf8(&mut [0; 4]), size, bold);
            if length + own > most && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                length = 0.0;
            }
            line.push(character);
            length += own;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_long_as_they_may_be() {
        let text = "No microhaemorrhage within 14 days of the infusion";
        let lines = wrap(text, 9.0, false, 100.0);
        assert_eq!(lines.join(" "), text);
        assert!(
            lines.len() > 1 && lines.iter().all(|line| width(line, 9.0, false) <= 100.0),
            "{lines:?}"
        );
    }

    #[test]
    fn a_word_that_fits_nowhere_is_cut() {
        let lines = wrap(&"x".repeat(500), 9.0, true, 80.0);
        assert_eq!(lines.concat().len(), 500);
        assert!(lines.iter().all(|line| width(line, 9.0, true) <= 80.0));
        assert_eq!(wrap("", 9.0, false, 80.0), [""]);
        assert!(wrap(&"word ".repeat(10_000), 9.0, false, 80.0).last().unwrap().ends_with("..."));
    }
}
