//! Words one slip of the keyboard away from a long word of findings and places ("hyperintesity", "hemorrage").
//!
//! A slip is one letter too many, missing, wrong, or two in the wrong order. Only long words are put right, only where a single word
//! of the lexicon is that near, never at the first letter or the last two, where words differ by their grammar, and never into a
//! word that stands in a cue or in the grammar: a wrong "no" is worse than a missed finding.

use super::compiled::{Lane, Posting};
use super::vocabulary::Code;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::sync::OnceLock;

/// Shorter words are near too many others.
const SHORTEST: usize = 8;

/// The long words of findings and places. What is near them is worked out when it is first asked for.
#[derive(Debug, Default)]
pub struct Misspelt {
    words: Vec<(Box<str>, Code)>,
    /// For each word, and for each word with one letter left out, the words it comes from.
    near: OnceLock<FxHashMap<Box<[u8]>, SmallVec<[u32; 2]>>>,
}

impl Misspelt {
    /// The words that may be put right into, from the phrases with what they stand for.
    pub(super) fn new<'a>(phrases: impl Iterator<Item = (&'a str, &'a [Posting])>, code: impl Fn(&[u8]) -> Code) -> Self {
        let (mut good, mut bad) = (FxHashSet::default(), FxHashSet::default());
        for (text, postings) in phrases {
            let named = |p: &Posting| matches!(p.lane, Lane::Finding | Lane::Part | Lane::Site);
            let set = if postings.iter().all(named) { &mut good } else { &mut bad };
            set.extend(text.split(' ').filter(|w| is_long(w.as_bytes())));
        }
        let mut words: Vec<&str> = good.difference(&bad).copied().collect();
        words.sort_unstable();
        Self {
            words: words.into_iter().map(|w| (w.into(), code(w.as_bytes()))).collect(),
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
        self.words[number as usize].0.as_bytes()
    }

    fn index(&self) -> FxHashMap<Box<[u8]>, SmallVec<[u32; 2]>> {
        let mut near: FxHashMap<Box<[u8]>, SmallVec<[u32; 2]>> = FxHashMap::default();
        for (number, (word, _)) in self.words.iter().enumerate() {
            for form in forms(word.as_bytes()) {
                near.entry(form).or_default().push(number as u32);
            }
        }
        near
    }
}

fn is_long(word: &[u8]) -> bool {
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
