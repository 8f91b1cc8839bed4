//! The first two words of phrases, so that the automaton is asked only where a phrase of more words may stand.

use super::pairs::{ALIKE, NONE, Pair, Pairs};
use super::word_numbers::Stem;
use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};

/// Bits of the filter: few enough for the fastest memory, so many that few pairs fall on one.
const BITS: u64 = 1 << 16;

/// The first two words of all phrases of several words.
#[derive(Debug, Default)]
pub struct Openings {
    /// One bit for several pairs: most of a report's are not here, and that is seen without looking at the slots.
    bits: Vec<u64>,
    /// The pairs, each in the first free slot at or behind the one its hash names; a power of two, at least half of them free.
    slots: Vec<(u64, Opening)>,
    /// Phrases of the same two stems, whose forms differ.
    alike: Vec<Vec<u32>>,
}

/// What two words begin.
#[derive(Clone, Copy, Debug, Default)]
pub struct Opening {
    /// Where the automaton goes on; dead when no phrase has more words.
    pub state: StateID,
    /// The number of the phrase they are, as [`Pair::whole`] has it.
    whole: u32,
}

/// Two words of a report that begin a phrase.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    /// The index of the second.
    pub second: u32,
    key: u64,
    /// What they begin.
    pub opening: Opening,
}

/// The automaton is dead.
const DEAD: StateID = StateID::ZERO;

impl Openings {
    /// The openings of the phrases of `automaton` and of those of two words.
    pub(super) fn new(pairs: Pairs, automaton: &impl Automaton) -> Self {
        let mut openings = Self {
            bits: vec![0; BITS as usize / 64],
            slots: vec![(FREE, Opening { state: DEAD, whole: NONE }); (pairs.pairs.len() * 2 + 1).next_power_of_two()],
            alike: pairs.alike,
        };
        let start = automaton.start_state(Anchored::Yes).unwrap_or(DEAD);
        for Pair {
            stems: (first, second),
            has_more,
            whole,
        } in pairs.pairs
        {
            let step = |state, byte| automaton.next_state(Anchored::Yes, state, byte);
            let state = if has_more {
                first.bytes().chain(second.bytes()).fold(start, step)
            } else {
                DEAD
            };
            openings.insert(key(first, second), Opening { state, whole });
        }
        openings
    }

    fn insert(&mut self, key: u64, opening: Opening) {
        let hash = hash(key);
        self.bits[(hash % BITS / 64) as usize] |= 1 << (hash % 64);
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        while self.slots[at].0 != FREE {
            at = (at + 1) & last;
        }
        self.slots[at] = (key, opening);
    }

    /// Puts into `found` every two words, neighbours in `stems`, that begin a phrase.
    pub fn find(&self, stems: impl ExactSizeIterator<Item = Stem>, found: &mut Vec<Found>) {
        found.clear();
        if self.slots.is_empty() {
            return;
        }
        // First those that may begin one, then which do: of two short loops the processor does more at once than of a long one.
        found.resize(stems.len(), Found::default());
        let (mut count, mut before) = (0, Stem::default());
        for (second, stem) in (0..).zip(stems) {
            let key = key(before, stem);
            let hash = hash(key);
            // Written and then kept or not: a branch would be guessed wrong too often.
            found[count] = Found {
                second,
                key,
                ..Found::default()
            };
            count += (self.bits[(hash % BITS / 64) as usize] >> (hash % 64) & 1) as usize;
            before = stem;
        }
        let mut kept = 0;
        for at in 0..count {
            if let Some(opening) = self.get(found[at].key) {
                found[kept] = Found { opening, ..found[at] };
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

    /// Hands the phrases that are just these two words to `take`, by number.
    #[inline]
    pub fn each_whole(&self, opening: Opening, mut take: impl FnMut(u32)) {
        match opening.whole {
            NONE => {}
            set @ ALIKE.. => self.alike[(set - ALIKE) as usize].iter().copied().for_each(take),
            phrase => take(phrase),
        }
    }
}

/// The key of no pair.
const FREE: u64 = 0;

#[inline]
fn key(first: Stem, second: Stem) -> u64 {
    u64::from(first.number()) << 32 | u64::from(second.number())
}

#[inline]
fn hash(key: u64) -> u64 {
    // An odd number without a pattern: the upper bits of the product depend on both words.
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40
}
