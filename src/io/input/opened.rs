//! Sources that have been opened.

use super::opening::Opening;
use super::origin::Origin;
use super::pieces::Pieces;
use std::io::Read;
use std::sync::Arc;

/// A source, or an entry of one, that has been opened.
pub(super) struct Opened {
    pub origin: Arc<Origin>,
    pub pieces: Box<dyn Pieces>,
}

/// Opens an entry of an archive as a stream; the last is the reader's buffer.
pub(super) type OpenStream = fn(Box<dyn Read + Send>, Origin, &Opening, &mut Vec<u8>) -> Opened;
