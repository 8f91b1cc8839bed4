//! The words of all phrases as numbers, so that the automaton reads a few bytes a word and not its letters.
//!
//! Words that differ by a plural ending where some phrase is open to one ("infarct", "infarcts") share a *stem*, which is what
//! the automaton sees; which of them it is, the *form*, is compared only for phrases with such words.

use super::misspelt::{self, Misspelt};
use super::packed::{self, Packed};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A word as the automaton sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// What the automaton reads.
    pub stem: Stem,
    /// One bit: which of the words of the stem it is.
    pub form: u16,
    /// Where in [`Tables::postings`](super::Tables::postings) that stands which the word means by itself.
    pub postings: (u32, u32),
}

/// The bytes that stand for words with the same meaning for the automaton: one for the stems that phrases use most, at most three. The
/// first is in the lowest place, their number in the highest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stem(u32);

/// A word that is in no phrase: no stem has these bytes.
const UNKNOWN: Code = Code {
    stem: Stem::new([LAST, 0, 0], 1),
    form: 1,
    postings: (0, 0),
};

/// The highest first byte of a stem.
const LAST: u8 = 0x7F;

impl Packed for Code {
    const WIDTH: usize = 14;

    fn put(self, out: &mut Vec<u8>) {
        for number in [self.stem.0, self.postings.0, self.postings.1] {
            out.extend(number.to_le_bytes());
        }
        out.extend(self.form.to_le_bytes());
    }

    #[inline]
    fn take(row: &[u8]) -> Option<Self> {
        Some(Self {
            stem: Stem(packed::number(row, 0)?),
            form: u16::from_le_bytes(*row.last_chunk()?),
            postings: (packed::number(row, 4)?, packed::number(row, 8)?),
        })
    }
}

/// The words of the phrases with their codes, in the order in which a [`Vocabulary`] takes them: what can be stored of one.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct WordList {
    /// The words, one behind the other.
    letters: String,
    /// Where each ends.
    #[serde(with = "packed")]
    ends: Vec<u32>,
    #[serde(with = "packed")]
    codes: Vec<Code>,
    /// The words that a misspelt one may be put right into, by index, in order of [`misspelt::order`].
    #[serde(with = "packed")]
    meant: Vec<u32>,
}

impl WordList {
    fn word(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[index] as usize]
    }
}

/// Every word of the phrases. A stem's first byte is below 0x80 and says how many there are; all others are not below, so that no phrase
/// matches between words.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Words of up to 16 bytes.
    short: Table,
    long: FxHashMap<Box<[u8]>, Code>,
    /// Words that are nearly one of them.
    pub misspelt: Misspelt,
}

impl Stem {
    const fn new([a, b, c]: [u8; 3], width: u8) -> Self {
        Self(u32::from_le_bytes([a, b, c, width]))
    }

    /// How many bytes it has.
    #[inline]
    pub fn len(self) -> usize {
        (self.0 >> 24) as usize
    }

    /// Never: a stem has at least one byte.
    pub fn is_empty(self) -> bool {
        false
    }

    /// Its bytes.
    #[inline]
    pub fn bytes(self) -> impl Iterator<Item = u8> {
        (0..self.len()).map(move |at| (self.0 >> (8 * at)) as u8)
    }

    /// Another number for every stem; never 0.
    #[inline]
    pub fn number(self) -> u32 {
        self.0
    }
}

impl Code {
    /// True for a word that is in no phrase.
    pub fn is_unknown(self) -> bool {
        self.stem == UNKNOWN.stem
    }
}

impl Vocabulary {
    /// The vocabulary of these words.
    pub(super) fn new(list: &WordList) -> Self {
        let mut vocabulary = Self {
            short: Table::with_room(list.codes.len()),
            ..Self::default()
        };
        for (index, code) in list.codes.iter().enumerate() {
            vocabulary.insert(list.word(index).as_bytes(), *code);
        }
        let meant = list.meant.iter().map(|&index| index as usize);
        vocabulary.misspelt = Misspelt::new(meant.map(|i| (list.word(i).as_bytes().into(), list.codes[i])).collect());
        vocabulary
    }

    /// The code of the word that stands in `folded` from byte `start` up to, not including, `end`; the same one for all words that
    /// are in no phrase.
    // A call for every word of every report costs more than the copies of this.
    #[inline(always)]
    pub fn code(&self, folded: &[u8], start: usize, end: usize) -> Code {
        if end - start > 16 {
            self.long_code(&folded[start..end])
        } else {
            self.short.get(key(folded, start, end))
        }
    }

    #[cold]
    fn long_code(&self, word: &[u8]) -> Code {
        self.long.get(word).copied().unwrap_or(UNKNOWN)
    }

    fn insert(&mut self, word: &[u8], code: Code) {
        if word.len() > 16 {
            self.long.insert(word.into(), code);
        } else {
            self.short.insert(key(word, 0, word.len()), code);
        }
    }
}

/// A word of up to 16 bytes as two numbers, which compare in one step.
type Key = [u64; 2];

#[inline]
fn key(folded: &[u8], start: usize, end: usize) -> Key {
    let behind = &folded[start..];
    let bytes = behind.first_chunk().copied().unwrap_or_else(|| filled_up(&behind[..end - start]));
    let [low, high] = OWN[end - start];
    let all = u128::from_le_bytes(bytes);
    [all as u64 & low, (all >> 64) as u64 & high]
}

/// A word at the end of its text.
#[cold]
fn filled_up(word: &[u8]) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..word.len()].copy_from_slice(word);
    bytes
}

/// For each length of a word the bits of its key that are its own.
static OWN: [Key; 17] = {
    let mut own = [[u64::MAX; 2]; 17];
    let mut length = 0;
    while length < 16 {
        let all = (1_u128 << (8 * length)) - 1;
        own[length] = [all as u64, (all >> 64) as u64];
        length += 1;
    }
    own
};

/// The codes of words by key. A word stands in the first free slot at or behind the one that its hash names.
#[derive(Debug, Default)]
struct Table {
    /// A power of two, at least half of them free.
    slots: Vec<(Key, Code)>,
}

impl Table {
    /// A table with room for `count` words.
    fn with_room(count: usize) -> Self {
        Self {
            slots: vec![(FREE, UNKNOWN); (2 * count).next_power_of_two().max(2)],
        }
    }

    /// The code of a word.
    #[inline(always)]
    fn get(&self, key: Key) -> Code {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = self.home(key);
        while let Some(&(own, code)) = self.slots.get(at & last) {
            if own == key || own == FREE {
                return code;
            }
            at += 1;
        }
        UNKNOWN
    }

    fn insert(&mut self, key: Key, code: Code) {
        let last = self.slots.len() - 1;
        let mut at = self.home(key) & last;
        while self.slots[at].0 != FREE {
            at = (at + 1) & last;
        }
        self.slots[at] = (key, code);
    }

    /// The slot that a word would like best.
    fn home(&self, [low, high]: Key) -> usize {
        // Two odd numbers without a pattern. The upper half of a product depends on all bits of the word.
        let hash = low.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ high.wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        (hash >> 32) as usize
    }
}

/// The key of no word: its bytes are letters and digits.
const FREE: Key = [0, 0];

/// A word in so many phrases is common.
const COMMON: u32 = 8;

/// Words on their way into a vocabulary.
#[derive(Default)]
pub(super) struct Words {
    numbers: FxHashMap<Box<str>, u32>,
    /// For each word another word of its stem, or itself.
    same_stem: Vec<u32>,
    /// Words that have been joined with their plurals, and the numbers of both.
    plurals: FxHashMap<u32, [u32; 3]>,
    /// For each word whether it stands in phrases that it may be put right into, and in others.
    uses: Vec<Uses>,
}

/// What phrases a word stands in.
#[derive(Clone, Copy, Default)]
struct Uses {
    named: bool,
    other: bool,
    count: u32,
}

impl Words {
    /// How many words have a number.
    pub fn len(&self) -> usize {
        self.same_stem.len()
    }

    /// The number of a word, a new one where it has none.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.same_stem.len() as u32;
        self.numbers.insert(word.into(), number);
        self.same_stem.push(number);
        self.uses.push(Uses::default());
        number
    }

    /// Lets a word share its stem with its plurals; their numbers and its own.
    pub fn with_plurals(&mut self, word: &str) -> [u32; 3] {
        let own = self.number(word);
        if let Some(&known) = self.plurals.get(&own) {
            return known;
        }
        let plural = |end: &str| [word, end].concat();
        let (s, es) = (self.number(&plural("s")), self.number(&plural("es")));
        self.join(own, s);
        self.join(own, es);
        self.plurals.insert(own, [own, s, es]);
        [own, s, es]
    }

    /// Lets a sign be read as a word that has a number.
    pub fn stands_for(&mut self, sign: &str, word: &str) {
        if let Some(&number) = self.numbers.get(word) {
            self.numbers.insert(sign.into(), number);
        }
    }

    /// Notes that a word stands in one more phrase, which names something or does not.
    pub fn note_use(&mut self, number: u32, names: bool) {
        let uses = &mut self.uses[number as usize];
        uses.named |= names;
        uses.other |= !names;
        uses.count += 1;
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.head(a), self.head(b));
        self.same_stem[b as usize] = a;
    }

    /// The word that stands for the stem of `number`.
    fn head(&self, mut number: u32) -> u32 {
        while self.same_stem[number as usize] != number {
            number = self.same_stem[number as usize];
        }
        number
    }

    /// The stems by the number of their heads: those that stand in most phrases get one byte, because what phrases use most is what
    /// reports use most.
    fn stems(&self) -> Vec<Stem> {
        let mut uses = vec![0; self.same_stem.len()];
        for number in 0..uses.len() as u32 {
            uses[self.head(number) as usize] += self.uses[number as usize].count;
        }
        let mut heads: Vec<u32> = (0..uses.len() as u32).filter(|&n| self.head(n) == n).collect();
        heads.sort_by_key(|&head| std::cmp::Reverse(uses[head as usize]));
        // First bytes are shared out: so many for longer stems, the rest but the last for stems of one byte.
        let wide = heads.len() > usize::from(LAST) * 128;
        let longer = if wide { 64 } else { heads.len().div_ceil(128) } as u8;
        let mut stems = vec![UNKNOWN.stem; uses.len()];
        for (rank, &head) in (0_u32..).zip(&heads) {
            stems[head as usize] = match rank.checked_sub(u32::from(LAST - longer)) {
                None => Stem::new([longer + rank as u8, 0, 0], 1),
                Some(rest) => {
                    let low = |by: u32| 0x80 | (rest >> by & 0x7F) as u8;
                    if wide {
                        Stem::new([(rest >> 14) as u8, low(7), low(0)], 3)
                    } else {
                        Stem::new([(rest >> 7) as u8, low(0), 0], 2)
                    }
                }
            };
        }
        stems
    }

    /// The words for a vocabulary, and the code of each word by number. `postings` says for each word where its own postings stand.
    pub fn finish(self, postings: impl Fn(u32) -> (u32, u32)) -> (WordList, Vec<Code>) {
        let count = self.same_stem.len();
        let stems = self.stems();
        let mut forms = vec![0_u32; count];
        let mut codes = Vec::with_capacity(count);
        for number in 0..count as u32 {
            let head = self.head(number) as usize;
            codes.push(Code {
                stem: stems[head],
                form: 1 << forms[head].min(15),
                postings: postings(number),
            });
            forms[head] += 1;
        }
        let uses = self.uses;
        let mut words: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        // What stands in many phrases first, so that the commonest words stand where they are looked for.
        words.sort_unstable_by_key(|&(_, number)| (uses[number as usize].count < COMMON, number));
        let mut list = WordList::default();
        for (word, number) in &words {
            list.letters.push_str(word);
            list.ends.push(list.letters.len() as u32);
            list.codes.push(codes[*number as usize]);
        }
        let is_meant = |(word, number): &(Box<str>, u32)| {
            let uses = uses[*number as usize];
            uses.named && !uses.other && misspelt::is_long(word.as_bytes())
        };
        list.meant = (0..)
            .zip(&words)
            .filter(|(_, word)| is_meant(word))
            .map(|(index, _)| index)
            .collect();
        list.meant
            .sort_unstable_by_key(|&index| misspelt::order(words[index as usize].0.as_bytes()));
        (list, codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_share_a_stem_and_other_words_do_not() {
        let mut words = Words::default();
        let numbers = words.with_plurals("infarct");
        let other = words.number("mass");
        let (list, codes) = words.finish(|_| (0, 0));
        let vocabulary = Vocabulary::new(&list);
        let [one, s, es] = numbers.map(|n| codes[n as usize]);
        assert_eq!((one.stem, one.stem), (s.stem, es.stem));
        assert_eq!(one.form | s.form | es.form, 0b111);
        assert_ne!(codes[other as usize].stem, one.stem);
        assert_eq!(vocabulary.code(b" infarcts ", 1, 9), s);
        assert_eq!(vocabulary.code(b"zebra", 0, 5), UNKNOWN);
    }
}
