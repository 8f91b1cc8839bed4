//! The character set of a message.

use super::segments::field;
use crate::text::decode;
use encoding_rs::Encoding;
use std::borrow::Cow;

/// The text of a message in the character set of MSH-18, and true when the bytes had to be read as Windows-1252.
///
/// Bytes that are valid UTF-8 are read as UTF-8 under any declared single-byte character set, because other text is practically never valid UTF-8.
/// Latin 1 is read as Windows-1252, which is what programs really write under that name.
pub(super) fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let separator = bytes.get(3).copied().unwrap_or(b'|');
    let header = bytes.split(|&b| b == b'\r').next().unwrap_or_default();
    let named = field(header, separator, 18);
    if let Some(encoding) = encoding(named)
        && (encoding.is_single_byte() || encoding == encoding_rs::ISO_2022_JP || std::str::from_utf8(bytes).is_err())
        && (!encoding.is_single_byte() || std::str::from_utf8(bytes).is_err())
    {
        return (encoding.decode_without_bom_handling(bytes).0, false);
    }
    let decoded = decode(bytes);
    (decoded.text, decoded.cp1252)
}

/// True for a character set in which a byte of a separator can be a part of another character; `header` is the first segment.
pub(super) fn is_wide(header: &[u8]) -> bool {
    let separator = header.get(3).copied().unwrap_or(b'|');
    encoding(field(header, separator, 18)).is_some_and(|encoding| !encoding.is_single_byte())
}

/// The encoding of HL7 table 0211; `None` for ASCII, Unicode and unknown names.
fn encoding(named: &[u8]) -> Option<&'static Encoding> {
    if named.is_empty() {
        return None;
    }
    let first = named.split(|b| matches!(b, b'~' | b'^')).next().unwrap_or_default();
    let name = String::from_utf8_lossy(first).trim().to_ascii_uppercase();
    if let Some(part) = name.strip_prefix("8859/") {
        return Encoding::for_label(format!("iso-8859-{part}").as_bytes());
    }
    match name.as_str() {
        "GB 18030-2000" => Some(encoding_rs::GB18030),
        "BIG-5" => Some(encoding_rs::BIG5),
        "KS X 1001" => Some(encoding_rs::EUC_KR),
        "ISO IR87" | "ISO IR159" => Some(encoding_rs::ISO_2022_JP),
        "ISO IR14" => Some(encoding_rs::SHIFT_JIS),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode_as(set: &str, word: &[u8]) -> (String, bool) {
        let mut bytes = format!("MSH|^~\\&|A|B|C|D|1||ORU^R01|1|P|2.4||||||{set}\rOBX|1|TX|||").into_bytes();
        let start = bytes.len();
        bytes.extend(word);
        let (text, cp1252) = text(&bytes);
        (text[start..].to_owned(), cp1252)
    }

    #[test]
    fn the_declared_set_is_used_unless_the_bytes_speak_against_it() {
        assert_eq!(decode_as("8859/1", b"\x93caf\xE9\x94"), ("“café”".into(), false));
        assert_eq!(decode_as("8859/1", "café".as_bytes()), ("café".into(), false));
        assert_eq!(decode_as("8859/2", b"\xB3"), ("ł".into(), false));
        assert_eq!(decode_as("UNICODE UTF-8", b"caf\xE9"), ("café".into(), true));
        assert_eq!(decode_as("", b"caf\xE9"), ("café".into(), true));
        assert_eq!(decode_as("KS X 1001", b"\xB0\xA1"), ("가".into(), false));
    }
}
