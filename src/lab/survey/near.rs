//! Words one letter away from a word of the lexicon: typing mistakes, and spellings that are missing.

use rustc_hash::{FxHashMap, FxHashSet};

/// Shorter words have too many neighbours that are other words.
const SHORTEST: usize = 7;

/// Long words of a lexicon, by what is left of them when one letter is taken out: two words one letter apart share such a rest.
pub(super) struct Neighbours<'l> {
    by_rest: FxHashMap<String, Vec<&'l str>>,
}

impl<'l> Neighbours<'l> {
    /// Of these words, those that are long enough.
    pub fn new(words: &FxHashSet<&'l str>) -> Self {
        let mut long: Vec<&str> = words.iter().copied().filter(|w| w.chars().count() >= SHORTEST).collect();
        long.sort_unstable();
        let mut by_rest: FxHashMap<String, Vec<&str>> = FxHashMap::default();
        for word in long {
            for rest in rests(word) {
                by_rest.entry(rest).or_default().push(word);
            }
        }
        Self { by_rest }
    }

    /// The word that differs from `word` by one letter too many, too few, other or swapped with its neighbour; the first in the
    /// alphabet where there are several.
    pub fn of(&self, word: &str) -> Option<&'l str> {
        let shared = rests(word).filter_map(|rest| self.by_rest.get(&rest)).flatten();
        shared.copied().filter(|known| strsim::osa_distance(known, word) == 1).min()
    }
}

/// The word itself, and the word without each of its letters.
fn rests(word: &str) -> impl Iterator<Item = String> {
    let cut = word
        .char_indices()
        .map(|(at, letter)| [&word[..at], &word[at + letter.len_utf8()..]].concat());
    std::iter::once(word.to_owned()).chain(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_makes_a_neighbour() {
        let words: FxHashSet<&str> = ["kettledrum", "kettle"].into_iter().collect();
        let neighbours = Neighbours::new(&words);
        for near in ["ketledrum", "kettledrums", "kettleirum", "ketltedrum"] {
            assert_eq!(neighbours.of(near), Some("kettledrum"), "{near}");
        }
        for far in ["kettledrum", "ketledrums", "kettles"] {
            assert_eq!(neighbours.of(far), None, "{far}");
        }
    }
}
