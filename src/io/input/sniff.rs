//! Detects the format of a source from its first bytes.

use super::fields::Fields;
use super::table::delimiter_of;

/// The delimiter of a header that names the text column; `None` when the first line is not such a header.
pub(super) fn names_text_column(text: &[u8], fields: &Fields) -> Option<u8> {
    let line = text.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
    let delimiter = fields.delimiter.unwrap_or_else(|| delimiter_of(line));
    let mut cells = line.split(|b| *b == delimiter).map(|cell| cell.trim_ascii().trim_ascii_start());
    let wanted = fields.text.as_bytes();
    let named = |cell: &[u8]| cell == wanted || (cell.len() > 2 && &cell[1..cell.len() - 1] == wanted && cell[0] == b'"');
    (line.contains(&delimiter) && cells.any(named)).then_some(delimiter)
}

/// Files that are often found beside reports: PDF, images, office files, and compressed files that cannot be read here.
const OTHERS: &[&[u8]] = &[
    b"%PDF",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"\xD0\xCF\x11\xE0",
    b"\xFD7zXZ",
    b"BZh",
    b"7z\xBC\xAF",
    b"Rar!",
    b"\x7FELF",
];

/// False for bytes with more control characters than any text has.
pub(super) fn is_text(head: &[u8]) -> bool {
    let control = |b: &&u8| matches!(**b, 0..=8 | 14..=26 | 29..=31 | 127);
    let most = if head.len() < 64 { head.len() / 8 } else { head.len() / 32 };
    !OTHERS.iter().any(|other| head.starts_with(other)) && head.iter().filter(control).count() <= most
}
