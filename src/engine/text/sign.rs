//! Whether the sign "#" is a word.
//!
//! "No # of the skull" has a word there; "day #3", "| # |", "Accession #: 4" and a heading "# Findings" have none. What the word is says
//! the lexicon.

/// True when the sign at byte `at` is a word.
pub(super) fn is_word(bytes: &[u8], at: usize) -> bool {
    let before = &bytes[..at];
    let behind = &bytes[at + 1..];
    let blank = |b: &&u8| matches!(**b, b' ' | 0xA0);
    let last = before.iter().rev().find(|b| !blank(b)).copied();
    let touches = before.last().is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'#' | b'&'));
    let next = behind.iter().find(|b| !blank(b)).copied();
    let spaced = behind.first().is_none_or(|b| !b.is_ascii_alphanumeric());
    let begins_line = matches!(last, None | Some(b'\n' | b'\r'));
    if touches || last == Some(b'|') || !spaced {
        return false;
    }
    match next {
        None | Some(b'\n' | b'\r' | b'.' | b',' | b';' | b')' | b'?') => !begins_line,
        Some(b) if b.is_ascii_lowercase() => !is_number(behind),
        Some(b) if b.is_ascii_uppercase() => !begins_line && !is_number(behind),
        _ => false,
    }
}

/// So many digits in one word are a number of something, not a level of the spine.
const DIGITS: usize = 3;

/// True when the next word is the number of an order or a study: "A12345".
fn is_number(behind: &[u8]) -> bool {
    let word = behind.iter().skip_while(|b| **b == b' ').take_while(|b| b.is_ascii_alphanumeric());
    word.filter(|b| b.is_ascii_digit()).take(DIGITS).count() == DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_among_words_and_none_in_numbers_headings_and_tables() {
        let words = [
            "no # of the skull",
            "known # L temporal",
            "?skull #",
            "wedge # T12\n",
            "# noted in the rib",
            "no #.",
        ];
        let none = [
            "day #3",
            "day # 3",
            "Accession #: 4",
            "Order # A12345",
            "# Findings",
            "## Findings",
            "| # | x",
            "C# 4",
            "#",
            "&#39;",
            "a #tag",
        ];
        let is = |text: &str| text.bytes().enumerate().any(|(at, b)| b == b'#' && is_word(text.as_bytes(), at));
        assert_eq!(words.map(is), [true; 6]);
        assert_eq!(none.map(is), [false; 11]);
    }
}
