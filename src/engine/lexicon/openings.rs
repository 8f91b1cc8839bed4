//! Where phrases of several words may begin, and how they go on: looked up by two words, then word by word.

use super::tree::{ALIKE, LEAF, NONE, Reached, Step, Tree};
use super::word_numbers::Stem;

/// Bits of the filter: few enough for the fastest memory, so many that few pairs fall on one.
const BITS: u64 = 1 << 16;

/// The phrases of several words: their first two words, and the words that go on from there.
#[derive(Debug, Default)]
pub struct Openings {
    /// One bit for several pairs: most of a report's are not here, and that is seen without looking at the slots.
    bits: Vec<u64>,
    /// The pairs.
    pairs: Slots,
    /// The words behind them.
    steps: Slots,
    /// Phrases of the same stems, whose forms differ.
    alike: Vec<Vec<u32>>,
}

/// What some words are and begin.
#[derive(Clone, Copy, Debug)]
pub struct Opening(Reached);

impl Default for Opening {
    fn default() -> Self {
        Self(Reached { node: LEAF, whole: NONE })
    }
}

impl Opening {
    /// True when a phrase has more words.
    #[inline]
    pub fn goes_on(self) -> bool {
        self.0.node != LEAF
    }
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

impl Openings {
    /// The phrases of a tree.
    pub(super) fn new(tree: Tree) -> Self {
        let mut bits = vec![0; BITS as usize / 64];
        for step in &tree.pairs {
            let hash = hash(key(step.from, step.stem));
            bits[(hash % BITS / 64) as usize] |= 1 << (hash % 64);
        }
        Self {
            bits,
            pairs: Slots::new(&tree.pairs),
            steps: Slots::new(&tree.steps),
            alike: tree.alike,
        }
    }

    /// What follows when `stem` is the next word.
    #[inline]
    pub fn step(&self, opening: Opening, stem: Stem) -> Option<Opening> {
        self.steps.get(key(opening.0.node, stem))
    }

    /// Puts into `found` every two words, neighbours in `stems`, that begin a phrase.
    pub fn find(&self, stems: impl ExactSizeIterator<Item = Stem>, found: &mut Vec<Found>) {
        found.clear();
        if self.bits.is_empty() {
            return;
        }
        // First those that may begin one, then which do: of two short loops the processor does more at once than of a long one.
        found.resize(stems.len(), Found::default());
        let (mut count, mut before) = (0, Stem::default());
        for (second, stem) in (0..).zip(stems) {
            let key = key(before.number(), stem);
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
            if let Some(opening) = self.pairs.get(found[at].key) {
                found[kept] = Found { opening, ..found[at] };
                kept += 1;
            }
        }
        found.truncate(kept);
    }

    /// Hands the phrases that are just these words to `take`, by number.
    #[inline]
    pub fn each_whole(&self, opening: Opening, mut take: impl FnMut(u32)) {
        match opening.0.whole {
            NONE => {}
            set @ ALIKE.. => self.alike[(set - ALIKE) as usize].iter().copied().for_each(take),
            phrase => take(phrase),
        }
    }
}

/// Steps by key, each in the first free slot at or behind the one that its hash names.
#[derive(Debug, Default)]
struct Slots(Vec<(u64, Opening)>);

impl Slots {
    fn new(steps: &[Step]) -> Self {
        // A power of two, at least half of them free.
        let mut slots = vec![(FREE, Opening::default()); (steps.len() * 2 + 1).next_power_of_two()];
        let last = slots.len() - 1;
        for step in steps {
            let key = key(step.from, step.stem);
            let mut at = hash(key) as usize & last;
            while slots[at].0 != FREE {
                at = (at + 1) & last;
            }
            slots[at] = (key, Opening(step.to));
        }
        Self(slots)
    }

    #[inline]
    fn get(&self, key: u64) -> Option<Opening> {
        let last = self.0.len() - 1;
        let mut at = hash(key) as usize;
        loop {
            match self.0[at & last] {
                (own, opening) if own == key => return Some(opening),
                (FREE, _) => return None,
                _ => at += 1,
            }
        }
    }
}

/// The key of no step.
const FREE: u64 = 0;

#[inline]
fn key(from: u32, stem: Stem) -> u64 {
    u64::from(from) << 32 | u64::from(stem.number())
}

#[inline]
fn hash(key: u64) -> u64 {
    // An odd number without a pattern: the upper bits of the product depend on both words.
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40
}
