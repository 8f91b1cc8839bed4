//! The name of a finding and its grammar.

/// A name with its number.
#[derive(Debug)]
pub(in super::super) struct Noun {
    /// The words without article.
    pub words: String,
    /// Counted, a plural, or a mass noun.
    pub number: Number,
}

/// The number of a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Number {
    /// "a mass"
    One,
    /// "foci"
    Many,
    /// "blood"
    Mass,
}

impl Noun {
    /// Reads `a mass`, `+foci` or `blood`.
    pub fn parse(text: &str) -> Self {
        let (words, number) = if let Some(words) = text.strip_prefix("a ") {
            (words, Number::One)
        } else if let Some(words) = text.strip_prefix('+') {
            (words, Number::Many)
        } else {
            (text, Number::Mass)
        };
        Self {
            words: words.to_owned(),
            number,
        }
    }
}

/// The article before a word.
pub(in super::super) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) {
        "an "
    } else {
        "a "
    }
}
