//! Places in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets into the text as received. Both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The words of `text` that the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// The unit in which offsets are given to the outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// UTF-8 bytes.
    Byte,
    /// Unicode code points: the contract's default, and what Python slices by.
    #[default]
    Char,
    /// UTF-16 code units, what JavaScript slices by.
    Utf16,
}

impl OffsetUnit {
    /// True for the unit that is not written, because it is the contract's own.
    pub fn is_char(&self) -> bool {
        *self == Self::Char
    }
}

/// Turns byte offsets of one text into another unit.
///
/// An ASCII text needs no table. Otherwise the count at every 64th byte is kept, so that a look-up reads 64 bytes at most.
#[derive(Debug, Default)]
pub struct OffsetMap {
    unit: OffsetUnit,
    marks: Vec<u32>,
}

const STEP: usize = 64;

impl OffsetMap {
    /// The map from bytes of `text` to `unit`.
    pub fn new(text: &str, unit: OffsetUnit) -> Self {
        if unit == OffsetUnit::Byte || text.is_ascii() {
            return Self {
                unit: OffsetUnit::Byte,
                marks: Vec::new(),
            };
        }
        let bytes = text.as_bytes();
        let mut marks = Vec::with_capacity(bytes.len() / STEP + 2);
        let mut count = 0;
        for (index, &byte) in bytes.iter().enumerate() {
            if index % STEP == 0 {
                marks.push(count);
            }
            count += width(byte, unit);
        }
        marks.push(count);
        Self { unit, marks }
    }

    /// The offset in the map's unit of the character that starts at byte `offset` of `text`.
    pub fn get(&self, text: &str, offset: u32) -> u32 {
        if self.unit == OffsetUnit::Byte {
            return offset;
        }
        let offset = offset as usize;
        let base = offset / STEP * STEP;
        let rest = text.as_bytes()[base..offset].iter().map(|&b| width(b, self.unit)).sum::<u32>();
        self.marks[offset / STEP] + rest
    }

    /// The byte of `text` at `offset` of the map's unit; `None` past the end of the text and inside a character.
    pub fn byte(&self, text: &str, offset: u64) -> Option<u32> {
        let offset = u32::try_from(offset).ok()?;
        if self.unit == OffsetUnit::Byte {
            return text.is_char_boundary(offset as usize).then_some(offset);
        }
        let (&all, marks) = self.marks.split_last()?;
        if offset == all {
            return Some(text.len() as u32);
        }
        let block = marks.partition_point(|&m| m <= offset).checked_sub(1)?;
        let mut count = marks[block];
        for (byte, &value) in text.as_bytes().iter().enumerate().skip(block * STEP) {
            if count == offset && text.is_char_boundary(byte) {
                return Some(byte as u32);
            }
            if count > offset {
                break;
            }
            count += width(value, self.unit);
        }
        None
    }
}

/// How many units a character adds, counted at its first byte; the bytes that continue it add none.
fn width(byte: u8, unit: OffsetUnit) -> u32 {
    match byte {
        0x80..=0xBF => 0,
        0xF0.. if unit == OffsetUnit::Utf16 => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_inside_a_character() {
        let byte = |text: &str, unit, offset| OffsetMap::new(text, unit).byte(text, offset);
        assert_eq!(byte("é", OffsetUnit::Byte, 1), None);
        assert_eq!(byte("𝄞", OffsetUnit::Utf16, 1), None);
        assert_eq!(byte("abc", OffsetUnit::Char, 4), None);
        assert_eq!(byte("", OffsetUnit::Char, 0), Some(0));
        assert_eq!(byte("abc", OffsetUnit::Char, u64::MAX), None);
    }

    #[test]
    fn counts_code_points_and_utf16_units() {
        let text = "é𝄞x".repeat(40);
        for unit in [OffsetUnit::Char, OffsetUnit::Utf16] {
            let map = OffsetMap::new(&text, unit);
            for (byte, _) in text.char_indices() {
                let before = &text[..byte];
                let want = match unit {
                    OffsetUnit::Utf16 => before.encode_utf16().count(),
                    _ => before.chars().count(),
                };
                assert_eq!(map.get(&text, byte as u32) as usize, want);
                assert_eq!(map.byte(&text, want as u64), Some(byte as u32));
            }
            let whole = if unit == OffsetUnit::Utf16 { 160 } else { 120 };
            assert_eq!(map.get(&text, text.len() as u32), whole);
            assert_eq!(map.byte(&text, u64::from(whole)), Some(text.len() as u32));
            assert_eq!(map.byte(&text, u64::from(whole) + 1), None);
        }
    }
}
