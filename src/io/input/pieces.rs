//! Cutting a source into the pieces that become records.

use super::body::Body;
pub use super::longest::{LONGEST, LONGEST_TEXT};
use super::origin::Origin;
use super::reject::Reason;
use super::skipped::Skipped;
use std::io::Read;
use std::sync::Arc;

/// One open source that hands out its records, undecoded, in order. Made for the reading thread: it does as little as it can and leaves
/// decoding to [`super::Raw::record`].
pub(super) trait Pieces: Send {
    /// The next piece, its bytes added to `buffer`; `None` at the end. What cannot be read is a piece too, a broken one.
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece>;

    /// What was skipped since this was last asked.
    fn skipped(&mut self) -> Skipped {
        Skipped::default()
    }

    /// The entry from which the last piece came, and the piece's number in it, from 1; nothing where the source has no entries.
    fn entry(&self) -> Option<(Arc<Origin>, u64)> {
        None
    }
}

/// One piece of a source.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Which line of the source, from 1; 0 where lines mean nothing.
    pub line: u64,
    /// How many bytes of the source stand before it.
    pub offset: u64,
    /// Where its bytes are.
    pub body: Body,
}

/// A source that is one piece.
pub(super) struct Whole(Option<Body>);

impl Piece {
    /// A piece of a source in which lines and offsets mean nothing.
    pub fn of(body: Body) -> Self {
        Self { line: 0, offset: 0, body }
    }
}

impl Whole {
    /// Of what is known already.
    pub fn new(body: Body) -> Self {
        Self(Some(body))
    }

    /// Of nothing: no piece.
    pub fn nothing() -> Self {
        Self(None)
    }

    /// Of a stream, read to its end into `buffer`.
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
