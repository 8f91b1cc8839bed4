//! Words one slip of the keyboard away from a long word of findings and places ("hyperintesity", "hemorrage").
//!
//! A slip is one letter too many, missing, wrong, or two in the wrong order. Only long words are put right, only where a single word
//! of the lexicon is that near, never at the first letter or the last two, where words differ by their grammar, and never into a
//! word that stands in a cue or in the grammar: a wrong "no" is worse than a missed finding.

use super::word_numbers::Code;

/// Shorter words are near too many others.
const SHORTEST: usize = 8;

/// The long words of findings and places.
#[derive(Debug, Default)]
pub struct Misspelt {
    /// In order of their frames.
    words: Vec<(Box<[u8]>, Code)>,
    /// The frame of each.
    frames: Vec<u64>,
}

impl Misspelt {
    /// The words that may be put right into, in the order of [`order`].
    pub(super) fn new(words: Vec<(Box<[u8]>, Code)>) -> Self {
        let frames = words.iter().map(|(word, _)| frame(word)).collect();
        Self { words, frames }
    }

    /// The code of the one word of the lexicon that `word`, folded and in no phrase, is a slip of.
    pub fn code(&self, word: &[u8]) -> Option<Code> {
        if !is_long(word) {
            return None;
        }
        let own = frame(word);
        let from = self.frames.partition_point(|&f| f < own - 1);
        let near = self.frames[from..].iter().take_while(|&&f| f <= own + 1).count();
        let mut meant = self.words[from..from + near].iter().filter(|(meant, _)| is_inner_slip(word, meant));
        let code = meant.next()?.1;
        meant.next().is_none().then_some(code)
    }
}

/// What the words that may be put right into are sorted by.
pub(super) fn order(word: &[u8]) -> (u64, &[u8]) {
    (frame(word), word)
}

/// True for a word that may be put right, or into.
pub(super) fn is_long(word: &[u8]) -> bool {
    word.len() >= SHORTEST && word.iter().all(u8::is_ascii_lowercase)
}

/// What no slip changes, the first letter and the last two, and in the lowest bits the length, which it changes by one at most.
fn frame(word: &[u8]) -> u64 {
    let [first, .., before, last] = word else { return 0 };
    u64::from(u32::from_be_bytes([0, *first, *before, *last])) << 32 | word.len() as u64
}

/// True when the words differ by one slip behind the first and before the last two letters.
fn is_inner_slip(written: &[u8], meant: &[u8]) -> bool {
    let ends = |w: &[u8]| [w[0], w[w.len() - 2], w[w.len() - 1]];
    ends(written) == ends(meant) && is_slip(written, meant)
}

/// True when the words differ by one letter too many, missing or wrong, or by two in the wrong order, never the first.
pub(crate) fn is_slip(written: &[u8], meant: &[u8]) -> bool {
    let same = written.iter().zip(meant).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return false;
    }
    match (&written[same..], &meant[same..]) {
        ([a, rest @ ..], [b, others @ ..]) if rest.len() == others.len() => {
            rest == others || matches!((rest, others), ([c, rest @ ..], [d, others @ ..]) if a == d && c == b && rest == others)
        }
        ([_, rest @ ..], others) if rest.len() == others.len() => rest == others,
        (rest, [_, others @ ..]) if rest.len() == others.len() => rest == others,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_behind_the_first_and_before_the_last_letters() {
        for written in ["alphabetiical", "alphbetical", "alphavetical", "alphabteical"] {
            assert!(is_inner_slip(written.as_bytes(), b"alphabetical"), "{written}");
        }
        for written in ["elphabetical", "alphabetics", "alphbtical", "alphabetical"] {
            assert!(!is_inner_slip(written.as_bytes(), b"alphabetical"), "{written}");
        }
    }

    #[test]
    fn slips() {
        for written in ["indicaton", "indicatiion", "indicatoin", "indicatiom"] {
            assert!(is_slip(written.as_bytes(), b"indication"), "{written}");
        }
        assert!(!is_slip(b"ndication", b"indication") && !is_slip(b"indctn", b"indication"));
    }
}
