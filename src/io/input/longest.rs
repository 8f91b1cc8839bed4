//! How long records and texts may be.

/// The most bytes one record may have.
pub const LONGEST: u64 = 64 << 20;
/// The most bytes of text one report may have. Reading takes some sixty times the memory, and no report has a hundredth of it.
pub const LONGEST_TEXT: usize = 4 << 20;
