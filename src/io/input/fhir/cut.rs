//! Cuts JSON into resources.
//!
//! A source may contain one resource, a bundle, or many of both, one per line or not. The entries of a bundle are returned one by one, so
//! that a bundle of any size needs no more memory than its largest entry. Resources other than DiagnosticReport are skipped and counted.

use super::kind::is_report;
use crate::input::body::Body;
use crate::input::pieces::{LONGEST, Piece, Pieces};
use crate::input::reject::Reason;
use crate::input::skipped::Skipped;
use std::collections::VecDeque;
use std::io::{self, BufRead};

/// The start of a resource in files with one resource per line.
const BEGINNING: &[u8] = b"{\"resourceType\"";

/// The reports among the resources of a source.
pub(in super::super) struct Resources<R> {
    input: R,
    line: u64,
    offset: u64,
    scan: Scan,
    ready: VecDeque<Cut>,
    found: bool,
    ended: bool,
    skipped: Skipped,
}

/// The state of the scan.
#[derive(Default)]
struct Scan {
    depth: usize,
    /// The depth of resources: 0, or that of the list that contains them.
    base: usize,
    in_string: bool,
    escaped: bool,
    /// Inside a bundle, but outside its list of entries: nothing is kept.
    passing: bool,
    /// After text that is not JSON: the rest of the line is skipped.
    lost: bool,
    too_long: bool,
    /// The last string at depth one, which may be a key.
    key: Vec<u8>,
    resource: Vec<u8>,
    /// The start of the line: in the resource, and in the source.
    line_start: usize,
    line_begun: (u64, u64),
    begun: (u64, u64),
}

struct Cut {
    line: u64,
    offset: u64,
    resource: Result<Vec<u8>, Reason>,
}

impl<R: BufRead + Send> Resources<R> {
    /// The reports of `input`.
    pub fn new(input: R) -> Self {
        Self {
            input,
            line: 1,
            offset: 0,
            scan: Scan::default(),
            ready: VecDeque::new(),
            found: false,
            ended: false,
            skipped: Skipped::default(),
        }
    }

    /// Reads on until a resource is ready or the input ends.
    fn advance(&mut self) -> io::Result<()> {
        while self.ready.is_empty() {
            let bytes = match self.input.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if bytes.is_empty() {
                self.ended = true;
                if self.scan.depth > 0 {
                    self.ready.push_back(self.scan.cut(Err(Reason::CutShort)));
                } else if !self.found {
                    self.ready.push_back(Cut {
                        line: 0,
                        offset: 0,
                        resource: Err(Reason::NoneFound("FHIR DiagnosticReport")),
                    });
                }
                return Ok(());
            }
            let mut used = 0;
            while used < bytes.len() && self.ready.is_empty() {
                let byte = bytes[used];
                let cut = self.scan.byte(byte, (self.line, self.offset));
                self.line += u64::from(byte == b'\n');
                self.offset += 1;
                used += 1;
                let Some(cut) = cut else { continue };
                if cut.resource.as_ref().map_or(true, |bytes| is_report(bytes)) {
                    self.ready.push_back(cut);
                } else {
                    self.skipped.other_resources += 1;
                }
            }
            self.input.consume(used);
        }
        Ok(())
    }
}

impl Scan {
    /// Processes one byte at offset `place`; returns what it completes.
    fn byte(&mut self, byte: u8, place: (u64, u64)) -> Option<Cut> {
        if self.lost {
            self.lost = byte != b'\n';
            return None;
        }
        if self.depth > self.base && !self.passing {
            self.keep(byte);
        }
        if byte == b'\n' {
            self.line_start = self.resource.len();
            self.line_begun = (place.0 + 1, place.1 + 1);
        }
        if self.in_string {
            return self.in_string(byte);
        }
        match byte {
            b'"' => {
                self.in_string = true;
                if self.depth == 1 {
                    self.key.clear();
                }
                if self.depth == 0 {
                    return Some(self.lose(place));
                }
            }
            b'{' | b'[' => self.open(byte, place),
            b'}' | b']' => return self.close(place),
            _ if self.depth > 0 || byte.is_ascii_whitespace() || byte == b',' => (),
            // A byte order mark.
            0xEF | 0xBB | 0xBF if place.1 < 3 => (),
            _ => return Some(self.lose(place)),
        }
        None
    }

    fn in_string(&mut self, byte: u8) -> Option<Cut> {
        match byte {
            // Strings do not span lines: parsing restarts on the next line.
            b'\n' => return Some(self.cut(Err(Reason::Syntax))),
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => {
                self.in_string = false;
                return self.cut_short();
            }
            _ => (),
        }
        if self.depth == 1 && self.key.len() < 16 {
            self.key.push(byte);
        }
        None
    }

    /// Handles a resource that begins a line before the one above has ended: that one was cut short.
    fn cut_short(&mut self) -> Option<Cut> {
        let line = self.resource.get(self.line_start..)?;
        if self.line_start == 0 || self.base > 0 || line != BEGINNING {
            return None;
        }
        let (begun, place) = (line.to_vec(), self.line_begun);
        let cut = self.cut(Err(Reason::CutShort));
        self.resource = begun;
        self.depth = 1;
        self.begun = place;
        Some(cut)
    }

    fn open(&mut self, byte: u8, place: (u64, u64)) {
        if byte == b'[' && self.depth == self.base && self.depth == 0 {
            self.base = 1;
        } else if byte == b'[' && self.depth == 1 && self.base == 0 && self.key == b"entry" {
            self.base = 2;
            self.passing = false;
            self.resource.clear();
        } else if self.depth == self.base && !self.passing {
            self.resource.clear();
            self.line_start = 0;
            self.begun = place;
            self.keep(byte);
        }
        self.depth += 1;
    }

    fn close(&mut self, place: (u64, u64)) -> Option<Cut> {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Some(self.lose(place));
        };
        self.depth = depth;
        if depth < self.base {
            // The list of entries ends, but not the bundle.
            self.base = 0;
            self.passing = depth > 0;
            return None;
        }
        if depth > self.base {
            return None;
        }
        if self.passing {
            self.passing = false;
            return None;
        }
        let resource = match self.too_long {
            true => Err(Reason::TooLong),
            false => Ok(std::mem::take(&mut self.resource)),
        };
        let (line, offset) = self.begun;
        self.too_long = false;
        self.resource.clear();
        Some(Cut { line, offset, resource })
    }

    fn keep(&mut self, byte: u8) {
        if self.resource.len() as u64 >= LONGEST {
            self.too_long = true;
            self.resource = Vec::new();
        }
        if !self.too_long {
            self.resource.push(byte);
        }
    }

    /// Gives up the current resource.
    fn cut(&mut self, resource: Result<Vec<u8>, Reason>) -> Cut {
        let (line, offset) = self.begun;
        *self = Self::default();
        Cut { line, offset, resource }
    }

    fn lose(&mut self, place: (u64, u64)) -> Cut {
        self.begun = place;
        let cut = self.cut(Err(Reason::Syntax));
        self.lost = true;
        cut
    }
}

impl<R: BufRead + Send> Pieces for Resources<R> {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        if self.ready.is_empty()
            && !self.ended
            && let Err(error) = self.advance()
        {
            self.ended = true;
            let cut = self.scan.cut(Err(Reason::of_io(&error)));
            self.ready.push_back(cut);
        }
        let cut = self.ready.pop_front()?;
        self.found = true;
        let start = buffer.len();
        let body = match cut.resource {
            Ok(resource) => {
                buffer.extend_from_slice(&resource);
                Body::Read(start..buffer.len())
            }
            Err(reason) => Body::Broken(reason),
        };
        Some(Piece {
            line: cut.line,
            offset: cut.offset,
            body,
        })
    }

    fn skipped(&mut self) -> Skipped {
        std::mem::take(&mut self.skipped)
    }
}
