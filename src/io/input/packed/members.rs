//! The streams of a compressed file, one behind the other, and what stands behind the last one.

use super::packing::Packing;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The number of bytes that tell whether another stream begins.
const MAGIC: usize = 4;

/// A compressed file, unpacked. It ends where no further stream begins.
pub(super) struct Members<R: BufRead> {
    packing: Packing,
    state: State<R>,
    /// Set when there are bytes behind the last stream.
    behind: Arc<AtomicBool>,
}

enum State<R: BufRead> {
    Gzip(Box<GzDecoder<Ahead<R>>>),
    Zstandard(zstd::Decoder<'static, Ahead<R>>),
    Ended,
}

impl<R: BufRead> Members<R> {
    /// The streams of `input`, the first of which begins at once.
    ///
    /// # Errors
    /// The memory for unpacking cannot be had.
    pub fn new(packing: Packing, input: R, behind: Arc<AtomicBool>) -> io::Result<Self> {
        let input = Ahead {
            head: Vec::with_capacity(MAGIC),
            at: 0,
            rest: input,
        };
        let state = State::begin(packing, input)?;
        Ok(Self { packing, state, behind })
    }
}

impl<R: BufRead> State<R> {
    fn begin(packing: Packing, input: Ahead<R>) -> io::Result<Self> {
        Ok(match packing {
            Packing::Gzip => Self::Gzip(Box::new(GzDecoder::new(input))),
            Packing::Zstandard => Self::Zstandard(zstd::Decoder::with_buffer(input)?.single_frame()),
        })
    }

    fn into_input(self) -> Option<Ahead<R>> {
        match self {
            Self::Gzip(stream) => Some(stream.into_inner()),
            Self::Zstandard(stream) => Some(stream.finish()),
            Self::Ended => None,
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            let length = match &mut self.state {
                State::Gzip(stream) => stream.read(buffer)?,
                State::Zstandard(stream) => stream.read(buffer)?,
                State::Ended => return Ok(0),
            };
            if length > 0 {
                return Ok(length);
            }
            let Some(mut input) = std::mem::replace(&mut self.state, State::Ended).into_input() else {
                return Ok(0);
            };
            let head = input.look()?;
            if self.packing.begins(head) {
                self.state = State::begin(self.packing, input)?;
                continue;
            }
            if !head.is_empty() {
                self.behind.store(true, Ordering::Relaxed);
                // The file is read to its end, for its hash.
                io::copy(&mut input, &mut io::sink())?;
            }
            return Ok(0);
        }
    }
}

/// An input whose next bytes can be looked at.
struct Ahead<R> {
    head: Vec<u8>,
    at: usize,
    rest: R,
}

impl<R: BufRead> Ahead<R> {
    /// The next bytes; fewer than [`MAGIC`] only before the end.
    fn look(&mut self) -> io::Result<&[u8]> {
        self.head.drain(..self.at);
        self.at = 0;
        let missing = MAGIC.saturating_sub(self.head.len()) as u64;
        (&mut self.rest).take(missing).read_to_end(&mut self.head)?;
        Ok(&self.head)
    }
}

impl<R: BufRead> Read for Ahead<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Ahead<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.head.len() {
            return Ok(&self.head[self.at..]);
        }
        self.rest.fill_buf()
    }

    fn consume(&mut self, used: usize) {
        if self.at < self.head.len() {
            self.at += used;
        } else {
            self.rest.consume(used);
        }
    }
}
