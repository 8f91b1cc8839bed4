//! Cuts a stream into messages.
//!
//! A message is bare (from one MSH segment to the next), in an MLLP frame (`0x0B` ... `0x1C`), or in the frame of a log file
//! (`<SB>` ... `<EB>`, segments ended by `<R>`). Bare messages may be part of batches and may be mixed with lines of a log. Only one message
//! is held in memory at a time, and only once, however many reports it has. Every returned segment ends with a carriage return, whatever
//! ended it in the source.

use super::groups::{Counts, Reports};
use super::header::{begins_message, ends_bare_message, find_header};
use crate::input::body::Body;
use crate::input::pieces::{LONGEST, Piece, Pieces};
use crate::input::reject::Reason;
use memchr::{memchr, memchr3, memmem};
use std::collections::VecDeque;
use std::io::{self, BufRead};

const CR: u8 = b'\r';
const LF: u8 = b'\n';
/// The start of an MLLP frame.
const VT: u8 = 0x0B;
/// The end of an MLLP frame.
const FS: u8 = 0x1C;
/// Outside messages, long lines are processed in pieces of at most this size.
const WINDOW: usize = 1 << 20;
/// Memory above this size is freed after a very large message.
const KEEP: usize = 4 << 20;

/// The frame of the message that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    /// No frame: between messages.
    Outside,
    Bare,
    Mllp,
    Log,
}

/// The messages of a source.
pub(in super::super) struct Messages<R> {
    input: R,
    line: Vec<u8>,
    /// The number of the line, and the byte offsets of its start and its end.
    number: u64,
    offset: u64,
    end: u64,
    /// The line ends of this line and of the one before.
    ended_by: u8,
    before: u8,
    frame: Frame,
    /// The position of the message or its frame.
    begun: (u64, u64),
    message: Vec<u8>,
    counts: Counts,
    too_long: bool,
    /// Finished messages, each with its position.
    ready: VecDeque<(u64, u64, Result<Reports, Reason>)>,
    found: bool,
    ended: bool,
}

impl<R: BufRead + Send> Messages<R> {
    /// The messages of `input`.
    pub fn new(input: R) -> Self {
        Self {
            input,
            line: Vec::new(),
            number: 1,
            offset: 0,
            end: 0,
            ended_by: 0,
            before: 0,
            frame: Frame::Outside,
            begun: (0, 0),
            message: Vec::new(),
            counts: Counts::default(),
            too_long: false,
            ready: VecDeque::new(),
            found: false,
            ended: false,
        }
    }

    /// Reads up to the next end of a line or frame; false at the end of the source.
    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        self.before = self.ended_by;
        if self.before == LF || (self.before == CR) {
            self.number += 1;
        }
        self.offset = self.end;
        let most = if self.frame == Frame::Outside {
            WINDOW
        } else {
            LONGEST as usize + 1
        };
        loop {
            let bytes = match self.input.fill_buf() {
                Ok(bytes) => &bytes[..bytes.len().min(most - self.line.len())],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let at = find_end(bytes);
            let length = at.unwrap_or(bytes.len());
            self.ended_by = at.map_or(0, |at| bytes[at]);
            self.line.extend_from_slice(&bytes[..length]);
            let used = length + usize::from(at.is_some());
            self.input.consume(used);
            self.end += used as u64;
            if at.is_some() || self.line.len() == most {
                // A line feed after a carriage return is part of the same line end.
                if self.ended_by == LF && self.before == CR && self.line.is_empty() {
                    self.number -= 1;
                }
                return Ok(true);
            }
            if used == 0 {
                return Ok(!self.line.is_empty());
            }
        }
    }

    /// Processes the contents of `line`.
    fn take(&mut self, line: &[u8]) {
        let mut rest = line;
        loop {
            match self.frame {
                Frame::Outside => match self.open(rest) {
                    Some(after) => rest = after,
                    None => return,
                },
                Frame::Log => match self.take_logged(rest) {
                    Some(after) => rest = after,
                    None => return,
                },
                Frame::Bare | Frame::Mllp => {
                    let opens = self.before == VT;
                    if begins_message(rest) && !self.message.is_empty() {
                        let frame = if opens { Frame::Mllp } else { self.frame };
                        // A frame in which another one begins was never closed; but messages that share a frame are complete.
                        self.close(opens && self.frame == Frame::Mllp);
                        self.begin(frame);
                    } else if self.frame == Frame::Bare && ends_bare_message(rest) {
                        self.close(false);
                        continue;
                    }
                    self.add(rest);
                    if self.ended_by == FS {
                        self.close(false);
                    }
                    return;
                }
            }
        }
    }

    /// Looks for the start of a message or a frame and returns the bytes from there on.
    fn open<'l>(&mut self, line: &'l [u8]) -> Option<&'l [u8]> {
        let opens = self.before == VT;
        if let Some(at) = memmem::find(line, b"<SB>") {
            self.begin(Frame::Log);
            return Some(&line[at + 4..]);
        }
        if let Some(at) = find_header(line) {
            self.begin(if opens { Frame::Mllp } else { Frame::Bare });
            self.begun.1 += at as u64;
            return Some(&line[at..]);
        }
        if opens && !line.is_empty() {
            self.begin(Frame::Mllp);
            return Some(line);
        }
        None
    }

    /// Processes the contents of a log frame and returns the bytes after the frame.
    fn take_logged<'l>(&mut self, line: &'l [u8]) -> Option<&'l [u8]> {
        let end = memmem::find(line, b"<EB>");
        let next = memmem::find(&line[..end.unwrap_or(line.len())], b"<SB>");
        let inside = &line[..next.or(end).unwrap_or(line.len())];
        let mut rest = inside;
        while let Some(at) = memmem::find(rest, b"<R>") {
            self.add_logged(&rest[..at]);
            rest = &rest[at + 3..];
        }
        if !rest.is_empty() || inside.is_empty() {
            self.add_logged(rest);
        }
        let at = next.or(end)?;
        self.close(next.is_some());
        Some(&line[if next.is_some() { at } else { at + 4 }..])
    }

    fn add_logged(&mut self, segment: &[u8]) {
        if begins_message(segment) && !self.message.is_empty() {
            self.close(false);
            self.begin(Frame::Log);
        }
        self.add(segment);
    }

    /// Adds a segment to the message, or looks for the first one.
    fn add(&mut self, segment: &[u8]) {
        let segment = match self.message.is_empty() {
            true => match find_header(segment) {
                Some(at) => &segment[at..],
                None => return,
            },
            // The line feed after a carriage return.
            false if segment.is_empty() && self.before == CR && self.ended_by == LF => return,
            false => segment,
        };
        if self.message.len() + segment.len() > LONGEST as usize {
            self.too_long = true;
        }
        if !self.too_long {
            self.message.extend_from_slice(segment);
            self.message.push(CR);
            self.counts.add(segment);
        }
    }

    fn begin(&mut self, frame: Frame) {
        self.frame = frame;
        self.begun = (self.number, self.offset);
    }

    /// Finishes the message that ends here.
    fn close(&mut self, cut_off: bool) {
        let (line, offset) = self.begun;
        // The next message is likely to be as long as this one.
        let room = Vec::with_capacity(self.message.len().min(KEEP));
        let message = std::mem::replace(&mut self.message, room);
        let counts = std::mem::take(&mut self.counts);
        let reports = match () {
            () if self.too_long => Err(Reason::TooLong),
            () if cut_off => Err(Reason::CutOff),
            () if message.is_empty() => Err(Reason::NoneFound("HL7 message")),
            () => Reports::of(message, counts),
        };
        self.ready.push_back((line, offset, reports));
        self.too_long = false;
        self.frame = Frame::Outside;
    }

    /// Finishes what is left at the end of the source.
    fn end(&mut self) {
        self.ended = true;
        match self.frame {
            Frame::Outside if self.found || !self.ready.is_empty() => (),
            Frame::Outside => self.ready.push_back((0, 0, Err(Reason::NoneFound("HL7 message")))),
            frame => self.close(frame != Frame::Bare),
        }
    }
}

impl<R: BufRead + Send> Pieces for Messages<R> {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        loop {
            if let Some((line, offset, reports)) = self.ready.front_mut() {
                self.found = true;
                let (line, offset, start) = (*line, *offset, buffer.len());
                let body = match reports {
                    Ok(reports) => reports.next(buffer).then_some(Body::Read(start..buffer.len())),
                    Err(reason) => Some(Body::Broken(reason.clone())),
                };
                if !matches!(body, Some(Body::Read(_))) {
                    self.ready.pop_front();
                }
                if let Some(body) = body {
                    return Some(Piece { line, offset, body });
                }
                continue;
            }
            if self.ended {
                return None;
            }
            match self.read_line() {
                Ok(true) => {
                    let line = std::mem::take(&mut self.line);
                    self.take(&line);
                    self.line = line;
                    self.line.shrink_to(KEEP);
                }
                Ok(false) => self.end(),
                Err(error) => {
                    self.ended = true;
                    let place = if self.frame == Frame::Outside {
                        (self.number, self.end)
                    } else {
                        self.begun
                    };
                    self.ready.push_back((place.0, place.1, Err(Reason::of_io(&error))));
                }
            }
        }
    }
}

fn find_end(bytes: &[u8]) -> Option<usize> {
    let end = memchr3(CR, LF, FS, bytes);
    memchr(VT, &bytes[..end.unwrap_or(bytes.len())]).or(end)
}
