//! Sources with one record per line.

use super::body::Body;
use super::pieces::{LONGEST, Piece, Pieces};
use super::reject::Reason;
use std::io::{self, BufRead, Read};

/// The lines of a source, without blank lines.
pub(super) struct Lines<R> {
    input: R,
    line: u64,
    offset: u64,
    ended: bool,
}

impl<R: BufRead + Send> Lines<R> {
    /// The lines of `input`.
    pub fn new(input: R) -> Self {
        Self {
            input,
            line: 0,
            offset: 0,
            ended: false,
        }
    }

    /// Skips the rest of a line and counts its bytes.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let bytes = self.input.fill_buf()?;
            let (used, done) = match bytes.iter().position(|&b| b == b'\n') {
                Some(at) => (at + 1, true),
                None => (bytes.len(), bytes.is_empty()),
            };
            self.input.consume(used);
            self.offset += used as u64;
            if done {
                return Ok(());
            }
        }
    }

    /// Stops reading the source.
    fn fail(&mut self, error: &io::Error) -> Body {
        self.ended = true;
        Body::Broken(Reason::of_io(error))
    }
}

impl<R: BufRead + Send> Pieces for Lines<R> {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        let start = buffer.len();
        while !self.ended {
            let offset = self.offset;
            let read = (&mut self.input).take(LONGEST).read_until(b'\n', buffer);
            self.offset += (buffer.len() - start) as u64;
            let body = match read {
                Ok(0) => return None,
                Ok(length) if length as u64 == LONGEST && buffer.last() != Some(&b'\n') => {
                    buffer.truncate(start);
                    match self.skip_line() {
                        Ok(()) => Body::Broken(Reason::TooLong),
                        Err(error) => self.fail(&error),
                    }
                }
                Ok(_) => Body::Read(start..buffer.len()),
                Err(error) => {
                    buffer.truncate(start);
                    self.fail(&error)
                }
            };
            self.line += 1;
            if buffer.len() > start && buffer[start..].trim_ascii().is_empty() {
                buffer.truncate(start);
                continue;
            }
            return Some(Piece {
                line: self.line,
                offset,
                body,
            });
        }
        None
    }
}
