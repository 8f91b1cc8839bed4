//! Lists of words that are looked for in a text, whole and in any case.

use crate::text::Span;
use aho_corasick::{AhoCorasick, MatchKind};

/// Some words and phrases.
#[derive(Clone, Debug)]
pub struct WordList {
    search: AhoCorasick,
}

impl WordList {
    /// Of these.
    pub fn new(words: &[String]) -> Self {
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(words);
        Self {
            // Lists are short, and an automaton of them is never too large.
            search: search.unwrap_or_else(|_| AhoCorasick::new([""; 0]).unwrap_or_else(|_| unreachable!("an automaton of nothing"))),
        }
    }

    /// Where they stand in a text, as whole words.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Span> + 't {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole =
            move |at: &Span| !inside(text[..at.start as usize].chars().next_back()) && !inside(text[at.end as usize..].chars().next());
        let all = self.search.find_iter(text);
        all.map(|at| Span::new(at.start() as u32, at.end() as u32)).filter(whole)
    }

    /// True when any of them stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }
}
