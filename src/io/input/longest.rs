//! The limits for the length of records and texts.

/// The most bytes one record may have.
pub const LONGEST: u64 = 64 << 20;
/// The most bytes of text one report may have. Analysing a text takes about sixty times its size in memory; real reports are far below the limit.
pub const LONGEST_TEXT: usize = 4 << 20;
/// The most bytes of JSON that the metadata of one record may have. A list of numbers takes sixteen times its size in memory.
pub(super) const LONGEST_META: usize = 4 << 20;
