//! Texts that are not there: empty ones, and the words that programs write in their place.

use super::reject::Reason;

/// What data frames, databases and spreadsheets write where there is no value. Compared without regard to case.
const PLACEHOLDERS: &[&str] = &[
    "NULL",
    "(null)",
    "[null]",
    "<null>",
    "nil",
    "None",
    "\\N",
    "NaN",
    "-NaN",
    "NaT",
    "NA",
    "N/A",
    "<NA>",
    "#N/A",
    "#N/A N/A",
    "#NA",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "Infinity",
    "-Infinity",
    "undefined",
];

/// The reason why a text is none: it is empty, or a placeholder.
pub(super) fn missing(text: &str) -> Option<Reason> {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | '\u{FEFF}'));
    if bare.is_empty() {
        return Some(Reason::EmptyText);
    }
    let known = PLACEHOLDERS.iter().find(|word| word.eq_ignore_ascii_case(bare));
    known.map(|word| Reason::Placeholder(word))
}

/// True for a word that programs write where there is no value.
pub fn is_placeholder(word: &str) -> bool {
    matches!(missing(word), Some(Reason::Placeholder(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_no_texts() {
        for text in ["NULL", "null", "\\N", "NaN", " None\n", "N/A", "#N/A", "#NAME?", "<NA>", "nan\0"] {
            assert!(matches!(missing(text), Some(Reason::Placeholder(_))), "{text}");
        }
        for text in ["", " \r\n", "\0", "\0 \0", "\u{FEFF}"] {
            assert_eq!(missing(text), Some(Reason::EmptyText), "{text:?}");
        }
        for text in ["None.", "None of note", "Normal", "No", "-", "nan 1"] {
            assert_eq!(missing(text), None, "{text}");
        }
    }
}
