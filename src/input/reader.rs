//! Walking the sources in order.

use super::fhir::Resources;
use super::format::Format;
use super::hl7::Messages;
use super::ledger::{Ledger, Metered};
use super::lines::Lines;
use super::pieces::{Pieces, Whole};
use super::raw::{Body, Raw};
use super::reject::Reason;
use super::sources::{Source, Sources};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::sync::Arc;

/// Hands out the records of some sources, undecoded, in order.
pub struct Reader {
    sources: Arc<Sources>,
    next: usize,
    open: Option<Open>,
    left: u64,
    ledger: Option<Arc<Ledger>>,
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
            left: u64::MAX,
            ledger: None,
        }
    }

    /// Keeps account of what is read from here on: files are then read by the reader itself, one after the other.
    #[must_use]
    pub fn with_ledger(mut self) -> (Self, Arc<Ledger>) {
        let ledger = Arc::<Ledger>::default();
        self.ledger = Some(Arc::clone(&ledger));
        (self, ledger)
    }

    /// Ends after so many more records.
    pub fn stop_after(&mut self, records: u64) {
        self.left = records;
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
        if self.left == 0 {
            return None;
        }
        loop {
            if let Some(open) = &mut self.open {
                if let Some(piece) = open.pieces.next(buffer) {
                    open.record += 1;
                    self.left -= 1;
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
                pieces: open(source, self.next, self.ledger.as_ref(), buffer),
                source: self.next,
                record: 0,
            });
            self.next += 1;
        }
    }
}

/// Opens the source with this number. What is one record and is read here at all is read into `buffer` at once.
fn open(source: &Source, number: usize, ledger: Option<&Arc<Ledger>>, buffer: &mut Vec<u8>) -> Box<dyn Pieces> {
    if let (Format::Text | Format::Cda, Some(path), None) = (source.format, &source.path, ledger) {
        return Box::new(Whole::new(Body::File(fs::metadata(path).map_or(0, |m| m.len()))));
    }
    let plain: Box<dyn Read + Send> = match &source.path {
        None => Box::new(io::stdin()),
        Some(path) => match File::open(path) {
            Ok(file) => Box::new(file),
            Err(error) => return Box::new(Whole::new(Body::Broken(Reason::of_io(&error)))),
        },
    };
    let input = match ledger {
        Some(ledger) => Box::new(Metered::new(plain, ledger, number, source.name())),
        None => plain,
    };
    match source.format {
        Format::Hl7 => Box::new(Messages::new(BufReader::with_capacity(1 << 18, input))),
        Format::Fhir => Box::new(Resources::new(BufReader::with_capacity(1 << 18, input))),
        Format::Text | Format::Cda => Box::new(Whole::read(input, buffer)),
        Format::JsonLines => Box::new(Lines::new(BufReader::with_capacity(1 << 18, input))),
    }
}
