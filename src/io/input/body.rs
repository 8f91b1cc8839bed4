//! The location of the bytes of a record before it is decoded.

use super::reject::Reason;
use std::ops::Range;

/// The location of the bytes of a [`Raw`](super::Raw).
#[derive(Clone, Debug)]
pub enum Body {
    /// In the reader's buffer.
    Read(Range<usize>),
    /// Still in the file, which has about this size: the decoder reads it.
    File(u64),
    /// Nowhere: the bytes could not be read.
    Broken(Reason),
}
