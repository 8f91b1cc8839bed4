//! Cuts a source into the pieces that become records.

use super::body::Body;
pub use super::longest::{LONGEST, LONGEST_TEXT};
use super::origin::Origin;
use super::reject::Reason;
use super::skipped::Skipped;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// An open source that returns its records, undecoded, in order. It runs on the reading thread, so it does as little as possible and leaves
/// decoding to [`super::Raw::record`].
pub(super) trait Pieces: Send {
    /// The next piece, whose bytes are appended to `buffer`; `None` at the end. What cannot be read is returned as a broken piece.
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece>;

    /// What was skipped since the last call.
    fn skipped(&mut self) -> Skipped {
        Skipped::default()
    }

    /// The number of bytes before the last piece in its line.
    fn column(&self) -> usize {
        0
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

/// The pieces of a source, and behind them a broken one when `when` is set by then.
pub(super) struct Followed {
    pub pieces: Box<dyn Pieces>,
    pub when: Arc<AtomicBool>,
    pub reason: Reason,
    pub own: bool,
}

impl Pieces for Followed {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        self.pieces.next(buffer).or_else(|| {
            self.own = self.when.swap(false, Ordering::Relaxed);
            self.own.then(|| Piece::of(Body::Broken(self.reason.clone())))
        })
    }

    fn skipped(&mut self) -> Skipped {
        self.pieces.skipped()
    }

    fn column(&self) -> usize {
        if self.own { 0 } else { self.pieces.column() }
    }

    fn entry(&self) -> Option<(Arc<Origin>, u64)> {
        self.pieces.entry().filter(|_| !self.own)
    }
}

impl Pieces for Whole {
    fn next(&mut self, _: &mut Vec<u8>) -> Option<Piece> {
        self.0.take().map(Piece::of)
    }
}
