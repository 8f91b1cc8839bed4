//! Segments as bytes, for what must be known before a message is decoded.

/// The types of observations that can contain report text.
const TEXT_TYPES: &[&[u8]] = &[b"TX", b"FT", b"ST", b"ED", b"CE", b"CWE", b"CNE", b"CF", b""];

/// The three-letter name of a segment.
pub(super) fn name(segment: &[u8]) -> &[u8] {
    segment.get(..3).unwrap_or_default()
}

/// A field by its number; the fields of MSH are counted as in the standard.
pub(super) fn field(segment: &[u8], separator: u8, number: usize) -> &[u8] {
    let number = if name(segment) == b"MSH" { number - 1 } else { number };
    segment.split(|&b| b == separator).nth(number).unwrap_or_default().trim_ascii_end()
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
