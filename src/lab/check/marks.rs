//! The `{...}` marks in examples.

use crate::text::Span;

/// The text of an example without its marks, and the marked spans.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub text: String,
    pub marks: Vec<Span>,
}

/// Removes the marks from the text of an example. `None` when the brackets do not match.
pub(super) fn unmark(example: &str) -> Option<Marked> {
    let mut text = String::with_capacity(example.len());
    let mut marks = Vec::new();
    let mut open = None;
    for character in example.chars() {
        match character {
            '{' if open.is_none() => open = Some(text.len() as u32),
            '}' => marks.push(Span::new(open.take()?, text.len() as u32)),
            '{' => return None,
            other => text.push(other),
        }
    }
    open.is_none().then_some(Marked { text, marks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans_of_the_plain_text() {
        let marked = unmark("No {a b} or {ç}.").unwrap();
        assert_eq!(marked.text, "No a b or ç.");
        assert_eq!(marked.marks.iter().map(|m| m.of(&marked.text)).collect::<Vec<_>>(), ["a b", "ç"]);
        assert_eq!(unmark("{a"), None);
        assert_eq!(unmark("a}"), None);
        assert_eq!(unmark("{{a}}"), None);
    }
}
