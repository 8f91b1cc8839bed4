//! DiagnosticReport: the report as it came.

use super::ids::url;
use super::{Shared, add_subject, concept};
use crate::lexicon::Role;
use crate::output::meta;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};

/// The resource.
pub(super) fn resource(shared: &Shared<'_>) -> Map<String, Value> {
    let report = shared.report;
    let mut resource = Map::new();
    let mut set = |key: &str, value: Value| resource.insert(key.to_owned(), value);
    set("resourceType", json!("DiagnosticReport"));
    set("id", json!(shared.ids.report()));
    if !shared.envelope.id.trim().is_empty() {
        set("identifier", json!([{ "value": shared.envelope.id }]));
    }
    set("status", json!(status(&meta::text(shared.envelope.meta, "status"))));
    set(
        "category",
        json!([concept("http://terminology.hl7.org/CodeSystem/v2-0074", "RAD", "Radiology")]),
    );
    set("code", concept("http://loinc.org", "18748-4", "Diagnostic imaging study"));
    add_subject(&mut resource, shared);
    let mut set = |key: &str, value: Value| resource.insert(key.to_owned(), value);
    let results = 0..report.mentions.len();
    if !results.is_empty() {
        let reference = |n| json!({ "reference": url(&shared.ids.finding(n)) });
        set("result", results.map(reference).collect());
    }
    let conclusion = conclusion(shared);
    if !conclusion.is_empty() {
        set("conclusion", json!(conclusion));
    }
    if !report.text.is_empty() {
        let text = BASE64_STANDARD.encode(report.text);
        set(
            "presentedForm",
            json!([{ "contentType": "text/plain; charset=utf-8", "data": text }]),
        );
    }
    resource
}

/// What stands below the headings of the impression.
fn conclusion(shared: &Shared<'_>) -> String {
    let impressions = shared.report.sections.iter().filter(|s| s.role == Role::Impression);
    let texts = impressions.map(|s| shared.report.span(s.body).of(shared.report.text).trim());
    texts.filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The status of a report, from its own word for it or from the letter of HL7 version 2.
fn status(word: &str) -> &'static str {
    const KNOWN: [&str; 9] = [
        "registered",
        "partial",
        "preliminary",
        "final",
        "amended",
        "corrected",
        "appended",
        "cancelled",
        "entered-in-error",
    ];
    match word {
        "F" => "final",
        "P" => "preliminary",
        "C" => "corrected",
        "A" => "partial",
        "X" => "cancelled",
        word => KNOWN.into_iter().find(|known| *known == word).unwrap_or("unknown"),
    }
}
