//! Reports that are embedded in messages and resources.

use super::markup;
use super::reject::Reason;
use super::wide::Wide;
use crate::text::decode;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Accepts missing padding, which many programs leave out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The first bytes of binary formats, and their names.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "an office document or archive"),
    (b"\xD0\xCF\x11\xE0", "an office document"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"\x89PNG", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"GIF8", "an image"),
    (b"\x1F\x8B\x08", "a packed file"),
];

/// The bytes of an embedded report.
#[derive(Debug)]
pub(super) struct Attachment(Vec<u8>);

impl Attachment {
    /// Decodes Base64, with or without line breaks.
    pub fn of_base64(text: &str) -> Result<Self, Reason> {
        let clean: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
        BASE64.decode(clean).map(Self).map_err(|_| Reason::Base64)
    }

    /// Decodes hexadecimal digits.
    pub fn of_hex(text: &str) -> Result<Self, Reason> {
        let digits: Option<Vec<u8>> = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_digit(16).map(|d| d as u8))
            .collect();
        let (pairs, rest) = digits.as_ref().ok_or(Reason::Hex)?.as_chunks::<2>();
        if rest.is_empty() {
            Ok(Self(pairs.iter().map(|[high, low]| high << 4 | low).collect()))
        } else {
            Err(Reason::Hex)
        }
    }

    /// Decodes Base64 that is not declared as such: characters without blanks that begin like a known kind of file, or that decode to words.
    pub fn of_unlabelled(text: &str) -> Option<Self> {
        let attachment = Self::of_base64(text).ok()?;
        let words = is_words(&attachment.0, text.trim_end().ends_with('='));
        (words || attachment.form().is_some()).then_some(attachment)
    }

    /// True for a text in UTF-8.
    pub fn is_utf8(&self) -> bool {
        self.form().is_none() && std::str::from_utf8(&self.0).is_ok()
    }

    /// The kind of file; `None` for text and for unknown kinds.
    fn form(&self) -> Option<&'static str> {
        let known = BINARY.iter().find(|(start, _)| self.0.starts_with(start));
        known.map(|(_, form)| *form)
    }

    /// Takes the bytes as they are.
    pub fn of_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Its text, without markup. `media` is the declared type; the type that the bytes show takes precedence.
    ///
    /// # Errors
    /// The kind of file, when it is not text.
    pub fn text(&self, media: &str) -> Result<String, Reason> {
        let bytes = &self.0;
        if let Some(form) = self.form() {
            return Err(Reason::NotPlain(form));
        }
        if let Some(wide) = Wide::of(bytes) {
            return Ok(plain(wide.decode(bytes), media));
        }
        if bytes.contains(&0) {
            return Err(Reason::NotPlain("a binary attachment"));
        }
        Ok(plain(decode(bytes).text.into_owned(), media))
    }
}

/// True for bytes that are certainly text: what is not Base64 decodes to arbitrary bytes. A single word counts as text only when it is `closed` by
/// the padding character of Base64.
fn is_words(bytes: &[u8], closed: bool) -> bool {
    if Wide::of(bytes).is_some() {
        return true;
    }
    let blank = bytes.iter().any(|b| matches!(b, b' ' | b'\n'));
    let control = bytes
        .iter()
        .any(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C));
    let ascii = bytes.iter().filter(|b| b.is_ascii()).count();
    let words = if closed { !bytes.is_empty() } else { blank && bytes.len() >= 9 };
    words && !control && ascii * 10 >= bytes.len() * 9
}

fn plain(text: String, media: &str) -> String {
    let media = media.to_ascii_lowercase();
    if media.contains("html") {
        return markup::of_html(&text);
    }
    markup::plain(&text).unwrap_or(text)
}
