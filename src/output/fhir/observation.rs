//! Observation: one finding.

use super::ids::url;
use super::{Shared, add_subject, concept, words};
use crate::extract::{Assertion, Certainty, Mention, SiteMention, Temporality};
use crate::lexicon::AttributeId;
use crate::output::codes::System;
use crate::output::words::role;
use crate::report::LevelName;
use serde_json::{Map, Value, json};

/// The resource of finding `n`.
pub(super) fn resource(n: usize, mention: &Mention, shared: &Shared<'_>) -> Map<String, Value> {
    let mut resource = Map::new();
    let mut set = |key: &str, value: Value| resource.insert(key.to_owned(), value);
    set("resourceType", json!("Observation"));
    set("id", json!(shared.ids.finding(n)));
    set("extension", json!([place(mention, shared)]));
    // Read by rules and seen by nobody yet.
    set("status", json!("preliminary"));
    set(
        "category",
        json!([concept(
            "http://terminology.hl7.org/CodeSystem/observation-category",
            "imaging",
            "Imaging"
        )]),
    );
    set("code", code(mention, shared));
    add_subject(&mut resource, shared);
    let mut set = |key: &str, value: Value| resource.insert(key.to_owned(), value);
    set("valueCodeableConcept", words(mention.assertion.as_str()));
    if mention.temporality == Temporality::Current {
        set("interpretation", json!([interpretation(mention.assertion)]));
    }
    let said = shared.report.span(mention.tokens).of(shared.report.text).trim();
    if !said.is_empty() {
        set("note", json!([{ "text": said }]));
    }
    if !mention.sites.is_empty() {
        let sites: Vec<String> = mention.sites.iter().map(|s| site(s, shared)).collect();
        set("bodySite", words(&sites.join(", ")));
    }
    set("device", json!({ "display": shared.fhir.device }));
    set("component", components(mention, shared));
    resource
}

/// Where in the text it stands: characters before it, and its characters.
fn place(mention: &Mention, shared: &Shared<'_>) -> Value {
    let span = shared.report.span(mention.tokens);
    let [start, end] = [span.start, span.end].map(|byte| shared.offsets.get(shared.report.text, byte));
    json!({
        "url": "http://hl7.org/fhir/StructureDefinition/derivation-reference",
        "extension": [
            { "url": "reference", "valueReference": { "reference": url(&shared.ids.report()) } },
            { "url": "offset", "valueInteger": start },
            { "url": "length", "valueInteger": end - start },
        ],
    })
}

/// What: the codes that the user gave, and radsift's own.
fn code(mention: &Mention, shared: &Shared<'_>) -> Value {
    let finding = &shared.report.lexicon.findings[mention.finding.index()];
    let mut codings = Vec::new();
    for (system, uri) in [(System::Snomed, "http://snomed.info/sct"), (System::Radlex, "http://radlex.org")] {
        if let Some(code) = shared.fhir.codes.get(mention.finding, system) {
            let mut coding = json!({ "system": uri, "code": code.code });
            if !code.display.is_empty() {
                coding["display"] = json!(code.display);
            }
            codings.push(coding);
        }
    }
    codings.push(json!({ "system": "urn:x-radsift:finding", "code": finding.id, "display": finding.label }));
    json!({ "coding": codings, "text": finding.label })
}

fn interpretation(assertion: Assertion) -> Value {
    let (code, display) = match assertion {
        Assertion::Present => ("POS", "Positive"),
        Assertion::Absent => ("NEG", "Negative"),
        Assertion::Possible => ("IND", "Indeterminate"),
    };
    concept("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", code, display)
}

fn site(site: &SiteMention, shared: &Shared<'_>) -> String {
    let label = &shared.report.lexicon.sites[site.site.index()].label;
    match site.laterality {
        Some(side) => format!("{} {label}", side.as_str()),
        None => label.clone(),
    }
}

/// What else is known of it.
fn components(mention: &Mention, shared: &Shared<'_>) -> Value {
    let value = |a: &AttributeId| shared.report.lexicon.attributes[a.index()].value.as_str();
    let mut out = Vec::new();
    let mut add = |what: &str, value: &str| out.push(json!({ "code": words(what), "valueCodeableConcept": words(value) }));
    add("section", role(mention.role));
    add("temporality", mention.temporality.as_str());
    if mention.certainty != Certainty::Definite {
        add("certainty", mention.certainty.as_str());
    }
    mention.change.iter().for_each(|c| add("change", c.as_str()));
    mention.severity.iter().for_each(|a| add("severity", value(a)));
    mention.extent.iter().for_each(|a| add("extent", value(a)));
    mention.acuity.iter().for_each(|a| add("acuity", value(a)));
    mention.count.iter().for_each(|a| add("count", value(a)));
    mention.sites.iter().for_each(|s| add("site", &site(s, shared)));
    mention.levels.iter().for_each(|&l| add("level", &LevelName(l).to_string()));
    for attribution in &mention.attribution {
        add("attributed to", &shared.report.lexicon.findings[attribution.to.index()].label);
    }
    for mm in mention.sizes.iter().flat_map(|s| &s.mm) {
        let quantity = json!({ "value": mm, "unit": "mm", "system": "http://unitsofmeasure.org", "code": "mm" });
        out.push(json!({ "code": words("size"), "valueQuantity": quantity }));
    }
    Value::Array(out)
}
