//! Text in UTF-16 and UTF-32, which is converted to UTF-8 before anything else.

use std::io::{self, Read};

/// The number of bytes that are read at a time.
const STEP: usize = 32 << 10;

/// The encoding of a text whose characters have two or four bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide {
    /// The number of bytes in a unit.
    width: usize,
    big_endian: bool,
    /// The number of bytes in the byte order mark.
    mark: usize,
}

impl Wide {
    /// Detects the encoding of a text that begins with `head`: by its byte order mark, or by zero bytes in three of four characters, at the positions
    /// they have in ASCII letters. `None` for anything else.
    pub fn of(head: &[u8]) -> Option<Self> {
        let marks: [(&[u8], usize, bool); 4] = [
            (&[0xFF, 0xFE, 0, 0], 4, false),
            (&[0, 0, 0xFE, 0xFF], 4, true),
            (&[0xFF, 0xFE], 2, false),
            (&[0xFE, 0xFF], 2, true),
        ];
        if let Some((mark, width, big_endian)) = marks.into_iter().find(|(mark, ..)| head.starts_with(mark)) {
            let mark = mark.len();
            return Some(Self { width, big_endian, mark });
        }
        [(4, false), (4, true), (2, false), (2, true)]
            .into_iter()
            .find_map(|(width, big_endian)| {
                let units = head.chunks_exact(width);
                let (count, mark) = (units.len(), 0);
                let plain = units.filter(|unit| is_ascii(unit, big_endian)).count();
                (count >= 2 && plain * 4 >= count * 3).then_some(Self { width, big_endian, mark })
            })
    }

    /// Decodes `bytes`. Units that are not valid characters become U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> String {
        let mut out = String::with_capacity(bytes.len() / self.width);
        let mut decoder = Decoder::new(self);
        decoder.add(bytes, &mut out);
        decoder.end(&mut out);
        out
    }

    /// A stream that decodes `input` to UTF-8.
    pub fn reader(self, input: impl Read) -> impl Read {
        Utf8 {
            input,
            decoder: Decoder::new(self),
            text: String::new(),
            at: 0,
            ended: false,
        }
    }
}

/// True for a unit that is an ASCII character found in texts.
fn is_ascii(unit: &[u8], big_endian: bool) -> bool {
    let place = if big_endian { unit.len() - 1 } else { 0 };
    let byte = unit[place];
    let rest = unit.iter().enumerate().all(|(at, byte)| at == place || *byte == 0);
    rest && (matches!(byte, b'\t' | b'\n' | b'\r') || (b' '..0x7F).contains(&byte))
}

/// True for bytes that are not text: a quarter of them are zeros.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let zeros = memchr::memchr_iter(0, bytes).count();
    zeros > 0 && zeros >= bytes.len() / 4
}

/// Decodes bytes that arrive in pieces.
struct Decoder {
    wide: Wide,
    /// The number of bytes of the byte order mark that are still to come.
    mark: usize,
    /// The bytes of an incomplete unit.
    unit: Vec<u8>,
    /// The first half of a surrogate pair.
    half: Option<u32>,
}

impl Decoder {
    fn new(wide: Wide) -> Self {
        Self {
            wide,
            mark: wide.mark,
            unit: Vec::with_capacity(wide.width),
            half: None,
        }
    }

    fn add(&mut self, bytes: &[u8], out: &mut String) {
        let mark = self.mark.min(bytes.len());
        self.mark -= mark;
        for &byte in &bytes[mark..] {
            self.unit.push(byte);
            if self.unit.len() == self.wide.width {
                let shift = |number: u32, byte: &u8| number << 8 | u32::from(*byte);
                let unit = if self.wide.big_endian {
                    self.unit.iter().fold(0, shift)
                } else {
                    self.unit.iter().rev().fold(0, shift)
                };
                self.unit.clear();
                self.put(unit, out);
            }
        }
    }

    fn put(&mut self, unit: u32, out: &mut String) {
        if self.wide.width == 2 {
            let half = self.half.take();
            if let (Some(half), 0xDC00..=0xDFFF) = (half, unit) {
                let code = 0x1_0000 + ((half - 0xD800) << 10) + (unit - 0xDC00);
                out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                return;
            }
            if half.is_some() {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            if (0xD800..0xDC00).contains(&unit) {
                self.half = Some(unit);
                return;
            }
        }
        out.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    /// Finishes decoding at the end of the input.
    fn end(&mut self, out: &mut String) {
        if !self.unit.is_empty() || self.half.take().is_some() {
            out.push(char::REPLACEMENT_CHARACTER);
            self.unit.clear();
        }
    }
}

/// A stream of UTF-16 or UTF-32 text, read as UTF-8.
struct Utf8<R> {
    input: R,
    decoder: Decoder,
    text: String,
    at: usize,
    ended: bool,
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.ended {
            self.text.clear();
            self.at = 0;
            let mut bytes = Vec::with_capacity(STEP);
            (&mut self.input).take(STEP as u64).read_to_end(&mut bytes)?;
            self.ended = bytes.is_empty();
            self.decoder.add(&bytes, &mut self.text);
            if self.ended {
                self.decoder.end(&mut self.text);
            }
        }
        let length = (&self.text.as_bytes()[self.at..]).read(buffer)?;
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` in units of `width` bytes.
    fn written(text: &str, width: usize, big_endian: bool) -> Vec<u8> {
        let units: Vec<u32> = match width {
            2 => text.encode_utf16().map(u32::from).collect(),
            _ => text.chars().map(u32::from).collect(),
        };
        let bytes = |unit: u32| match big_endian {
            true => unit.to_be_bytes()[4 - width..].to_vec(),
            false => unit.to_le_bytes()[..width].to_vec(),
        };
        units.into_iter().flat_map(bytes).collect()
    }

    #[test]
    fn texts_are_known_with_a_mark_and_without() {
        let text = "Oedème ≥ 3 mm in the pons 😀, no more.\r\n";
        for (width, big_endian) in [(2, false), (2, true), (4, false), (4, true)] {
            for marked in [format!("\u{FEFF}{text}"), text.to_owned()] {
                let bytes = written(&marked, width, big_endian);
                let wide = Wide::of(&bytes).unwrap();
                assert_eq!((wide.width, wide.big_endian), (width, big_endian));
                assert_eq!(wide.decode(&bytes), text);
                let mut streamed = String::new();
                wide.reader(&bytes[..]).read_to_string(&mut streamed).unwrap();
                assert_eq!(streamed, text);
            }
        }
    }

    #[test]
    fn what_is_no_wide_text_is_left_alone() {
        for bytes in [
            &b""[..],
            b"No infarct.",
            b"No\0infarct",
            b"A\0",
            b"\0\x01\0\x02",
            b"\x01\0\x02\0\x03\0",
            &[0; 64],
        ] {
            assert_eq!(Wide::of(bytes), None, "{bytes:?}");
        }
        assert!(is_binary(&[0; 9]) && is_binary(b"A\0") && !is_binary(b"No\0infarct") && !is_binary(b""));
    }

    #[test]
    fn broken_units_are_shown() {
        let broken = [
            &b"A\0B\0"[..],
            &[0, 0xD8],
            b"C\0",
            &[0, 0xDC],
            b"D\0E\0F\0G\0H\0I\0",
            &[0, 0xD8],
            b"x",
        ]
        .concat();
        assert_eq!(Wide::of(&broken).unwrap().decode(&broken), "AB\u{FFFD}C\u{FFFD}DEFGHI\u{FFFD}");
    }
}
