//! Detects the format of a source from its first bytes.

use super::fields::Fields;
use super::table::{delimiter_of, named_delimiter};

/// The delimiter of a header that names the text column; `None` when the first line is not such a header.
pub(super) fn names_text_column(text: &[u8], fields: &Fields) -> Option<u8> {
    let named = named_delimiter(text);
    let mut lines = text
        .split(|b| *b == b'\n')
        .skip(fields.header_line as usize - 1 + usize::from(named.is_some()));
    let line = lines.next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let delimiter = fields.delimiter.or(named).unwrap_or_else(|| delimiter_of(line));
    let mut cells = line.split(|b| *b == delimiter).map(<[u8]>::trim_ascii);
    let wanted = fields.text.as_bytes();
    let named = |cell: &[u8]| {
        let quoted = cell.strip_prefix(b"\"").and_then(|cell| cell.strip_suffix(b"\""));
        quoted.unwrap_or(cell).eq_ignore_ascii_case(wanted)
    };
    (line.contains(&delimiter) && cells.any(named)).then_some(delimiter)
}

/// False for bytes with more control characters than any text has.
pub(super) fn is_text(head: &[u8]) -> bool {
    let control = |b: &&u8| matches!(**b, 0..=8 | 14..=26 | 29..=31 | 127);
    let most = if head.len() < 64 { head.len() / 8 } else { head.len() / 32 };
    head.iter().filter(control).count() <= most
}
