//! Segments as bytes, for what must be known before a message is decoded.

use super::signs::ranges;

/// The types of observations that can contain report text.
const TEXT_TYPES: &[&[u8]] = &[b"TX", b"FT", b"ST", b"ED", b"CE", b"CWE", b"CNE", b"CF", b""];

/// True for a line that begins a segment: a name, and the separator or nothing behind it. An observation has a number and a type of its own, or
/// none, so that a line of text that begins with "OBX|" belongs to the text.
pub(super) fn is_segment(line: &[u8], separator: u8) -> bool {
    let has_name = match line {
        [a, b, c, ..] => a.is_ascii_uppercase() && [b, c].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
        _ => false,
    };
    has_name && line.get(3).is_none_or(|&b| b == separator) && (&line[..3] != b"OBX" || is_observation(line, separator))
}

/// True for a line of text that begins like an observation.
pub(super) fn looks_like_observation(line: &[u8], separator: u8) -> bool {
    line.starts_with(b"OBX") && line.get(3) == Some(&separator)
}

fn is_observation(line: &[u8], separator: u8) -> bool {
    let mut fields = ranges(line, separator).skip(1).map(|range| &line[range]);
    let (number, kind) = (fields.next().unwrap_or_default(), fields.next());
    number.trim_ascii().iter().all(u8::is_ascii_digit)
        && kind.is_some_and(|kind| kind.len() <= 3 && kind.trim_ascii().iter().all(u8::is_ascii_uppercase))
}

/// The three-letter name of a segment.
pub(super) fn name(segment: &[u8]) -> &[u8] {
    segment.get(..3).unwrap_or_default()
}

/// A field by its number; the fields of MSH are counted as in the standard.
pub(super) fn field(segment: &[u8], separator: u8, number: usize) -> &[u8] {
    let number = if name(segment) == b"MSH" { number - 1 } else { number };
    let range = ranges(segment, separator).nth(number).unwrap_or_default();
    segment[range].trim_ascii_end()
}

/// True when a segment contains report text.
pub(super) fn has_text(segment: &[u8], separator: u8) -> bool {
    match name(segment) {
        b"OBX" => TEXT_TYPES.contains(&field(segment, separator, 2)) && !field(segment, separator, 5).trim_ascii().is_empty(),
        _ => false,
    }
}

/// True for the result statuses of withdrawn results: cancelled, deleted, posted in error.
pub(super) fn is_withdrawn(status: &[u8]) -> bool {
    matches!(status, b"X" | b"D" | b"W")
}
