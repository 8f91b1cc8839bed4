//! What the first bytes of a source say of its format.

use super::format::Format;
use super::record::Fields;
use super::reject::Reason;
use super::table::delimiter_of;

/// The format of a source that begins with `head`.
///
/// # Errors
/// Bytes that are no text.
pub(super) fn sniff(head: &[u8], fields: &Fields) -> Result<Format, Reason> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if text.starts_with(b"PAR1") {
        return Ok(Format::Parquet);
    }
    if text.contains(&0) {
        return Err(Reason::UnknownFormat);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_speak_of_formats() {
        for (head, format) in [
            (&b"PAR1\x15\x04"[..], Ok(Format::Parquet)),
            (b"\x00\x01", Err(Reason::UnknownFormat)),
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
