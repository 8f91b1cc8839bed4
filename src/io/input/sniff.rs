//! What the first bytes of a source say of its format.

use super::fields::Fields;
use super::format::Format;
use super::reject::Reason;
use super::table::delimiter_of;
use super::{fhir, hl7};

/// The format of a source that begins with `head`.
///
/// # Errors
/// Bytes that are no text.
pub(super) fn sniff(head: &[u8], fields: &Fields) -> Result<Format, Reason> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if text.starts_with(b"PAR1") {
        return Ok(Format::Parquet);
    }
    if !is_text(text) {
        return Err(Reason::UnknownFormat);
    }
    if hl7::looks_like(head) {
        return Ok(Format::Hl7);
    }
    if fhir::looks_like(head) {
        return Ok(Format::Fhir);
    }
    if text.trim_ascii_start().starts_with(b"{") {
        return Ok(Format::JsonLines);
    }
    let line = text.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
    let delimiter = fields.delimiter.unwrap_or_else(|| delimiter_of(line));
    let mut cells = line.split(|b| *b == delimiter).map(|cell| cell.trim_ascii().trim_ascii_start());
    let wanted = fields.text.as_bytes();
    let named = |cell: &[u8]| cell == wanted || (cell.len() > 2 && &cell[1..cell.len() - 1] == wanted && cell[0] == b'"');
    if line.contains(&delimiter) && cells.any(named) {
        return Ok(if delimiter == b'\t' { Format::Tsv } else { Format::Csv });
    }
    Ok(Format::Text)
}

/// Files that are often beside reports and are none: PDF, pictures, office files, and what is packed in ways not known here.
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
fn is_text(head: &[u8]) -> bool {
    let control = |b: &&u8| matches!(**b, 0..=8 | 14..=26 | 29..=31 | 127);
    let most = if head.len() < 64 { head.len() / 8 } else { head.len() / 32 };
    !OTHERS.iter().any(|other| head.starts_with(other)) && head.iter().filter(control).count() <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_speak_of_formats() {
        for (head, format) in [
            (&b"PAR1\x15\x04"[..], Ok(Format::Parquet)),
            (b"\x00\x01", Err(Reason::UnknownFormat)),
            (b"%PDF-1.7\n", Err(Reason::UnknownFormat)),
            (b"No\0 infarct.", Ok(Format::Text)),
            (b"\xEF\xBB\xBF {\"text\":", Ok(Format::JsonLines)),
            (b"id,text\n1,A", Ok(Format::Csv)),
            (b"\"id\";\"text\"\r\n", Ok(Format::Csv)),
            (b"text\tid\n", Ok(Format::Tsv)),
            (b"No infarct, normal text.\n", Ok(Format::Text)),
            (b"text", Ok(Format::Text)),
            (b"", Ok(Format::Text)),
        ] {
            assert_eq!(sniff(head, &Fields::default()), format, "{}", String::from_utf8_lossy(head));
        }
    }
}
