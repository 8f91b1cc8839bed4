//! Text tables with commas, tabs or another delimiter, and quotes.
//!
//! Rows are cut directly into the reader's buffer. Quoted cells may contain line breaks. A row whose width differs from the header's is a rejection,
//! and so is everything below another header.

use super::super::body::Body;
use super::super::fields::Fields;
use super::super::pieces::{LONGEST, Piece, Pieces};
use super::super::reject::Reason;
use super::columns::{Columns, is_header};
use super::row::close;
use crate::text::decode;
use csv_core::{ReadRecordResult, ReaderBuilder};
use std::io::{self, BufRead};

/// The most columns of a table.
const WIDEST: usize = 1 << 16;
/// The most rows above a header that are looked for it.
const MOST_ABOVE: usize = 8;
/// The initial size of the buffer for a row.
const ROOM: usize = 2048;

/// The rows of a table after its header.
pub(in super::super) struct Rows<R> {
    input: R,
    csv: csv_core::Reader,
    header: Vec<String>,
    text: String,
    ends: Vec<usize>,
    line: u64,
    offset: u64,
    /// The line of a different header above the current rows.
    other: Option<u64>,
    ended: bool,
}

/// The kind of a row.
enum Cut {
    Row,
    Wide(u64),
    TooLong,
    QuoteOpen,
    End,
}

impl<R: BufRead + Send> Rows<R> {
    /// Reads the header of `input` and returns the rows and columns. `tab`: the delimiter is a tab unless `fields` names another one.
    ///
    /// # Errors
    /// The reason why the header cannot be read or used.
    pub fn open(mut input: R, tab: bool, fields: &Fields) -> Result<(Self, Columns), Reason> {
        let failed = |error: io::Error| Reason::of_io(&error);
        let mut above = Above::default();
        for _ in 1..fields.header_line {
            above.pass_line(&mut input).map_err(failed)?;
        }
        let named = named_delimiter(fill(&mut input).map_err(failed)?);
        if named.is_some() {
            above.pass_line(&mut input).map_err(failed)?;
        }
        let delimiter = match fields.delimiter.or(named) {
            Some(delimiter) => delimiter,
            None if tab => b'\t',
            None => {
                let start = fill(&mut input).map_err(failed)?;
                delimiter_of(start.split(|b| *b == b'\n').next().unwrap_or_default())
            }
        };
        let mut rows = Self {
            input,
            csv: ReaderBuilder::new().delimiter(delimiter).build(),
            header: Vec::new(),
            text: fields.text.clone(),
            ends: vec![0; WIDEST],
            line: above.lines + 1,
            offset: above.bytes,
            other: None,
            ended: false,
        };
        let mut buffer = Vec::new();
        match rows.cut(&mut buffer).map_err(|error| Reason::of_io(&error))? {
            (Cut::Row, width) => {
                rows.header = (0..width)
                    .map(|n| decode(rows.cell(&buffer, 0, n)).text.trim().to_owned())
                    .collect();
                rows.ends.resize(width + 1, 0);
            }
            (Cut::End, _) => return Err(Reason::NoHeader),
            (Cut::QuoteOpen, _) => return Err(Reason::QuoteOpen),
            (Cut::Wide(_) | Cut::TooLong, _) => return Err(Reason::TooLong),
        }
        let columns = Columns::choose(&rows.header, fields).map_err(|reason| match reason {
            Reason::NoColumn(..) => rows
                .header_below(fields)
                .unwrap_or_else(|| if is_header(&rows.header) { reason } else { Reason::NoHeader }),
            reason => reason,
        })?;
        Ok((rows, columns))
    }

    /// The reason for a table whose first rows are a title, and whose header is one of the next.
    fn header_below(&mut self, fields: &Fields) -> Option<Reason> {
        for _ in 0..MOST_ABOVE {
            let mut buffer = Vec::new();
            self.ends.resize(WIDEST, 0);
            self.skip_blank().ok()?;
            let line = self.line;
            let Ok((Cut::Row, width)) = self.cut(&mut buffer) else {
                return None;
            };
            let names: Vec<_> = (0..width)
                .map(|n| decode(self.cell(&buffer, 0, n)).text.trim().to_owned())
                .collect();
            if is_header(&names) && Columns::choose(&names, fields).is_ok() {
                return Some(Reason::HeaderBelow(line));
            }
        }
        None
    }

    /// A cell of the last row.
    fn cell<'b>(&self, buffer: &'b [u8], start: usize, n: usize) -> &'b [u8] {
        let from = if n == 0 { 0 } else { self.ends[n - 1] };
        &buffer[start + from..start + self.ends[n]]
    }

    /// Skips line ends, so that the offset of a row is that of its first byte.
    fn skip_blank(&mut self) -> io::Result<()> {
        loop {
            let bytes = fill(&mut self.input)?;
            let blank = bytes.iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
            let all = blank == bytes.len();
            self.line += newlines(&bytes[..blank]);
            let stop = !all || bytes.is_empty();
            self.input.consume(blank);
            self.offset += blank as u64;
            if stop {
                return Ok(());
            }
        }
    }

    /// Appends the cells of the next row to `buffer` and returns their number.
    fn cut(&mut self, buffer: &mut Vec<u8>) -> io::Result<(Cut, usize)> {
        let start = buffer.len();
        let (mut length, mut cells, mut surplus) = (0, 0, 0);
        let mut too_long = false;
        // At the end a line end is added first: after that, only a row with an open quote is incomplete.
        let mut tail: Option<&[u8]> = None;
        loop {
            let room = (length * 2).clamp(ROOM, LONGEST as usize + 1);
            buffer.resize(start + room, 0);
            let given = match tail {
                Some(tail) => tail,
                None => fill(&mut self.input)?,
            };
            if given.is_empty() && tail.is_none() {
                tail = Some(b"\n");
                continue;
            }
            let (result, used, written, ended) = self.csv.read_record(given, &mut buffer[start + length..], &mut self.ends[cells..]);
            let last = given.is_empty();
            match tail {
                Some(rest) => tail = Some(&rest[used..]),
                None => {
                    self.line += newlines(&given[..used]);
                    self.offset += used as u64;
                    self.input.consume(used);
                }
            }
            length += written;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    too_long |= length as u64 > LONGEST;
                    if too_long {
                        length = 0;
                    }
                }
                ReadRecordResult::OutputEndsFull => {
                    surplus += cells as u64;
                    cells = 0;
                }
                ReadRecordResult::Record => {
                    buffer.truncate(start + length);
                    let cut = match (too_long, last, surplus) {
                        (true, _, _) => Cut::TooLong,
                        (_, true, _) => Cut::QuoteOpen,
                        (_, _, 0) => Cut::Row,
                        (_, _, surplus) => Cut::Wide(surplus + cells as u64),
                    };
                    return Ok((cut, cells));
                }
                ReadRecordResult::End => {
                    buffer.truncate(start);
                    return Ok((Cut::End, 0));
                }
            }
        }
    }

    /// True when one of the first cells of a row begins with a typographic quotation mark.
    fn opens_with_typographic_quote(&self, buffer: &[u8], start: usize, width: usize) -> bool {
        (0..width).any(|n| {
            decode(self.cell(buffer, start, n))
                .text
                .starts_with(['\u{201C}', '\u{201E}', '\u{201D}', '\u{AB}'])
        })
    }

    /// The problem with a row that has as many cells as the header.
    fn check(&mut self, buffer: &[u8], start: usize, line: u64) -> Result<(), Reason> {
        let width = self.header.len();
        let is_text = |n: &usize| self.cell(buffer, start, *n) == self.text.as_bytes();
        if (0..width).any(|n| is_text(&n)) {
            let names: Vec<_> = (0..width).map(|n| decode(self.cell(buffer, start, n)).text).collect();
            if names.iter().map(|name| name.trim()).eq(self.header.iter()) {
                self.other = None;
                return Err(Reason::HeaderAgain);
            }
            if names.iter().filter(|name| self.header.iter().any(|own| own == name.trim())).count() * 2 > width {
                self.other = Some(line);
            }
        }
        self.other.map_or(Ok(()), |line| Err(Reason::OtherHeader(line)))
    }
}

impl<R: BufRead + Send> Pieces for Rows<R> {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        if self.ended {
            return None;
        }
        let start = buffer.len();
        let cut = self.skip_blank().and_then(|()| {
            let place = (self.line, self.offset);
            Ok((place, self.cut(buffer)?))
        });
        let ((line, offset), result) = match cut {
            Ok(((line, offset), (cut, width))) => {
                let wanted = self.header.len();
                let result = match cut {
                    Cut::End => return None,
                    Cut::Row if width == wanted => self.check(buffer, start, line),
                    Cut::Row if width > wanted && self.opens_with_typographic_quote(buffer, start, wanted) => {
                        Err(Reason::TypographicQuotes(width as u64, wanted))
                    }
                    Cut::Row => Err(Reason::Width(width as u64, wanted)),
                    Cut::Wide(width) => Err(Reason::Width(width, wanted)),
                    Cut::TooLong => Err(Reason::TooLong),
                    Cut::QuoteOpen => Err(Reason::QuoteOpen),
                };
                ((line, offset), result)
            }
            Err(error) => {
                self.ended = true;
                ((self.line, self.offset), Err(Reason::of_io(&error)))
            }
        };
        let body = match result {
            Ok(()) => {
                close(buffer, &self.ends[..self.header.len()]);
                Body::Read(start..buffer.len())
            }
            Err(reason) => {
                buffer.truncate(start);
                Body::Broken(reason)
            }
        };
        Some(Piece { line, offset, body })
    }
}

/// The lines above the header.
#[derive(Default)]
struct Above {
    lines: u64,
    bytes: u64,
}

impl Above {
    fn pass_line(&mut self, input: &mut impl BufRead) -> io::Result<()> {
        self.bytes += input.skip_until(b'\n')? as u64;
        self.lines += 1;
        Ok(())
    }
}

/// The delimiter that the first line names, as spreadsheets write it: `sep=;`.
pub(in super::super) fn named_delimiter(start: &[u8]) -> Option<u8> {
    let line = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let line = line.split(|b| matches!(b, b'\n' | b'\r')).next()?;
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [s, e, p, b'=', delimiter] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") => Some(*delimiter),
        _ => None,
    }
}

/// The delimiter of a header.
pub(in super::super) fn delimiter_of(header: &[u8]) -> u8 {
    let count = |delimiter: u8| header.iter().filter(|b| **b == delimiter).count();
    if count(b',') > 0 {
        return b',';
    }
    let others = [b'|', b'\t', b';'];
    others
        .into_iter()
        .filter(|d| count(*d) > 0)
        .max_by_key(|d| count(*d))
        .unwrap_or(b',')
}

/// The available bytes; empty at the end.
fn fill(input: &mut impl BufRead) -> io::Result<&[u8]> {
    while let Err(error) = input.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    input.fill_buf()
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|b| **b == b'\n').count() as u64
}
