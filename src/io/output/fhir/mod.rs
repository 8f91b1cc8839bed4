//! FHIR R4: one Bundle per report and line, with a DiagnosticReport and an Observation for each finding.

mod ids;
mod observation;
mod report;
mod types;

use super::codes::Codes;
use super::form::{Form, Table};
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};
use crate::text::{OffsetMap, OffsetUnit};
use ids::Ids;
use serde::Serialize;
use types::{Identifier, Subject};

/// The FHIR form.
#[derive(Clone, Debug)]
pub struct Fhir {
    codes: Codes,
    /// The device: radsift, its version and the rule set.
    device: String,
}

impl Fhir {
    /// For reports read with this rule set; `codes` are added to radsift's own.
    pub fn new(codes: Codes, ruleset: &str) -> Self {
        let device = format!("radsift {} {ruleset}", env!("CARGO_PKG_VERSION"));
        Self { codes, device }
    }
}

/// The parts that all resources of a bundle share.
struct Shared<'a> {
    fhir: &'a Fhir,
    envelope: &'a Envelope<'a>,
    report: &'a Report<'a>,
    offsets: &'a OffsetMap,
    ids: Ids,
    /// The subject of the report.
    patient: &'a str,
    /// The day of the study.
    date: Option<String>,
}

impl Render for Fhir {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        let offsets = OffsetMap::new(report.doc.text, OffsetUnit::Char);
        let patient = super::meta::text(envelope.meta, "patient_id");
        let shared = Shared {
            fhir: self,
            envelope,
            report,
            offsets: &offsets,
            ids: Ids::new(envelope.id, report.doc.text),
            patient: &patient,
            date: super::meta::date(envelope.meta).map(|date| date.to_string()),
        };
        let out = &mut out[0];
        out.extend_from_slice(b"{\"entry\":[");
        append(out, &entry(&shared.ids.report(), report::resource(&shared)));
        for (n, mention) in report.mentions.iter().enumerate() {
            out.push(b',');
            append(out, &entry(&shared.ids.finding(n), observation::resource(n, mention, &shared)));
        }
        out.extend_from_slice(b"],\"id\":");
        append(out, &shared.ids.bundle());
        out.extend_from_slice(b",\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n");
    }
}

impl Form for Fhir {
    fn tables(&self) -> Vec<Table<'_>> {
        vec![Table::plain("part", "ndjson", Vec::new())]
    }
}

/// An entry of a bundle.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BundleEntry<R> {
    full_url: String,
    resource: R,
}

fn entry<R>(id: &str, resource: R) -> BundleEntry<R> {
    let full_url = ids::url(id);
    BundleEntry { full_url, resource }
}

fn append(out: &mut Vec<u8>, value: &impl Serialize) {
    let written = serde_json::to_writer(out, value);
    debug_assert!(written.is_ok(), "writing to memory cannot fail");
}

/// The subject of the report, where that is known.
fn subject<'a>(shared: &Shared<'a>) -> Option<Subject<'a>> {
    let identifier = Identifier { value: shared.patient };
    (!shared.patient.trim().is_empty()).then_some(Subject { identifier })
}
