//! Which two words begin a phrase, so that the automaton is asked only where one may begin.

use super::vocabulary::Code;

/// Bits of the filter: few enough for the fastest memory, so many that few pairs fall on one.
const BITS: usize = 1 << 16;

/// The first two words of all phrases of several words, and some pairs besides.
#[derive(Debug)]
pub struct Openings {
    bits: Vec<u64>,
}

impl Default for Openings {
    fn default() -> Self {
        Self { bits: vec![0; BITS / 64] }
    }
}

impl Openings {
    /// Adds the first two words of a phrase.
    pub(super) fn add(&mut self, first: Code, second: Code) {
        let bit = bit(first, second);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    /// False when no phrase begins with these two words; true for the others, and for a few that begin none.
    #[inline]
    pub fn may_have(&self, first: Code, second: Code) -> bool {
        let bit = bit(first, second);
        self.bits[bit / 64] & (1 << (bit % 64)) != 0
    }
}

#[inline]
fn bit(first: Code, second: Code) -> usize {
    let number = |code: Code| u64::from(u32::from_le_bytes([code.stem[0], code.stem[1], code.stem[2], 0]));
    // An odd number without a pattern: the upper bits of the product depend on both words.
    let product = (number(first) << 24 | number(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (product >> 40) as usize % BITS
}
