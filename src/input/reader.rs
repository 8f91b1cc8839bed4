//! Walking the sources in order.

use super::raw::{Body, Raw};
use super::reject::Reason;
use super::sources::{Format, Sources};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

/// The most bytes one record may have.
pub const LONGEST: u64 = 1 << 30;

/// Hands out the records of some sources, undecoded, in order.
pub struct Reader {
    sources: Arc<Sources>,
    next: usize,
    open: Option<Open>,
}

/// A source of JSON Lines that is being read.
struct Open {
    lines: Box<dyn BufRead + Send>,
    source: usize,
    line: u64,
    record: u64,
}

impl Reader {
    /// A reader of these sources.
    pub fn new(sources: Sources) -> Self {
        Self {
            sources: Arc::new(sources),
            next: 0,
            open: None,
        }
    }

    /// The sources.
    pub fn sources(&self) -> Arc<Sources> {
        Arc::clone(&self.sources)
    }

    /// The next record. Its bytes, where they are read at all, are added to `buffer`.
    pub fn next_raw(&mut self, buffer: &mut Vec<u8>) -> Option<Raw> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next_line(buffer) {
                    Some(raw) => return Some(raw),
                    None => self.open = None,
                }
            }
            let source = self.sources.as_slice().get(self.next)?;
            let index = self.next;
            self.next += 1;
            let whole = |body| {
                Some(Raw {
                    source: index,
                    record: 1,
                    line: 0,
                    body,
                })
            };
            match (source.format, &source.path) {
                (Format::Text, Some(path)) => return whole(Body::File(fs::metadata(path).map_or(0, |m| m.len()))),
                (Format::Text, None) => return whole(read_whole(io::stdin().lock(), buffer)),
                (Format::JsonLines, None) => self.open = Some(Open::new(Box::new(BufReader::new(io::stdin())), index)),
                (Format::JsonLines, Some(path)) => match File::open(path) {
                    Ok(file) => self.open = Some(Open::new(Box::new(BufReader::with_capacity(1 << 18, file)), index)),
                    Err(error) => return whole(Body::Broken(Reason::Unreadable(error.kind()))),
                },
            }
        }
    }
}

/// Reads all of `input` as one report.
fn read_whole(input: impl Read, buffer: &mut Vec<u8>) -> Body {
    let start = buffer.len();
    match input.take(LONGEST + 1).read_to_end(buffer) {
        Ok(length) if length as u64 > LONGEST => {
            buffer.truncate(start);
            Body::Broken(Reason::TooLong)
        }
        Ok(_) => Body::Read(start..buffer.len()),
        Err(error) => Body::Broken(Reason::Unreadable(error.kind())),
    }
}

impl Open {
    fn new(lines: Box<dyn BufRead + Send>, source: usize) -> Self {
        Self {
            lines,
            source,
            line: 0,
            record: 0,
        }
    }

    /// The next line that is not blank; `None` at the end.
    fn next_line(&mut self, buffer: &mut Vec<u8>) -> Option<Raw> {
        let start = buffer.len();
        loop {
            let body = match (&mut self.lines).take(LONGEST).read_until(b'\n', buffer) {
                Ok(0) => return None,
                Ok(length) if length as u64 == LONGEST && buffer.last() != Some(&b'\n') => {
                    buffer.truncate(start);
                    match skip_line(&mut self.lines) {
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
            self.record += 1;
            return Some(Raw {
                source: self.source,
                record: self.record,
                line: self.line,
                body,
            });
        }
    }

    /// Gives up on the source.
    fn fail(&mut self, error: &io::Error) -> Body {
        self.lines = Box::new(io::empty());
        Body::Broken(Reason::Unreadable(error.kind()))
    }
}

fn skip_line(lines: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let bytes = lines.fill_buf()?;
        let (used, done) = match bytes.iter().position(|&b| b == b'\n') {
            Some(at) => (at + 1, true),
            None => (bytes.len(), bytes.is_empty()),
        };
        lines.consume(used);
        if done {
            return Ok(());
        }
    }
}
