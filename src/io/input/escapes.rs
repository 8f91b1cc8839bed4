//! Line ends, tabs and backslashes that a database export has written as two characters.
//!
//! Where escapes are in use, no real line end or tab is left in a text, and every backslash begins an escape. A path (`C:\new\Temp`) or a
//! formula (`\nabla`) fails one of the two, or has a letter of a word behind the backslash; a text that leaves doubt is kept as it is.

/// The text that `text` was before its line ends, tabs and backslashes were escaped; `None` unless that is certain.
pub(super) fn undone(text: &str) -> Option<String> {
    if !text.contains('\\') || text.contains(['\n', '\r', '\t']) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut certain = false;
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = behind.chars();
        let (meant, breaks) = match chars.next()? {
            'n' => ('\n', true),
            'r' => ('\r', true),
            't' => ('\t', true),
            'f' => ('\u{C}', false),
            own @ ('\\' | '"' | '\'' | '/') => (own, false),
            _ => return None,
        };
        rest = chars.as_str();
        out.push(meant);
        // Lower case goes on in the word of a path or a formula.
        certain |= breaks && !rest.starts_with(char::is_lowercase);
    }
    out.push_str(rest);
    certain.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_where_that_is_certain() {
        for (text, wanted) in [
            (r"FINDINGS:\nNo infarct.\r\nMass\tleft", "FINDINGS:\nNo infarct.\r\nMass\tleft"),
            (r"Mass.\n", "Mass.\n"),
            (r"Mass.\n\nno infarct", "Mass.\n\nno infarct"),
            (r#"Seen in C:\\new\nA \"mass\""#, "Seen in C:\\new\nA \"mass\""),
            (r"A\\n\n- mass", "A\\n\n- mass"),
        ] {
            assert_eq!(undone(text).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn what_may_be_a_path_or_a_formula_is_kept() {
        for text in [
            "No infarct.",
            r"Images in C:\new\reports\temp",
            r"Images in \\server\new\No",
            r"C:\Users\n. Mass",
            r"\nabla x and \textbf{mass}",
            r"A lone \new in prose",
            "One\\nTwo\nThree",
            r"Mass\",
            r"\\",
        ] {
            assert_eq!(undone(text), None, "{text}");
        }
    }
}
