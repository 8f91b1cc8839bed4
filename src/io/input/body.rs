//! Where the bytes of a record are before it is decoded.

use super::reject::Reason;
use std::ops::Range;

/// Where the bytes of a [`Raw`](super::Raw) are.
#[derive(Clone, Debug)]
pub enum Body {
    /// In the reader's buffer.
    Read(Range<usize>),
    /// Still in the file, which is of about this size: the decoder reads it.
    File(u64),
    /// Nowhere: they could not be read.
    Broken(Reason),
}
