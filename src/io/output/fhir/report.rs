//! The DiagnosticReport resource: the report as received.

use super::ids::url;
use super::types::{Concept, Identifier, Reference, Subject, concept};
use super::{Shared, subject};
use crate::output::meta;
use crate::vocabulary::Role;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;

/// The resource.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Resource<'a> {
    category: [Concept<'static>; 1],
    code: Concept<'static>,
    #[serde(skip_serializing_if = "String::is_empty")]
    conclusion: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_date_time: Option<&'a str>,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<[Identifier<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    presented_form: Option<[Form; 1]>,
    resource_type: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    result: Vec<Reference>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<Subject<'a>>,
}

/// The text as received.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Form {
    content_type: &'static str,
    data: String,
}

/// The resource of a report.
pub(super) fn resource<'a>(shared: &'a Shared<'a>) -> Resource<'a> {
    let report = shared.report;
    let value = shared.envelope.id;
    let form = || Form {
        content_type: "text/plain; charset=utf-8",
        data: BASE64_STANDARD.encode(report.doc.text),
    };
    let [code] = concept("http://loinc.org", "18748-4", "Diagnostic imaging study");
    let reference = |n| Reference {
        reference: url(&shared.ids.finding(n)),
    };
    Resource {
        category: concept("http://terminology.hl7.org/CodeSystem/v2-0074", "RAD", "Radiology"),
        code,
        conclusion: conclusion(shared),
        effective_date_time: shared.date.as_deref(),
        id: shared.ids.report(),
        identifier: (!value.trim().is_empty()).then_some([Identifier { value }]),
        presented_form: (!report.doc.text.is_empty()).then(|| [form()]),
        resource_type: "DiagnosticReport",
        result: (0..report.mentions.len()).map(reference).collect(),
        status: status(&meta::text(shared.envelope.meta, "status")),
        subject: subject(shared),
    }
}

/// The text below the headings of the impression.
fn conclusion(shared: &Shared<'_>) -> String {
    let impressions = shared.report.doc.sections.iter().filter(|s| s.role == Role::Impression);
    let texts = impressions.map(|s| shared.report.span(s.body).of(shared.report.doc.text).trim());
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
