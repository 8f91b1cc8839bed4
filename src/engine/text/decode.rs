//! Bytes to text.

use std::borrow::Cow;

/// Text with what had to be done to get it.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text; all offsets index this.
    pub text: Cow<'a, str>,
    /// True when the bytes were not UTF-8 and were read as Windows-1252.
    pub cp1252: bool,
}

/// Reads `bytes` as UTF-8, or, where they are not, as Windows-1252, in which every byte means something.
///
/// A byte order mark stays out of the text. No bytes are refused here.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: Cow::Borrowed(text),
            cp1252: false,
        },
        Err(_) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            Decoded { text, cp1252: true }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_byte_is_read() {
        let all: Vec<u8> = (0..=255).collect();
        let decoded = decode(&all);
        assert!(decoded.cp1252);
        assert_eq!(decoded.text.chars().count(), 256);
    }

    #[test]
    fn utf8_is_kept_as_it_is() {
        let decoded = decode("oedème ≥ 3 mm".as_bytes());
        assert!(!decoded.cp1252);
        assert_eq!(decoded.text, "oedème ≥ 3 mm");
    }
}
