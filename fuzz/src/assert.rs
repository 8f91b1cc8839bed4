//! Any bytes as an archive for `radsift assert`, and any places of any text as targets.

use super::archive::{self, RULES};
use radsift::Session;
use radsift::text::{Span, decode};

/// The target.
pub fn check(bytes: &[u8]) {
    archive::check("assert", bytes, radsift::runs::assert);
    as_text(bytes);
}

/// The first bytes say where the targets are in the text that follows.
fn as_text(bytes: &[u8]) {
    let (places, rest) = bytes.split_at(bytes.len().min(8));
    let decoded = decode(rest);
    let bounds: Vec<usize> = decoded.text.char_indices().map(|(at, _)| at).chain([decoded.text.len()]).collect();
    let place = |byte: u8| bounds[usize::from(byte) * (bounds.len() - 1) / 255] as u32;
    let spans: Vec<Span> = places.chunks_exact(2).map(|p| Span::new(place(p[0]), place(p[1]))).collect();
    let mut session = Session::default();
    let asserted = RULES.assert(&mut session, &decoded.text, &spans);
    assert_eq!(asserted.contexts.len(), spans.len());
}
