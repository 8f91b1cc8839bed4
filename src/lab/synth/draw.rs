//! Chance that is the same on every machine: the Mersenne Twister for what befalls a patient, and a short sequence for the choice of words.

use rand_mt::Mt;

/// The draws of one patient.
pub(super) struct Draw(Mt);

impl Draw {
    /// Patient `patient` of seed `seed`, whatever else there is in the archive.
    pub fn of_patient(seed: u64, patient: u64) -> Self {
        let halves = |n: u64| [(n & 0xFFFF_FFFF) as u32, (n >> 32) as u32];
        let ([a, b], [c, d]) = (halves(seed), halves(patient));
        Self(Mt::new_with_key([a, b, c, d]))
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        scaled(self.0.next_u32(), limit)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = usize::try_from(high - low + 1).unwrap_or(1);
        low + self.below(width) as i64
    }

    /// True in `share` of a million cases.
    pub fn chance(&mut self, share: Share) -> bool {
        self.below(1_000_000) < share.0 as usize
    }

    /// One of `all`, which is not empty.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A key for the choice of words.
    pub fn key(&mut self) -> u32 {
        self.0.next_u32()
    }
}

/// A share in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share(u32);

impl Share {
    /// A share in thousandths.
    pub(super) const fn thousandths(share: u32) -> Self {
        Self(share * 1000)
    }

    /// The share that a number from 0 to 1 stands for; `None` for another number.
    pub fn of(number: f64) -> Option<Self> {
        (0.0..=1.0).contains(&number).then(|| Self((number * 1e6).round() as u32))
    }
}

/// Choices that follow from a key, so that the same statement is worded the same way once more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turns(u32);

impl Turns {
    /// The choices of this key.
    pub fn new(key: u32) -> Self {
        Self(key)
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        let mixed = (self.0 ^ (self.0 >> 15)).wrapping_mul(0x2C1B_3C6D);
        scaled(mixed ^ (mixed >> 13), limit)
    }

    /// One of `all`, which is not empty.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn scaled(number: u32, limit: usize) -> usize {
    ((u64::from(number) * limit as u64) >> 32) as usize
}
