//! Words that differ from a word of the lexicon by one letter: typing mistakes, and spellings that are missing.

use rustc_hash::{FxHashMap, FxHashSet};

/// The shortest word that is looked up. Shorter words have too many neighbours that are other words.
const SHORTEST: usize = 7;

/// The long words of a lexicon, indexed by their remainders with one letter removed. Two words that differ by one letter share a remainder.
pub(super) struct Neighbours<'l> {
    by_rest: FxHashMap<String, Vec<&'l str>>,
}

impl<'l> Neighbours<'l> {
    /// Indexes those of the words that are long enough.
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

    /// The word that differs from `word` by one letter that is added, removed, replaced or swapped with its neighbour; the alphabetically
    /// first one where there are several.
    pub fn of(&self, word: &str) -> Option<&'l str> {
        let shared = rests(word).filter_map(|rest| self.by_rest.get(&rest)).flatten();
        shared.copied().filter(|known| strsim::osa_distance(known, word) == 1).min()
    }
}

/// The word itself, and its remainders with one letter removed.
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
