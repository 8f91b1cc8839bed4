//! FHIR R4 DiagnosticReport resources: single, one per line, or in bundles.

mod cut;
mod kind;
mod meta;
mod resource;

pub(super) use cut::Resources;
pub(super) use kind::looks_like;

use super::attachment::Attachment;
use super::markup::of_html;
use super::record::Record;
use super::reject::Reason;
use crate::report::{Warning, WarningCode};
use crate::text::decode;
use kind::REPORT;
use resource::{EntryOrResource, Report};
use std::borrow::Cow;

/// The record of one resource or entry of a bundle; `place` becomes the id when the id is missing.
///
/// # Errors
/// The reason why it is not a report.
pub(super) fn record(bytes: &[u8], place: impl Fn() -> String) -> Result<Record<'static>, Reason> {
    let decoded = decode(bytes);
    let value: serde_json::Value = serde_json::from_str(&decoded.text).map_err(|e| Reason::of_json(&e))?;
    let other = || Reason::OtherKind("a FHIR R4 DiagnosticReport");
    let report = match serde_json::from_value(value).map_err(|_| other())? {
        EntryOrResource::In { resource } | EntryOrResource::Bare(resource) => *resource,
    };
    if report.resource_type != REPORT {
        return Err(other());
    }
    let meta = meta::from_report(&report);
    if meta.get("status") == Some("cancelled") {
        return Err(Reason::Cancelled);
    }
    let (text, warnings) = text(&report)?;
    let id = report.id.clone().filter(|id| !id.is_empty());
    let id = id.or_else(|| meta.get("accession").map(str::to_owned));
    Ok(Record::of_document(
        id.map(Cow::Owned),
        text.into(),
        meta,
        decoded.cp1252,
        warnings,
        place,
    ))
}

/// The text: the first embedded form that contains text, with the conclusion when that says more; otherwise the conclusion, or the narrative.
fn text(report: &Report) -> Result<(String, Vec<Warning>), Reason> {
    let mut unread = None;
    let mut form = None;
    let mut forms: Vec<_> = report.presented_form.iter().collect();
    // When a report is embedded in several forms, the simplest is read.
    forms.sort_by_key(|f| !f.content_type.as_deref().unwrap_or_default().starts_with("text/plain"));
    for one in forms {
        let Some(data) = one.data.as_deref().filter(|d| !d.trim().is_empty()) else {
            unread = unread.or(Some(Reason::NotPlain("a link")));
            continue;
        };
        let media = one.content_type.as_deref().unwrap_or_default();
        match Attachment::of_base64(data).and_then(|a| a.text(media)) {
            Ok(text) if text.trim().is_empty() => (),
            Ok(text) => {
                form = Some(text);
                break;
            }
            Err(reason) => unread = Some(reason),
        }
    }
    let conclusion = report.conclusion.as_deref().filter(|c| !c.trim().is_empty());
    let narrative = || report.text.div.as_deref().map(of_html).filter(|t| !t.trim().is_empty());
    let complete = form.is_some();
    let text = match (form, conclusion) {
        (Some(text), Some(more)) if !words(&text).contains(&words(more)) => format!("{}\n\nIMPRESSION:\n{more}", text.trim_end()),
        (Some(text), _) => text,
        (None, Some(conclusion)) => conclusion.to_owned(),
        (None, None) => match narrative() {
            Some(text) => text,
            None => return Err(unread.unwrap_or(Reason::WithoutText("presentedForm, conclusion or text"))),
        },
    };
    let left_out = !complete && unread.is_some();
    Ok((text, left_out.then(|| WarningCode::PartLeftOut.into()).into_iter().collect()))
}

/// The words of a text separated by single blanks, to compare texts with different layout.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
