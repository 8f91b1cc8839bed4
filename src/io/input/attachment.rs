//! Reports that are embedded in messages and resources.

use super::markup;
use super::reject::Reason;
use super::wide::Wide;
use crate::text::decode;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Forgiving about padding, which many programs leave out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How binary forms begin, and what they are called.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "an office document or archive"),
    (b"\xD0\xCF\x11\xE0", "an office document"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"\x89PNG", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
];

/// The bytes of an embedded report.
#[derive(Debug)]
pub(super) struct Attachment(Vec<u8>);

impl Attachment {
    /// Of Base64, with or without line breaks.
    pub fn of_base64(text: &str) -> Result<Self, Reason> {
        let clean: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
        BASE64.decode(clean).map(Self).map_err(|_| Reason::Base64)
    }

    /// Of bytes as they are.
    pub fn of_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Its text, without markup. `media` is what is said of its type; what the bytes show goes before it.
    ///
    /// # Errors
    /// What it is, when it is no text.
    pub fn text(&self, media: &str) -> Result<String, Reason> {
        let bytes = &self.0;
        if let Some((_, form)) = BINARY.iter().find(|(start, _)| bytes.starts_with(start)) {
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

fn plain(text: String, media: &str) -> String {
    let media = media.to_ascii_lowercase();
    if media.contains("html") {
        return markup::of_html(&text);
    }
    markup::plain(&text).unwrap_or(text)
}
