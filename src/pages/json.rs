//! JSON inside a page.

use serde::Serialize;

/// A value as JSON that may stand in a `script` element and in any script: no `<`, `>` or `&` that could end the element or begin a comment, and no line
/// separators that old scripts take for line ends. They are written as `\u003c`, which JSON reads back as the same.
///
/// # Errors
/// A value that JSON cannot hold.
pub fn safe_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let text = serde_json::to_string(value)?;
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for character in text.chars() {
        // Outside strings JSON has none of these.
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(character))),
            other => out.push(other),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element_and_all_comes_back() {
        let words = "</script><!-- <script> ]]> &amp; \u{2028}\u{2029} \"quoted\" \\ 𝄞\u{202e}\n";
        let json = safe_json(&[words]).unwrap();
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{json}");
        assert!(json.starts_with("[\"\\u003c/script\\u003e\\u003c!-- "), "{json}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&json).unwrap(), [words]);
    }
}
