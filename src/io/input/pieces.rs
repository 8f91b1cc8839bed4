//! Cuts a source into the pieces that become records.

use super::body::Body;
pub use super::longest::{LONGEST, LONGEST_TEXT};
use super::origin::Origin;
use super::reject::Reason;
use super::skipped::Skipped;
use std::io::Read;
use std::sync::Arc;

/// An open source that returns its records, undecoded, in order. It runs on the reading thread, so it does as little as possible and leaves
/// decoding to [`super::Raw::record`].
pub(super) trait Pieces: Send {
    /// The next piece, whose bytes are appended to `buffer`; `None` at the end. What cannot be read is returned as a broken piece.
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece>;

    /// What was skipped since the last call.
    fn skipped(&mut self) -> Skipped {
        Skipped::default()
    }

    /// The entry that the last piece came from, and the number of the piece in it, from 1; `None` when the source has no entries.
    fn entry(&self) -> Option<(Arc<Origin>, u64)> {
        None
    }
}

/// One piece of a source.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its line in the source, from 1; 0 when the source has no lines.
    pub line: u64,
    /// Its byte offset in the source.
    pub offset: u64,
    /// The location of its bytes.
    pub body: Body,
}

/// A source that is a single piece.
pub(super) struct Whole(Option<Body>);

impl Piece {
    /// A piece of a source without lines and offsets.
    pub fn of(body: Body) -> Self {
        Self { line: 0, offset: 0, body }
    }
}

impl Whole {
    /// A source with this body.
    pub fn new(body: Body) -> Self {
        Self(Some(body))
    }

    /// A source without a piece.
    pub fn nothing() -> Self {
        Self(None)
    }

    /// Reads a stream to its end into `buffer`.
    pub fn from_reader(input: impl Read, buffer: &mut Vec<u8>) -> Self {
        let start = buffer.len();
        Self::new(match input.take(LONGEST + 1).read_to_end(buffer) {
            Ok(length) if length as u64 > LONGEST => {
                buffer.truncate(start);
                Body::Broken(Reason::TooLong)
            }
            Ok(_) => Body::Read(start..buffer.len()),
            Err(error) => Body::Broken(Reason::of_io(&error)),
        })
    }
}

impl Pieces for Whole {
    fn next(&mut self, _: &mut Vec<u8>) -> Option<Piece> {
        self.0.take().map(Piece::of)
    }
}
