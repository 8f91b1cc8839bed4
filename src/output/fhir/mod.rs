//! FHIR R4: a Bundle for each report, one a line, with a DiagnosticReport and an Observation for each finding.

mod ids;
mod observation;
mod report;

use super::codes::Codes;
use super::form::{Form, Plain, Table};
use crate::batch::{Render, Tables};
use crate::report::{Envelope, Report};
use crate::text::{OffsetMap, OffsetUnit};
use ids::Ids;
use serde_json::{Map, Value, json};

/// The form.
#[derive(Clone, Debug)]
pub struct Fhir {
    codes: Codes,
    /// Who reads: radsift, its version and the rules.
    device: String,
}

impl Fhir {
    /// For reports read by the rules of this name; `codes` are added to those of radsift.
    pub fn new(codes: Codes, ruleset: &str) -> Self {
        let device = format!("radsift {} {ruleset}", env!("CARGO_PKG_VERSION"));
        Self { codes, device }
    }
}

/// What the resources of a bundle share.
struct Shared<'a> {
    fhir: &'a Fhir,
    envelope: &'a Envelope<'a>,
    report: &'a Report<'a>,
    offsets: &'a OffsetMap,
    ids: Ids,
}

impl Render for Fhir {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        let offsets = OffsetMap::new(report.text, OffsetUnit::Char);
        let shared = Shared {
            fhir: self,
            envelope,
            report,
            offsets: &offsets,
            ids: Ids::new(envelope.id, report.text),
        };
        let mut entries = vec![entry(report::resource(&shared))];
        let observations = report.mentions.iter().enumerate();
        entries.extend(observations.map(|(n, mention)| entry(observation::resource(n, mention, &shared))));
        let bundle = json!({
            "resourceType": "Bundle",
            "id": shared.ids.bundle(),
            "type": "collection",
            "entry": entries,
        });
        let written = serde_json::to_writer(&mut out[0], &bundle);
        debug_assert!(written.is_ok(), "writing to memory cannot fail");
        out[0].push(b'\n');
    }
}

impl Form for Fhir {
    fn tables(&self) -> Vec<Table<'_>> {
        vec![Table {
            name: "part",
            extension: "ndjson",
            open: Box::new(|file, _| Ok(Box::new(Plain::new(file, b"")?))),
        }]
    }
}

fn entry(resource: Map<String, Value>) -> Value {
    let url = resource.get("id").and_then(Value::as_str).map(ids::url);
    json!({ "fullUrl": url, "resource": resource })
}

/// Adds what report and findings have in common: whose they are and of which day.
fn add_subject(resource: &mut Map<String, Value>, shared: &Shared<'_>) {
    let patient = super::meta::text(shared.envelope.meta, "patient_id");
    if !patient.trim().is_empty() {
        resource.insert("subject".to_owned(), json!({ "identifier": { "value": patient } }));
    }
    if let Some(date) = super::meta::date(shared.envelope.meta) {
        resource.insert("effectiveDateTime".to_owned(), json!(date.to_string()));
    }
}

/// A concept that is only said in words.
fn words(text: &str) -> Value {
    json!({ "text": text })
}

/// A concept of one of the code systems that come with FHIR.
fn concept(system: &str, code: &str, display: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code, "display": display }] })
}
