//! Segments as bytes, for what has to be known before a message is decoded.

/// The types of observations that can hold the text of a report.
const TEXT_TYPES: &[&[u8]] = &[b"TX", b"FT", b"ST", b"ED", b"CE", b"CWE", b"CNE", b"CF", b""];

/// The three letters of a segment.
pub(super) fn name(segment: &[u8]) -> &[u8] {
    segment.get(..3).unwrap_or_default()
}

/// A field by its number; that of MSH are counted as the standard does.
pub(super) fn field(segment: &[u8], separator: u8, number: usize) -> &[u8] {
    let number = if name(segment) == b"MSH" { number - 1 } else { number };
    segment.split(|&b| b == separator).nth(number).unwrap_or_default().trim_ascii_end()
}

/// True when a segment holds text of a report.
pub(super) fn has_text(segment: &[u8], separator: u8) -> bool {
    match name(segment) {
        b"OBX" => TEXT_TYPES.contains(&field(segment, separator, 2)) && !field(segment, separator, 5).trim_ascii().is_empty(),
        _ => false,
    }
}

/// True for the result statuses of what was withdrawn: cancelled, deleted, posted wrongly.
pub(super) fn is_withdrawn(status: &[u8]) -> bool {
    matches!(status, b"X" | b"D" | b"W")
}
