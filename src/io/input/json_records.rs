//! Cuts JSON into records: one a line, several on a line, the elements of a list, or objects over several lines.
//!
//! Nothing but the record at hand is held in memory. What is no closed value ends with its line, so that it costs no other record.

use super::body::Body;
use super::json_scan::{Scanned, ValueScan};
use super::pieces::{LONGEST, Piece, Pieces};
use super::reject::Reason;
use std::io::{self, BufRead};

/// The mark before a record in JSON text sequences (RFC 7464).
const SEPARATOR: u8 = 0x1E;
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The records of a source.
pub(super) struct JsonRecords<R> {
    input: R,
    line: u64,
    offset: u64,
    /// The bytes of the line before the next one.
    line_column: usize,
    /// The same for the last piece.
    piece_column: usize,
    /// True inside a list of records.
    in_list: bool,
    /// True for objects that take several lines, which the first line of the first one shows.
    over_lines: Option<bool>,
    /// True when the last record was not closed.
    open: bool,
    failed: Option<io::Error>,
    ended: bool,
}

/// The bytes of a record on their way to the buffer.
struct Taken<'b> {
    buffer: &'b mut Vec<u8>,
    start: usize,
    too_long: bool,
}

impl Taken<'_> {
    fn add(&mut self, bytes: &[u8]) {
        self.too_long |= (self.buffer.len() - self.start + bytes.len()) as u64 > LONGEST;
        if self.too_long {
            self.buffer.truncate(self.start);
        } else {
            self.buffer.extend_from_slice(bytes);
        }
    }
}

impl<R: BufRead + Send> JsonRecords<R> {
    /// The records of `input`.
    pub fn new(input: R) -> Self {
        Self {
            input,
            line: 1,
            offset: 0,
            line_column: 0,
            piece_column: 0,
            in_list: false,
            over_lines: None,
            open: false,
            failed: None,
            ended: false,
        }
    }

    /// The next byte that begins a record; `None` at the end.
    fn begin(&mut self) -> io::Result<Option<u8>> {
        if self.offset == 0 && self.input.fill_buf()?.starts_with(MARK) {
            self.input.consume(MARK.len());
            self.offset = MARK.len() as u64;
        }
        loop {
            self.pass_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | SEPARATOR))?;
            let next = self.input.fill_buf()?.first().copied();
            match next {
                Some(b'[') if !self.in_list => self.in_list = true,
                Some(b']') if self.in_list => self.in_list = false,
                _ => return Ok(next),
            }
            self.open = false;
            self.pass(1);
        }
    }

    /// Reads a record that begins with this byte.
    fn record(&mut self, first: u8, taken: &mut Taken<'_>) -> io::Result<()> {
        self.open = false;
        if first != b'{' && !(first == b'[' && self.in_list) {
            return self.scalar(taken);
        }
        let mut scan = ValueScan::new(if self.in_list { Some(true) } else { self.over_lines });
        loop {
            let bytes = self.input.fill_buf()?;
            let (used, ended) = match scan.feed(bytes) {
                _ if bytes.is_empty() => (0, Some(false)),
                Scanned::Whole(used) => (used, Some(true)),
                Scanned::Broken(used) => (used, Some(false)),
                Scanned::GoesOn => (bytes.len(), None),
            };
            self.take(used, taken)?;
            match ended {
                Some(true) => {
                    if self.in_list || *self.over_lines.get_or_insert(scan.over_lines == Some(true)) {
                        return Ok(());
                    }
                    return self.tail(taken);
                }
                Some(false) => {
                    self.open = true;
                    let over_lines = scan.over_lines == Some(true);
                    return if over_lines { self.resume(taken) } else { Ok(()) };
                }
                None => {}
            }
        }
    }

    /// Reads what is no object: in a list up to the next element, otherwise to the end of the line.
    fn scalar(&mut self, taken: &mut Taken<'_>) -> io::Result<()> {
        let (mut in_string, mut escaped) = (false, false);
        loop {
            let bytes = self.input.fill_buf()?;
            let end = bytes.iter().position(|&byte| {
                let ends = byte == b'\n' || (self.in_list && !in_string && matches!(byte, b',' | b']'));
                in_string ^= byte == b'"' && !escaped;
                escaped = byte == b'\\' && !escaped;
                ends
            });
            let used = end.unwrap_or(bytes.len());
            let done = end.is_some() || bytes.is_empty();
            self.take(used, taken)?;
            if done {
                return Ok(());
            }
        }
    }

    /// Passes over what separates records on one line. Anything else behind a record makes the whole line unreadable.
    fn tail(&mut self, taken: &mut Taken<'_>) -> io::Result<()> {
        let mut between = Vec::new();
        loop {
            let bytes = match self.input.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) => {
                    // The record is whole; it comes first.
                    self.failed = Some(error);
                    return Ok(());
                }
            };
            let Some(&next) = bytes.first() else { return Ok(()) };
            match next {
                b'\n' | b'{' | b'[' => return Ok(()),
                b',' | SEPARATOR | b' ' | b'\t' | b'\r' => {
                    between.push(next);
                    self.pass(1);
                }
                _ => {
                    taken.add(&between);
                    return self.rest_of_line(taken);
                }
            }
        }
    }

    /// Takes the rest of a broken object that goes over several lines, up to a line that begins another.
    fn resume(&mut self, taken: &mut Taken<'_>) -> io::Result<()> {
        loop {
            self.pass_while(|byte| byte.is_ascii_whitespace())?;
            match self.input.fill_buf()?.first() {
                None | Some(b'{') => return Ok(()),
                Some(_) => self.rest_of_line(taken)?,
            }
        }
    }

    fn rest_of_line(&mut self, taken: &mut Taken<'_>) -> io::Result<()> {
        loop {
            let bytes = self.input.fill_buf()?;
            let end = memchr::memchr(b'\n', bytes);
            let used = end.unwrap_or(bytes.len());
            let done = end.is_some() || bytes.is_empty();
            self.take(used, taken)?;
            if done {
                return Ok(());
            }
        }
    }

    /// Passes over bytes that satisfy `blank`.
    fn pass_while(&mut self, blank: impl Fn(u8) -> bool) -> io::Result<()> {
        loop {
            let bytes = self.input.fill_buf()?;
            let used = bytes.iter().take_while(|byte| blank(**byte)).count();
            let done = used < bytes.len() || bytes.is_empty();
            self.pass(used);
            if done {
                return Ok(());
            }
        }
    }

    /// Adds the next bytes of the input, which are in its buffer, to the record.
    fn take(&mut self, used: usize, taken: &mut Taken<'_>) -> io::Result<()> {
        taken.add(&self.input.fill_buf()?[..used]);
        self.pass(used);
        Ok(())
    }

    /// Passes over the next bytes of the input, which are in its buffer.
    fn pass(&mut self, used: usize) {
        // The buffer is filled already, so that this reads nothing.
        let bytes = self.input.fill_buf().unwrap_or_default().get(..used).unwrap_or_default();
        match memchr::memrchr(b'\n', bytes) {
            Some(last) => {
                self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
                self.line_column = used - last - 1;
            }
            None => self.line_column += used,
        }
        self.offset += used as u64;
        self.input.consume(used);
    }

    /// Reads the record that begins with this byte.
    fn next_body(&mut self, first: u8, buffer: &mut Vec<u8>) -> Body {
        let start = buffer.len();
        let mut taken = Taken {
            buffer,
            start,
            too_long: false,
        };
        let read = self.record(first, &mut taken);
        let too_long = taken.too_long;
        if too_long || read.is_err() {
            buffer.truncate(start);
        }
        match read {
            Err(error) => self.fail(&error),
            Ok(()) if too_long => Body::Broken(Reason::TooLong),
            Ok(()) => Body::Read(start..buffer.len()),
        }
    }

    /// Stops reading the source.
    fn fail(&mut self, error: &io::Error) -> Body {
        self.ended = true;
        Body::Broken(Reason::of_io(error))
    }
}

impl<R: BufRead + Send> Pieces for JsonRecords<R> {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        if self.ended {
            return None;
        }
        let begun = self.failed.take().map_or_else(|| self.begin(), Err);
        let (line, offset) = (self.line, self.offset);
        self.piece_column = self.line_column;
        let body = match begun {
            Ok(Some(first)) => self.next_body(first, buffer),
            Ok(None) => {
                self.ended = true;
                // A list that is not closed is cut short, which is told once.
                let cut = self.in_list && !self.open;
                cut.then_some(Body::Broken(Reason::CutShort))?
            }
            Err(error) => self.fail(&error),
        };
        Some(Piece { line, offset, body })
    }

    fn column(&self) -> usize {
        self.piece_column
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    /// The records with their line and column, from one, read in small steps; `!` for what is broken.
    fn cut(text: &str) -> Vec<String> {
        let all = |room: usize| {
            let mut records = JsonRecords::new(BufReader::with_capacity(room, text.as_bytes()));
            let mut out = Vec::new();
            let mut buffer = Vec::new();
            while let Some(piece) = records.next(&mut buffer) {
                let shown = match piece.body {
                    Body::Read(range) => String::from_utf8_lossy(&buffer[range]).into_owned(),
                    _ => "!".to_owned(),
                };
                assert!(text[piece.offset as usize..].starts_with(shown.trim_start_matches('!')) || shown.contains('\n'));
                out.push(format!("{}:{} {shown}", piece.line, records.column() + 1));
            }
            out
        };
        let whole = all(1 << 16);
        for room in [1, 2, 3, 7] {
            assert_eq!(all(room), whole, "{room}");
        }
        whole
    }

    #[test]
    fn records_are_cut_wherever_they_stand() {
        for (text, wanted) in [
            ("{\"a\":1}\n\n{\"b\":\"}{\"}\r\n", &["1:1 {\"a\":1}", "3:1 {\"b\":\"}{\"}"][..]),
            (
                "{\"a\":1}{\"b\":2} {\"c\":3}",
                &["1:1 {\"a\":1}", "1:8 {\"b\":2}", "1:16 {\"c\":3}"],
            ),
            ("{\"a\":1},\n{\"b\":2},\n", &["1:1 {\"a\":1}", "2:1 {\"b\":2}"]),
            ("\u{1E}{\"a\":1}\n\u{1E}{\"b\":2}\n", &["1:2 {\"a\":1}", "2:2 {\"b\":2}"]),
            ("[{\"a\":1}, {\"b\":2}]", &["1:2 {\"a\":1}", "1:11 {\"b\":2}"]),
            ("[\n{\n\"a\":1\n},\n 5\n]\n", &["2:1 {\n\"a\":1\n}", "5:2 5"]),
            ("{\n\"a\":1\n}\n{\n\"b\":2\n}", &["1:1 {\n\"a\":1\n}", "4:1 {\n\"b\":2\n}"]),
            ("{\"a\":1\n{\"b\":2}", &["1:1 {\"a\":1\n", "2:1 {\"b\":2}"]),
            ("{\"a\":1} x\n{\"b\":2}", &["1:1 {\"a\":1} x", "2:1 {\"b\":2}"]),
            ("{\"a\":\n{\"b\":2}\n{\"c\":", &["1:1 {\"a\":\n", "2:1 {\"b\":2}", "3:1 {\"c\":"]),
            ("word\n{\"b\":2}", &["1:1 word", "2:1 {\"b\":2}"]),
            ("[{\"a\":1},{\"b\":", &["1:2 {\"a\":1}", "1:10 {\"b\":"]),
            ("[{\"a\":1}", &["1:2 {\"a\":1}", "1:9 !"]),
            ("[]", &[]),
            (
                "{\n\"a\":\"x\n\",\n\"c\":1\n}\n{\n\"b\":2\n}",
                &["1:1 {\n\"a\":\"x\n\",\"c\":1}", "6:1 {\n\"b\":2\n}"],
            ),
        ] {
            assert_eq!(cut(text), wanted, "{text}");
        }
    }
}
