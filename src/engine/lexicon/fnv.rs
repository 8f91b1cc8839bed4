//! FNV-1a of 64 bits: a hash that is the same in every version and on every machine. The build script uses it too.

/// A hash to which bytes are added.
pub struct Fnv(u64);

impl Fnv {
    /// The hash of nothing.
    pub fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    /// Adds bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    /// Its upper bits, which depend most on all bytes, as 12 hex digits.
    pub fn digits(&self) -> String {
        format!("{:012x}", self.0 >> 16)
    }
}
