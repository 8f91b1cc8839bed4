//! The metadata of a DiagnosticReport: patient, order and study.

use super::resource::{Identifier, Reference, Report};
use crate::input::study::{modality, moment, put, region, side, status};
use crate::report::Meta;

/// The meta object of a report.
pub(super) fn from_report(report: &Report) -> Meta {
    let mut meta = Meta::default();
    put(&mut meta, "patient_id", target(&report.subject));
    put(&mut meta, "accession", accession(report));
    let dates = [&report.effective_date_time, &report.effective_period.start, &report.issued];
    let moments = dates.into_iter().flatten().map(|d| moment(d));
    let (date, time) = moments.into_iter().find(|m| !m.0.is_empty()).unwrap_or_default();
    put(&mut meta, "study_date", date);
    put(&mut meta, "study_time", time);
    let concepts = || report.category.iter().chain([&report.code]);
    let coded = concepts().flat_map(|c| c.codes()).find_map(|code| modality(code, ""));
    let named = || concepts().flat_map(|c| c.names()).find_map(|name| modality("", name));
    put(&mut meta, "modality", coded.or_else(named).unwrap_or_default());
    put(&mut meta, "body_part", report.code.names().find_map(region).unwrap_or_default());
    put(&mut meta, "side", report.code.names().find_map(side).unwrap_or_default());
    put(&mut meta, "procedure", report.code.names().next().unwrap_or_default());
    put(&mut meta, "status", status(report.status.as_deref().unwrap_or_default()));
    put(&mut meta, "study_instance_uid", study(report));
    meta
}

/// The identifier marked as accession number, of the report or of its request; otherwise the first one.
fn accession(report: &Report) -> &str {
    let requests = report.based_on.iter().filter_map(|r| (*r.identifier).as_ref());
    let marked = report
        .identifier
        .iter()
        .chain(requests)
        .find(|i| i.r#type.codes().any(|c| c == "ACSN"));
    let any = || report.identifier.iter().find(|i| i.system.as_deref() != Some("urn:dicom:uid"));
    marked.or_else(any).and_then(|i| i.value.as_deref()).unwrap_or_default()
}

fn study(report: &Report) -> &str {
    let studies = report.imaging_study.iter().filter_map(|r| (*r.identifier).as_ref());
    let is_uid = |i: &&Identifier| i.system.as_deref() == Some("urn:dicom:uid");
    let uid = report
        .identifier
        .iter()
        .chain(studies)
        .find(is_uid)
        .and_then(|i| i.value.as_deref());
    uid.map_or("", |uid| uid.strip_prefix("urn:oid:").unwrap_or(uid))
}

/// The subject of a reference: its identifier, or the id at the end of the URL.
fn target(reference: &Reference) -> &str {
    let identifier = (*reference.identifier).as_ref().and_then(|i| i.value.as_deref());
    let id = || reference.reference.as_deref().and_then(|r| r.rsplit(['/', ':']).next());
    identifier.or_else(id).unwrap_or_default()
}
