//! The first two and the first three words of the phrases of several words, as they can be stored.

use super::packed::{self, Packed};
use super::word_numbers::Stem;
use serde::{Deserialize, Serialize};

/// Two or three words that begin a phrase or are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// Its words, as [`of_two`] and [`of_three`] write them.
    pub key: u64,
    /// Its number among the prefixes of as many words that a phrase of more words begins with; [`NONE`] where no phrase has more.
    pub more: u32,
    /// The number of the phrase that it is, [`NONE`], or from [`ALIKE`] on one of [`Prefixes::alike`].
    pub whole: u32,
}

impl Packed for Prefix {
    const WIDTH: usize = 16;

    fn put(self, out: &mut Vec<u8>) {
        out.extend(self.key.to_le_bytes());
        out.extend(self.more.to_le_bytes());
        out.extend(self.whole.to_le_bytes());
    }

    #[inline]
    fn take(row: &[u8]) -> Option<Self> {
        Some(Self {
            key: u64::from_le_bytes(*row.first_chunk()?),
            more: packed::number(row, 8)?,
            whole: packed::number(row, 12)?,
        })
    }
}

/// All prefixes, each once.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Prefixes {
    /// Those of two words, in order of their keys.
    #[serde(with = "packed")]
    pub pairs: Vec<Prefix>,
    /// Those of three words, in order of their keys.
    #[serde(with = "packed")]
    pub triples: Vec<Prefix>,
    /// Phrases of the same stems, whose forms differ.
    pub alike: Vec<Vec<u32>>,
}

/// No phrase, and no number.
pub const NONE: u32 = u32::MAX;

/// From here on numbers mean sets of phrases.
pub const ALIKE: u32 = 1 << 31;

/// The key of two words, which is not zero.
#[inline]
pub fn of_two(first: Stem, second: Stem) -> u64 {
    u64::from(first.number()) << 32 | u64::from(second.number())
}

/// The key of the pair of this number and a third word. No pair has the highest bit.
#[inline]
pub fn of_three(pair: u32, third: Stem) -> u64 {
    1 << 63 | u64::from(pair) << 32 | u64::from(third.number())
}

/// How many bytes of the automaton stand for the first three words of a phrase.
pub const BYTES: usize = 3;

/// The bytes that the automaton reads for the first three words of phrases, by the number of the prefix.
pub fn bytes(number: u32) -> [u8; BYTES] {
    let [_, bytes @ ..] = number.to_be_bytes();
    bytes
}

impl Prefixes {
    /// The prefixes of `phrases`, of at least two stems each; and for each phrase of more than three the number of its first three.
    pub fn new<'s>(phrases: impl Iterator<Item = &'s [Stem]> + Clone) -> (Self, Vec<u32>) {
        let mut all = Self::default();
        let mut begun = vec![NONE; phrases.clone().count()];
        let keys = phrases.clone().map(|stems| of_two(stems[0], stems[1]));
        let of_pairs = (0..).zip(keys.zip(phrases.clone().map(|stems| stems.len() == 2)));
        all.pairs = all.of(
            of_pairs.map(|(phrase, (key, is_whole))| (key, phrase, is_whole)).collect(),
            &mut begun,
        );
        let longer = (0..).zip(phrases).filter(|(_, stems)| stems.len() > 2);
        let of_triples = longer.map(|(phrase, stems)| (of_three(begun[phrase as usize], stems[2]), phrase, stems.len() == 3));
        let of_triples = of_triples.collect();
        all.triples = all.of(of_triples, &mut begun);
        (all, begun)
    }

    /// The prefixes of these keys, each with the number of a phrase that begins so and whether it has no more words. Where it has, the number of
    /// its prefix goes to its place in `begun`.
    fn of(&mut self, mut phrases: Vec<(u64, u32, bool)>, begun: &mut [u32]) -> Vec<Prefix> {
        phrases.sort_unstable();
        let mut count = 0;
        let mut prefixes = Vec::new();
        for own in phrases.chunk_by(|a, b| a.0 == b.0) {
            let whole: Vec<u32> = own.iter().filter(|phrase| phrase.2).map(|phrase| phrase.1).collect();
            let more = if whole.len() < own.len() { count } else { NONE };
            count += u32::from(more != NONE);
            for &(_, phrase, is_whole) in own {
                if !is_whole {
                    begun[phrase as usize] = more;
                }
            }
            prefixes.push(Prefix {
                key: own[0].0,
                more,
                whole: self.set_of(whole),
            });
        }
        prefixes
    }

    /// How the phrases of one prefix are written.
    fn set_of(&mut self, phrases: Vec<u32>) -> u32 {
        match phrases[..] {
            [] => NONE,
            [one] => one,
            _ => {
                self.alike.push(phrases);
                ALIKE + self.alike.len() as u32 - 1
            }
        }
    }
}
