//! Foreign words in messages: names of files and of entries of archives, ids, columns, groups, words of a report.
//!
//! A terminal obeys some characters instead of showing them, a line end forges a message, and a reader does not see what changes the direction of
//! writing or has no width. Such a character is written out as in JSON (`\u001b`), so that JSON that is printed stays the same JSON.

use std::borrow::Cow;
use std::fmt::Write;

/// True for a character that must not reach a terminal as it is: controls (C0, DEL, C1), line ends, marks of direction, characters without width.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The words with every hidden character written out; without any, the words themselves.
pub(crate) fn visible(words: &str) -> Cow<'_, str> {
    if !words.contains(is_hidden) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len() + 16);
    for character in words.chars() {
        if is_hidden(character) {
            write_out(character, &mut out);
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// Writes a character out as a string of JSON would.
pub(crate) fn write_out(character: char, out: &mut String) {
    match character {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        other => {
            for unit in other.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_written_out_as_in_json() {
        for (words, shown) in [
            ("Zürich 東京.txt", "Zürich 東京.txt"),
            ("a\u{1b}]0;b\u{7}", "a\\u001b]0;b\\u0007"),
            ("a\nb\r\tc", "a\\nb\\r\\tc"),
            ("a\u{9b}31m\u{7f}", "a\\u009b31m\\u007f"),
            ("a\u{202e}txt.exe\u{2066}\u{200b}\u{feff}", "a\\u202etxt.exe\\u2066\\u200b\\ufeff"),
            ("\u{e0041}", "\\udb40\\udc41"),
        ] {
            assert_eq!(visible(words), shown);
            assert!(!shown.contains(is_hidden));
            let json = serde_json::from_str::<String>(&format!("\"{shown}\"")).unwrap();
            assert_eq!(json, words);
        }
    }
}
