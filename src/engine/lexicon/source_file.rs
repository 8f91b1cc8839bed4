//! Lexicon files as text.

use std::borrow::Cow;

/// A lexicon file as text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The name shown to the user.
    pub name: String,
    /// The text.
    pub text: Cow<'static, str>,
}

/// Files that belong together: no id may stand twice in a layer; a later layer replaces entries of an earlier one.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// The files.
    pub files: Vec<SourceFile>,
    /// True for the built-in files.
    pub builtin: bool,
}

/// The place of the `nth` occurrence of `"word"` in `text`, or the start of the text.
pub(super) fn find_quoted(text: &str, word: &str, nth: usize) -> std::ops::Range<usize> {
    let quoted = format!("\"{word}\"");
    match text.match_indices(&quoted).nth(nth).or_else(|| text.match_indices(&quoted).next()) {
        Some((start, _)) => start..start + quoted.len(),
        None => 0..text.find('\n').unwrap_or(text.len()),
    }
}
