//! Words one slip of the keyboard away from a long word of findings and places ("hyperintesity", "hemorrage").
//!
//! A slip is one letter too many, missing, wrong, or two in the wrong order. Only long words are put right, only where a single word
//! of the lexicon is that near, never at the first letter or the last two, where words differ by their grammar, and never into a
//! word that stands in a cue or in the grammar: a wrong "no" is worse than a missed finding.

use super::vocabulary::Code;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::OnceLock;

/// Shorter words are near too many others.
const SHORTEST: usize = 8;

/// The long words of findings and places. What is near them is worked out when it is first asked for.
#[derive(Debug, Default)]
pub struct Misspelt {
    words: Vec<(Box<[u8]>, Code)>,
    /// For each word, and for each word with one letter left out, the words it comes from.
    near: OnceLock<Near>,
}

/// Words by number, for each form they are near to.
type Near = FxHashMap<Box<[u8]>, SmallVec<[u32; 2]>>;

impl Misspelt {
    /// The words that may be put right into.
    pub(super) fn new(mut words: Vec<(Box<[u8]>, Code)>) -> Self {
        words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Self {
            words,
            near: OnceLock::new(),
        }
    }

    /// The code of the one word of the lexicon that `word`, folded and in no phrase, is a slip of.
    pub fn code(&self, word: &[u8]) -> Option<Code> {
        if !is_long(word) {
            return None;
        }
        let near = self.near.get_or_init(|| self.index());
        let mut found: Option<u32> = None;
        for form in forms(word) {
            for &number in near.get(&form).into_iter().flatten() {
                if found.is_some_and(|f| f != number) && is_slip(word, self.word(number)) {
                    return None;
                }
                if found.is_none() && is_slip(word, self.word(number)) {
                    found = Some(number);
                }
            }
        }
        found.map(|number| self.words[number as usize].1)
    }

    fn word(&self, number: u32) -> &[u8] {
        &self.words[number as usize].0
    }

    fn index(&self) -> Near {
        let mut near = Near::default();
        for (number, (word, _)) in self.words.iter().enumerate() {
            for form in forms(word) {
                near.entry(form).or_default().push(number as u32);
            }
        }
        near
    }
}

/// True for a word that may be put right, or into.
pub(super) fn is_long(word: &[u8]) -> bool {
    word.len() >= SHORTEST && word.iter().all(u8::is_ascii_lowercase)
}

/// The word, and the word with one letter left out.
fn forms(word: &[u8]) -> impl Iterator<Item = Box<[u8]>> {
    let without = (1..word.len() - 1).map(|i| [&word[..i], &word[i + 1..]].concat().into_boxed_slice());
    std::iter::once(word.into()).chain(without)
}

/// True when the words differ by one slip behind the first and before the last two letters.
fn is_slip(written: &[u8], meant: &[u8]) -> bool {
    let ends = |w: &[u8]| [w[0], w[w.len() - 2], w[w.len() - 1]];
    let text = |w| std::str::from_utf8(w).unwrap_or_default();
    ends(written) == ends(meant) && strsim::osa_distance(text(written), text(meant)) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_behind_the_first_and_before_the_last_letters() {
        for written in ["alphabetiical", "alphbetical", "alphavetical", "alphabteical"] {
            assert!(is_slip(written.as_bytes(), b"alphabetical"), "{written}");
        }
        for written in ["elphabetical", "alphabetics", "alphbtical", "alphabetical"] {
            assert!(!is_slip(written.as_bytes(), b"alphabetical"), "{written}");
        }
    }
}
