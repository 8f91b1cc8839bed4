//! The first words of phrases, so that the automaton is asked only where a phrase of more words may stand.

use super::prefixes::{ALIKE, NONE, Prefix, Prefixes, bytes, of_three, of_two};
use super::word_numbers::Stem;
use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};

/// Bits of the filter: few enough for the fastest memory, so many that few pairs fall on one.
const BITS: u64 = 1 << 16;

/// The first two and three words of all phrases of several words.
#[derive(Debug, Default)]
pub struct Openings {
    /// One bit for several pairs: most of a report's are not here, and that is seen without looking at the slots.
    bits: Vec<u64>,
    /// The prefixes, each in the first free slot at or behind the one its hash names; a power of two, at least half of them free.
    slots: Vec<(u64, Opening)>,
    /// Phrases of the same stems, whose forms differ.
    alike: Vec<Vec<u32>>,
    /// Where the automaton goes on behind each three words that begin a longer phrase.
    states: Vec<StateID>,
}

/// What two or three words begin.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The number of the prefix, when phrases of more words begin so.
    more: u32,
    /// The number of the phrase they are, as [`Prefix::whole`] has it.
    whole: u32,
}

impl Default for Opening {
    fn default() -> Self {
        Self { more: NONE, whole: NONE }
    }
}

/// Two words of a report that begin a phrase.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpeningMatch {
    /// The index of the second.
    pub second: u32,
    key: u64,
    /// What they begin.
    pub opening: Opening,
}

impl Openings {
    /// The openings of phrases with these prefixes, of which `automaton` knows those of more than three words.
    pub(super) fn new(prefixes: Prefixes, automaton: &impl Automaton) -> Self {
        let Prefixes { pairs, triples, alike } = prefixes;
        let count = pairs.len() + triples.len();
        let mut openings = Self {
            bits: vec![0; BITS as usize / 64],
            slots: vec![(FREE, Opening::default()); (count * 2 + 1).next_power_of_two()],
            alike,
            states: Vec::new(),
        };
        for pair in pairs {
            let hash = hash(pair.key);
            openings.bits[(hash % BITS / 64) as usize] |= 1 << (hash % 64);
            openings.insert(pair);
        }
        let start = automaton.start_state(Anchored::Yes).unwrap_or(StateID::ZERO);
        for triple in triples {
            if triple.more != NONE {
                let step = |state, byte| automaton.next_state(Anchored::Yes, state, byte);
                openings.states.push(bytes(triple.more).into_iter().fold(start, step));
            }
            openings.insert(triple);
        }
        openings
    }

    fn insert(&mut self, Prefix { key, more, whole }: Prefix) {
        let last = self.slots.len() - 1;
        let mut at = hash(key) as usize & last;
        while self.slots[at].0 != FREE {
            at = (at + 1) & last;
        }
        self.slots[at] = (key, Opening { more, whole });
    }

    /// Puts into `found` every two words, neighbours in `stems`, that begin a phrase.
    pub fn find(&self, stems: impl ExactSizeIterator<Item = Stem>, found: &mut Vec<OpeningMatch>) {
        found.clear();
        if self.slots.is_empty() {
            return;
        }
        // First those that may begin one, then which do: of two short loops the processor does more at once than of a long one.
        found.resize(stems.len(), OpeningMatch::default());
        let (mut count, mut before) = (0, Stem::default());
        for (second, stem) in (0..).zip(stems) {
            let key = of_two(before, stem);
            let hash = hash(key);
            // Written and then kept or not: a branch would be guessed wrong too often.
            found[count] = OpeningMatch {
                second,
                key,
                ..OpeningMatch::default()
            };
            count += (self.bits[(hash % BITS / 64) as usize] >> (hash % 64) & 1) as usize;
            before = stem;
        }
        let mut kept = 0;
        for at in 0..count {
            if let Some(opening) = self.get(found[at].key) {
                found[kept] = OpeningMatch { opening, ..found[at] };
                kept += 1;
            }
        }
        found.truncate(kept);
    }

    #[inline]
    fn get(&self, key: u64) -> Option<Opening> {
        let last = self.slots.len() - 1;
        let mut at = hash(key) as usize;
        loop {
            match self.slots[at & last] {
                (own, opening) if own == key => return Some(opening),
                (FREE, _) => return None,
                _ => at += 1,
            }
        }
    }

    /// What the words of `pair` and a third behind them begin.
    #[inline]
    pub fn third(&self, pair: Opening, third: Stem) -> Option<Opening> {
        if pair.more == NONE {
            None
        } else {
            self.get(of_three(pair.more, third))
        }
    }

    /// Where the automaton goes on behind the three words of `triple`, when it knows a phrase that begins so.
    #[inline]
    pub fn state(&self, triple: Opening) -> Option<StateID> {
        self.states.get(triple.more as usize).copied()
    }

    /// Hands the phrases that are just the words of `opening` to `take`, by number.
    #[inline]
    pub fn each_whole(&self, opening: Opening, mut take: impl FnMut(u32)) {
        match opening.whole {
            NONE => {}
            set @ ALIKE.. => self.alike[(set - ALIKE) as usize].iter().copied().for_each(take),
            phrase => take(phrase),
        }
    }
}

/// The key of no prefix.
const FREE: u64 = 0;

#[inline]
fn hash(key: u64) -> u64 {
    // An odd number without a pattern: the upper bits of the product depend on both words.
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40
}
