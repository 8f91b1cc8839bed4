//! FHIR R4 DiagnosticReport resources: single, one per line, or in bundles.

mod bounded;
mod cut;
mod kind;
mod meta;
mod resource;
mod text;
mod version;

pub(super) use cut::Resources;
pub(super) use kind::looks_like;
pub(super) use version::version;

use super::record::Record;
use super::reject::Reason;
use super::report_names::ReportNames;
use crate::report::Meta;
use crate::text::decode;
use kind::REPORT;
use resource::Report;
use serde_json::error::Category;
use std::borrow::Cow;

/// The record of one resource or entry of a bundle; `place` becomes the id when the id is missing.
///
/// # Errors
/// The reason why it is not a report.
pub(super) fn record(bytes: &[u8], place: impl Fn() -> String) -> Result<Record<'static>, Reason> {
    let decoded = decode(bytes);
    let other = || Reason::OtherKind("a FHIR R4 DiagnosticReport");
    let report = resource::read(&decoded.text).map_err(|error| match error.classify() {
        Category::Data => other(),
        _ => Reason::of_json(&error),
    })?;
    if report.resource_type != REPORT {
        return Err(other());
    }
    let meta = meta::from_report(&report);
    if meta.get("status") == Some("cancelled") {
        return Err(Reason::Cancelled);
    }
    let (text, warnings) = text::of_report(&report)?;
    let id = id(&report, &meta);
    Ok(Record::of_document(
        id.map(Cow::Owned),
        text.into(),
        meta,
        decoded.cp1252,
        warnings,
        place,
    ))
}

/// What names the report of a resource that could not be read.
pub(super) fn names(bytes: &[u8]) -> Option<ReportNames> {
    let report = resource::read(&decode(bytes).text).ok()?;
    let meta = meta::from_report(&report);
    Some(ReportNames::of(id(&report, &meta).as_deref(), &meta))
}

fn id(report: &Report, meta: &Meta) -> Option<String> {
    let id = report.id.clone().filter(|id| !id.is_empty());
    id.or_else(|| meta.get("accession").map(str::to_owned))
}
