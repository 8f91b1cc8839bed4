//! Reads the sources in order.

use super::body::Body;
use super::fields::Fields;
use super::format::Format;
use super::open::{open, unopened};
use super::opened::Opened;
use super::pieces::{Piece, Whole};
use super::position::Position;
use super::raw::Raw;
use super::reject::Reason;
use super::skipped::Skipped;
use super::source_options::SourceOptions;
use super::sources::Sources;
use super::sources_read::SourcesRead;
use crate::panic_guard::catch;
use std::ops::Range;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

/// Returns the records of the sources, undecoded, in order.
pub struct Reader {
    sources: Arc<Sources>,
    next: usize,
    end: usize,
    open: Option<OpenSource>,
    left: u64,
    skipped: Skipped,
    ledger: Option<Arc<SourcesRead>>,
    options: SourceOptions,
}

/// A source that is being read.
struct OpenSource {
    opened: Opened,
    source: usize,
    record: u64,
}

impl Reader {
    /// A reader of these sources.
    pub fn new(sources: Sources) -> Self {
        let all = 0..sources.as_slice().len();
        Self {
            skipped: sources.skipped(),
            ..Self::of_some(&Arc::new(sources), all)
        }
    }

    /// A reader of some of these sources.
    pub(super) fn of_some(sources: &Arc<Sources>, range: Range<usize>) -> Self {
        Self {
            skipped: Skipped::default(),
            options: SourceOptions::new(sources.from()),
            sources: Arc::clone(sources),
            next: range.start,
            end: range.end,
            open: None,
            left: u64::MAX,
            ledger: None,
        }
    }

    /// Sets the names of the fields and columns.
    #[must_use]
    pub fn with_fields(mut self, fields: &Fields) -> Self {
        self.options.fields = Arc::new(fields.clone());
        self
    }

    /// Reads only sources in these formats that can be read more than once.
    #[must_use]
    pub(super) fn with_only(mut self, formats: &'static [Format]) -> Self {
        self.options.only = Some(formats);
        self
    }

    /// A flag that is set when HL7 messages come from an input that can be read only once: their versions are then not known.
    pub fn met_once(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.options.met_once)
    }

    /// The column of a table that may hold the date of the study, set when it is met and no date was asked for.
    pub fn other_date(&self) -> Arc<OnceLock<String>> {
        Arc::clone(&self.options.other_date)
    }

    /// Counts and hashes what is read from here on. Files are then read by the reader itself, one after the other.
    #[must_use]
    pub fn with_ledger(mut self) -> (Self, Arc<SourcesRead>) {
        let ledger = Arc::<SourcesRead>::default();
        self.ledger = Some(Arc::clone(&ledger));
        (self, ledger)
    }

    /// Stops after this many more records.
    pub fn stop_after(&mut self, records: u64) {
        self.left = records;
    }

    /// The position of the next record.
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

    /// What was skipped before the last record, or before the end, since the last call.
    pub fn take_skipped(&mut self) -> Skipped {
        std::mem::take(&mut self.skipped)
    }

    /// Goes on to `position`. Sources before it are not opened. Records before it in the same source are read and dropped, together with
    /// the counts of what was skipped before it.
    pub fn skip_to(&mut self, position: Position) {
        if position == Position::default() {
            return;
        }
        self.open = None;
        self.next = position.source;
        let mut buffer = Vec::new();
        while self.position() != position && self.next_raw(&mut buffer).is_some() {
            buffer.clear();
        }
        self.skipped = Skipped::default();
    }

    /// The sources.
    pub fn sources(&self) -> Arc<Sources> {
        Arc::clone(&self.sources)
    }

    /// The next record. Its bytes, unless they stay in the file, are appended to `buffer`.
    pub fn next_raw(&mut self, buffer: &mut Vec<u8>) -> Option<Raw> {
        if self.left == 0 {
            return None;
        }
        loop {
            if let Some(open) = &mut self.open {
                let piece = next_piece(&mut open.opened, buffer);
                self.skipped = self.skipped.plus(open.opened.pieces.skipped());
                if let Some(piece) = piece {
                    open.record += 1;
                    self.left -= 1;
                    let entry = open.opened.pieces.entry();
                    let (origin, number) = entry.unwrap_or_else(|| (Arc::clone(&open.opened.origin), open.record));
                    return Some(Raw {
                        source: open.source,
                        record: open.record,
                        origin,
                        number,
                        line: piece.line,
                        column: open.opened.pieces.column(),
                        offset: piece.offset,
                        body: piece.body,
                    });
                }
                self.open = None;
            }
            if self.next >= self.end {
                return None;
            }
            let start = buffer.len();
            let opened = catch(|| open(&self.sources, self.next, self.ledger.as_ref(), &self.options, buffer));
            self.open = Some(OpenSource {
                opened: opened.unwrap_or_else(|fault| {
                    buffer.truncate(start);
                    unopened(&self.sources, self.next, fault)
                }),
                source: self.next,
                record: 0,
            });
            self.next += 1;
        }
    }
}

/// The next piece of a source. When it panics, the rest of the source becomes one broken piece, because the start of the
/// next piece is not known.
fn next_piece(opened: &mut Opened, buffer: &mut Vec<u8>) -> Option<Piece> {
    let start = buffer.len();
    catch(|| opened.pieces.next(buffer)).unwrap_or_else(|fault| {
        buffer.truncate(start);
        opened.pieces = Box::new(Whole::nothing());
        Some(Piece::of(Body::Broken(Reason::Panic(fault))))
    })
}

#[cfg(test)]
mod tests {
    use super::super::origin::Origin;
    use super::super::pieces::Pieces;
    use super::super::sources::Source;
    use super::*;

    /// Returns two pieces and panics on the third.
    struct Careless(usize);

    impl Pieces for Careless {
        fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
            buffer.extend_from_slice(b"text");
            self.0 += 1;
            // Panics without printing a message.
            if self.0 == 3 {
                std::panic::resume_unwind(Box::new("text"));
            }
            Some(Piece::of(Body::Read(buffer.len() - 4..buffer.len())))
        }
    }

    #[test]
    fn a_fault_costs_the_rest_of_a_source_and_not_the_next() {
        let next = Source {
            path: Some("Cargo.toml".into()),
            format: Format::Text,
        };
        let mut reader = Reader::new(Sources::new(vec![next.clone(), next]));
        reader.next = 1;
        reader.open = Some(OpenSource {
            opened: Opened {
                origin: Arc::new(Origin::new("a.csv".to_owned(), "a.csv".to_owned(), Format::Text)),
                pieces: Box::new(Careless(0)),
            },
            source: 0,
            record: 0,
        });
        let mut buffer = Vec::new();
        let all: Vec<Raw> = std::iter::from_fn(|| reader.next_raw(&mut buffer)).collect();
        let places: Vec<_> = all.iter().map(|raw| (raw.source, raw.record, raw.number)).collect();
        assert_eq!(places, [(0, 1, 1), (0, 2, 2), (0, 3, 3), (1, 1, 1)]);
        assert!(matches!(&all[2].body, Body::Broken(Reason::Panic(_))), "{:?}", all[2].body);
        assert!(matches!(&all[3].body, Body::Read(_) | Body::File(_)));
        assert!(buffer.starts_with(b"texttext") && !buffer.starts_with(b"texttexttext"));
    }
}
