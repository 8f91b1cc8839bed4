//! The separators and escape characters of a message.

use std::ops::Range;

/// The separators and escape characters that a message declares. All are ASCII: other characters do not begin a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    pub field: u8,
    pub component: u8,
    pub repetition: u8,
    pub escape: u8,
    pub subcomponent: u8,
}

impl Signs {
    /// Those of a message or segment that begins like this.
    pub fn of(text: &[u8]) -> Self {
        let field = text.get(3).copied().filter(u8::is_ascii).unwrap_or(b'|');
        let rest = text.get(4..).unwrap_or_default();
        let rest = &rest[..rest.iter().take(4).take_while(|&&b| b != field && b.is_ascii()).count()];
        let at = |n: usize, usual: u8| rest.get(n).copied().unwrap_or(usual);
        let escape = at(2, b'\\');
        Self {
            field,
            component: at(0, b'^'),
            repetition: at(1, b'~'),
            escape,
            subcomponent: Some(at(3, b'&')).filter(|&sign| sign != escape).unwrap_or(b'&'),
        }
    }
}

/// The parts of `text` between a sign, which is ASCII.
pub(super) fn parts(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    ranges(text.as_bytes(), sign).map(|range| &text[range])
}

/// Where the parts of `bytes` between a sign stand.
pub(super) fn ranges(bytes: &[u8], sign: u8) -> impl Iterator<Item = Range<usize>> {
    let mut places = places(bytes, sign);
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let end = places.next();
        next = end.map(|end| end + 1);
        Some(start..end.unwrap_or(bytes.len()))
    })
}

/// Where a sign stands.
pub(super) fn places(bytes: &[u8], sign: u8) -> Places<'_> {
    Places {
        bytes,
        sign,
        seen: 0,
        found: 0,
    }
}

/// See [`places`]. It looks at eight bytes at a time: most fields and components are so short that setting up a search takes longer.
pub(super) struct Places<'b> {
    bytes: &'b [u8],
    sign: u8,
    /// So many bytes were looked at.
    seen: usize,
    /// The highest bit of each of the last eight that is the sign, the first one lowest.
    found: u64,
}

impl Iterator for Places<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let rest = self.bytes.get(self.seen..).filter(|rest| !rest.is_empty())?;
            let eight = rest.first_chunk().copied().unwrap_or_else(|| {
                let mut last = [!self.sign; 8];
                last[..rest.len()].copy_from_slice(rest);
                last
            });
            self.found = equal(eight, self.sign);
            self.seen += eight.len();
        }
        let at = self.seen - 8 + self.found.trailing_zeros() as usize / 8;
        self.found &= self.found - 1;
        Some(at)
    }
}

/// The highest bit of each byte that is the sign.
fn equal(bytes: [u8; 8], sign: u8) -> u64 {
    const LOW: u64 = u64::from_le_bytes([0x7F; 8]);
    let differs = u64::from_le_bytes(bytes) ^ u64::from_le_bytes([sign; 8]);
    !(((differs & LOW) + LOW) | differs | LOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_wherever_they_stand() {
        for text in [
            "",
            "|",
            "||",
            "a",
            "OBX|1|TX|7&GDT||text of ten words|||||F",
            "|é|\u{7F}}|{|",
            "0123456|",
            "01234567|",
        ] {
            for length in 0..=text.len() {
                let bytes = &text.as_bytes()[..length];
                let wanted: Vec<usize> = (0..length).filter(|at| bytes[*at] == b'|').collect();
                assert_eq!(places(bytes, b'|').collect::<Vec<_>>(), wanted, "{text}");
                let split: Vec<&[u8]> = bytes.split(|b| *b == b'|').collect();
                assert_eq!(ranges(bytes, b'|').map(|range| &bytes[range]).collect::<Vec<_>>(), split, "{text}");
            }
        }
    }
}
