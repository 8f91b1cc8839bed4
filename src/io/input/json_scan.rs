//! Finds the end of a JSON value in bytes that arrive in pieces.

use memchr::memchr3;

/// Where a value ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scanned {
    /// Behind these bytes, and it is closed.
    Whole(usize),
    /// Behind these bytes, and it is not closed.
    Broken(usize),
    /// Not in these bytes.
    GoesOn,
}

/// The state between two pieces of a value that begins with a bracket.
#[derive(Debug, Default)]
pub(super) struct ValueScan {
    depth: usize,
    /// One bit a level, the innermost last: set for objects. Levels above 64 are not told apart.
    objects: u64,
    in_string: bool,
    escaped: bool,
    /// The last byte outside strings that is no blank.
    last: u8,
    /// True between a line end and the next byte that is no blank.
    at_line: bool,
    /// True for a value that may take several lines; `None` until its first line has ended.
    pub over_lines: Option<bool>,
}

impl ValueScan {
    /// The beginning of a value.
    pub fn new(over_lines: Option<bool>) -> Self {
        Self {
            over_lines,
            ..Self::default()
        }
    }

    /// Looks through the next bytes of the value.
    pub fn feed(&mut self, bytes: &[u8]) -> Scanned {
        let mut at = 0;
        while at < bytes.len() {
            if self.in_string {
                match self.feed_string(bytes, at) {
                    Ok(next) => at = next,
                    Err(end) => return Scanned::Broken(end),
                }
                continue;
            }
            let byte = bytes[at];
            if !byte.is_ascii_whitespace() {
                if std::mem::take(&mut self.at_line) && !self.goes_on_with(byte) {
                    return Scanned::Broken(at);
                }
                self.last = byte;
            }
            at += 1;
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => {
                    self.depth += 1;
                    self.objects = self.objects << 1 | u64::from(byte == b'{');
                }
                b'}' | b']' => {
                    self.depth -= 1;
                    self.objects >>= 1;
                    if self.depth == 0 {
                        return Scanned::Whole(at);
                    }
                }
                b'\n' if self.over_lines.unwrap_or(is_open(self.last)) => self.at_line = true,
                b'\n' => {
                    self.over_lines = Some(false);
                    return Scanned::Broken(at);
                }
                _ => {}
            }
        }
        Scanned::GoesOn
    }

    /// Goes on inside a string. No string goes over a line end: the error is the position behind it.
    fn feed_string(&mut self, bytes: &[u8], at: usize) -> Result<usize, usize> {
        if std::mem::take(&mut self.escaped) {
            return Ok(at + 1);
        }
        let Some(next) = memchr3(b'"', b'\\', b'\n', &bytes[at..]).map(|found| at + found) else {
            return Ok(bytes.len());
        };
        match bytes[next] {
            b'"' => self.in_string = false,
            b'\\' => self.escaped = true,
            _ => return Err(next + 1),
        }
        Ok(next + 1)
    }

    /// True when a value can go on with `byte` on a new line. An object at the place of a key is the next record. Behind a first line, only what
    /// begins no record shows that lines go on: the line may be cut off.
    fn goes_on_with(&mut self, byte: u8) -> bool {
        if self.over_lines.is_none() {
            self.over_lines = Some(matches!(byte, b'"' | b'}' | b']'));
            return self.over_lines == Some(true);
        }
        let key_wanted = matches!(self.last, b'{' | b',') && self.objects & 1 == 1;
        match byte {
            b'{' => is_open(self.last) && !key_wanted,
            b'}' | b']' | b',' | b':' => true,
            _ => is_open(self.last),
        }
    }
}

/// True for a byte behind which a value must go on.
fn is_open(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b',' | b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_value_does_not_depend_on_the_pieces() {
        for (text, wanted) in [
            (r#"{"a":"}\"{"} {"#, Scanned::Whole(12)),
            ("{\n \"a\": [\n{\"b\": 1}\n]\n}\n{", Scanned::Whole(22)),
            ("{\"a\": 1\n{", Scanned::Broken(8)),
            ("{\n\"a\": 1\n{\"b\": 2}", Scanned::Broken(9)),
            ("{\n\"a\": 1,\n{\"b\": 2}", Scanned::Broken(10)),
            ("{\"a\":\n{\"b\": 1}", Scanned::Broken(6)),
            ("{\"a\": \"x\n\"}", Scanned::Broken(9)),
            ("{\"a\": [", Scanned::GoesOn),
        ] {
            let bytes = text.as_bytes();
            assert_eq!(ValueScan::default().feed(bytes), wanted, "{text}");
            for cut in 1..bytes.len() {
                let mut scan = ValueScan::default();
                let (one, two) = bytes.split_at(cut);
                let found = match scan.feed(one) {
                    Scanned::GoesOn => match scan.feed(two) {
                        Scanned::Whole(end) => Scanned::Whole(end + cut),
                        Scanned::Broken(end) => Scanned::Broken(end + cut),
                        Scanned::GoesOn => Scanned::GoesOn,
                    },
                    ended => ended,
                };
                assert_eq!(found, wanted, "{text} {cut}");
            }
        }
    }
}
