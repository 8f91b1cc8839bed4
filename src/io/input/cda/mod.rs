//! CDA: documents of sections with narrative text.

mod attributes;
mod cut;
mod document;
mod meta;
mod narrative;

pub(super) use cut::Documents;

use super::attachment::Attachment;
use super::record::Record;
use super::reject::Reason;
use crate::report::{Meta, WarningCode};
use crate::text::decode;
use document::Document;
use std::borrow::Cow;

/// The record of one document; `place` becomes the id when the id is missing.
///
/// # Errors
/// The reason why it is not a report.
pub(super) fn record(bytes: &[u8], place: impl Fn() -> String) -> Result<Record<'static>, Reason> {
    let decoded = decode(bytes);
    let document = Document::parse(&decoded.text)?;
    let text = match &document.attachment {
        Some((media, data, true)) => Attachment::of_base64(data)?.text(media)?,
        Some((media, data, false)) => Attachment::of_bytes(data.clone().into_bytes()).text(media)?,
        None => document.text,
    };
    if text.trim().is_empty() {
        return Err(Reason::WithoutText("the sections"));
    }
    let mut meta = Meta::default();
    document.header.fill(&mut meta);
    let id = document.header.id().map(Cow::Owned);
    let warnings = document.has_unread.then(|| WarningCode::PartLeftOut.into()).into_iter().collect();
    Ok(Record::of_document(id, text.into(), meta, decoded.cp1252, warnings, place))
}
