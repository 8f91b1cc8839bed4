//! Walking the sources in order.

use super::format::Format;
use super::lines::Lines;
use super::pieces::{Pieces, Whole};
use super::raw::{Body, Raw};
use super::reject::Reason;
use super::sources::{Source, Sources};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::sync::Arc;

/// Hands out the records of some sources, undecoded, in order.
pub struct Reader {
    sources: Arc<Sources>,
    next: usize,
    open: Option<Open>,
}

/// A place between two records of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The source, by its number.
    pub source: usize,
    /// How many of its records stand before this place.
    pub record: u64,
}

/// A source that is being read.
struct Open {
    pieces: Box<dyn Pieces>,
    source: usize,
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

    /// Where the next record stands.
    pub fn position(&self) -> Position {
        match &self.open {
            Some(open) => Position {
                source: open.source,
                record: open.record,
            },
            None => Position {
                source: self.next,
                record: 0,
            },
        }
    }

    /// Goes on to `position`. Sources before it are not opened; the records before it in its source are read and dropped.
    pub fn skip_to(&mut self, position: Position) {
        self.open = None;
        self.next = position.source;
        let mut buffer = Vec::new();
        while self.position() != position && self.next_raw(&mut buffer).is_some() {
            buffer.clear();
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
                if let Some(piece) = open.pieces.next(buffer) {
                    open.record += 1;
                    return Some(Raw {
                        source: open.source,
                        record: open.record,
                        line: piece.line,
                        offset: piece.offset,
                        body: piece.body,
                    });
                }
                self.open = None;
            }
            let source = self.sources.as_slice().get(self.next)?;
            self.open = Some(Open {
                pieces: open(source, buffer),
                source: self.next,
                record: 0,
            });
            self.next += 1;
        }
    }
}

/// Opens a source. What is one record and comes from a pipe is read into `buffer` at once.
fn open(source: &Source, buffer: &mut Vec<u8>) -> Box<dyn Pieces> {
    match (source.format, &source.path) {
        (Format::Text, Some(path)) => Box::new(Whole::new(Body::File(fs::metadata(path).map_or(0, |m| m.len())))),
        (Format::Text, None) => Box::new(Whole::read(io::stdin().lock(), buffer)),
        (Format::JsonLines, None) => Box::new(Lines::new(BufReader::new(io::stdin()))),
        (Format::JsonLines, Some(path)) => match File::open(path) {
            Ok(file) => Box::new(Lines::new(BufReader::with_capacity(1 << 18, file))),
            Err(error) => Box::new(Whole::new(Body::Broken(Reason::of_io(&error)))),
        },
    }
}
