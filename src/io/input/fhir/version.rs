//! The version of a report that a resource holds.

use super::kind::REPORT;
use crate::input::study::status;
use crate::input::version::{Version, name_hash};
use crate::text::decode;

/// The version that a resource or an entry of a bundle holds; `None` for one without an id, for one that is no report, and for one whose text
/// cannot be read: it does not replace a version that can.
pub(in super::super) fn version(bytes: &[u8]) -> Option<Version> {
    let decoded = decode(bytes);
    let report = super::resource::read(&decoded.text).ok()?;
    let id = report.id.as_deref().filter(|id| !id.is_empty())?;
    let status = status(report.status.as_deref().unwrap_or_default());
    if report.resource_type != REPORT || (status != "cancelled" && !super::text::is_readable(&report)) {
        return None;
    }
    let patient = report.subject.reference.as_deref().unwrap_or_default();
    let updated = report.meta.last_updated.as_deref().unwrap_or_default();
    Some(Version {
        report: name_hash(&["DiagnosticReport", id, patient]),
        is_settled: status != "preliminary",
        time: seconds(updated),
        number: report
            .meta
            .version_id
            .as_deref()
            .and_then(|number| number.parse().ok())
            .unwrap_or(0),
    })
}

/// The seconds of an instant since 1970; 0 for what is none.
fn seconds(instant: &str) -> u32 {
    let parsed = chrono::DateTime::parse_from_rfc3339(instant).ok();
    parsed.and_then(|moment| u32::try_from(moment.timestamp()).ok()).unwrap_or(0)
}
