//! The first two words of phrases, so that the automaton is asked only where a phrase of more words may stand.

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
    /// The number of the phrase they are, [`NONE`], or one set of phrases that are alike from [`ALIKE`] on.
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

const NONE: u32 = u32::MAX;

const ALIKE: u32 = 1 << 31;

/// The automaton is dead.
const DEAD: StateID = StateID::ZERO;

impl Openings {
    /// The openings of the phrases of `automaton`: the first two words of each, and whether it has more. `pairs` may hold one several
    /// times.
    pub(super) fn new(mut pairs: Vec<(Stem, Stem, bool)>, automaton: &impl Automaton) -> Self {
        let order = |pair: &(Stem, Stem, bool)| (key(pair.0, pair.1), !pair.2);
        // Of one pair that with more words comes first and stays.
        pairs.sort_unstable_by_key(order);
        pairs.dedup_by_key(|pair| key(pair.0, pair.1));
        let mut openings = Self {
            bits: vec![0; BITS as usize / 64],
            slots: vec![(FREE, Opening { state: DEAD, whole: NONE }); (pairs.len() * 2 + 1).next_power_of_two()],
            alike: Vec::new(),
        };
        let Ok(start) = automaton.start_state(Anchored::Yes) else {
            return openings;
        };
        for (first, second, has_more) in pairs {
            let step = |state, byte| automaton.next_state(Anchored::Yes, state, byte);
            let state = first.bytes().chain(second.bytes()).fold(start, step);
            let mut whole = Vec::new();
            if automaton.is_match(state) {
                let all = (0..automaton.match_len(state)).map(|i| automaton.match_pattern(state, i));
                let walked = first.len() + second.len();
                whole.extend(all.filter(|&p| automaton.pattern_len(p) == walked).map(|p| p.as_u32()));
            }
            let opening = Opening {
                state: if has_more { state } else { DEAD },
                whole: openings.number(whole),
            };
            openings.insert(key(first, second), opening);
        }
        openings
    }

    /// How the phrases of one pair are written in its slot.
    fn number(&mut self, phrases: Vec<u32>) -> u32 {
        match phrases[..] {
            [] => NONE,
            [one] => one,
            _ => {
                self.alike.push(phrases);
                ALIKE + self.alike.len() as u32 - 1
            }
        }
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
    pub fn read(&self, stems: impl ExactSizeIterator<Item = Stem>, found: &mut Vec<Found>) {
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
