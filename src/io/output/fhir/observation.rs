//! The Observation resource: one finding.

use super::ids::url;
use super::types::{Coding, Concept, Display, Quantity, Reference, Subject, Words, concept, words};
use super::{Shared, subject};
use crate::extract::{Mention, SiteMention};
use crate::lexicon::AttributeId;
use crate::output::codes::System;
use crate::output::words::role;
use crate::report::LevelName;
use crate::vocabulary::{Assertion, Certainty, Stance, Temporality};
use serde::Serialize;
use std::borrow::Cow;

/// The resource.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Resource<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    body_site: Option<Words<'a>>,
    category: [Concept<'static>; 1],
    code: Concept<'a>,
    component: Vec<Component<'a>>,
    device: Display<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_date_time: Option<&'a str>,
    extension: [DerivationReference; 1],
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    interpretation: Option<[Concept<'static>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<[Words<'a>; 1]>,
    resource_type: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<Subject<'a>>,
    value_codeable_concept: Words<'a>,
}

/// A component: another property of a finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Component<'a> {
    code: Words<'static>,
    #[serde(flatten)]
    value: Value<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Value<'a> {
    ValueCodeableConcept(Words<'a>),
    ValueQuantity(Quantity),
}

/// The resource of finding `n`.
pub(super) fn resource<'a>(n: usize, mention: &Mention, shared: &'a Shared<'a>) -> Resource<'a> {
    let said = shared.report.span(mention.tokens).of(shared.report.doc.text).trim();
    let sites: Vec<_> = mention.sites.iter().map(|s| site(s, shared)).collect();
    Resource {
        body_site: (!sites.is_empty()).then(|| words(sites.join(", "))),
        category: concept("http://terminology.hl7.org/CodeSystem/observation-category", "imaging", "Imaging"),
        code: code(mention, shared),
        component: components(mention, sites, shared),
        device: Display {
            display: &shared.fhir.device,
        },
        effective_date_time: shared.date.as_deref(),
        extension: [derivation(mention, shared)],
        id: shared.ids.finding(n),
        interpretation: (mention.temporality == Temporality::Current).then(|| interpretation(mention.assertion)),
        note: (!said.is_empty()).then(|| [words(said)]),
        resource_type: "Observation",
        // Made by rules and not verified by a person.
        status: "preliminary",
        subject: subject(shared),
        value_codeable_concept: words(mention.assertion.as_str()),
    }
}

/// The position of the finding in the text: its offset and its length in characters.
#[derive(Serialize)]
struct DerivationReference {
    extension: (Source, Number, Number),
    url: &'static str,
}

#[derive(Serialize)]
struct Source {
    url: &'static str,
    #[serde(rename = "valueReference")]
    value: Reference,
}

#[derive(Serialize)]
struct Number {
    url: &'static str,
    #[serde(rename = "valueInteger")]
    value: u32,
}

fn derivation(mention: &Mention, shared: &Shared<'_>) -> DerivationReference {
    let span = shared.report.span(mention.tokens);
    let [start, end] = [span.start, span.end].map(|byte| shared.offsets.get(shared.report.doc.text, byte));
    let report = Source {
        url: "reference",
        value: Reference {
            reference: url(&shared.ids.report()),
        },
    };
    let number = |url, value| Number { url, value };
    DerivationReference {
        extension: (report, number("offset", start), number("length", end - start)),
        url: "http://hl7.org/fhir/StructureDefinition/derivation-reference",
    }
}

/// The codes of the finding: those in the user's code map, and radsift's own.
fn code<'a>(mention: &Mention, shared: &Shared<'a>) -> Concept<'a> {
    let finding = &shared.report.doc.lexicon.findings[mention.finding.index()];
    let given = [(System::Snomed, "http://snomed.info/sct"), (System::Radlex, "http://radlex.org")];
    let given = given.into_iter().filter_map(|(vocabulary, system)| {
        let code = shared.fhir.codes.get(mention.finding, vocabulary)?;
        Some(Coding {
            code: &code.code,
            display: &code.display,
            system,
        })
    });
    let own = Coding {
        code: &finding.id,
        display: &finding.label,
        system: "urn:x-radsift:finding",
    };
    Concept {
        coding: given.chain([own]).collect(),
        text: Some(&finding.label),
    }
}

fn interpretation(assertion: Assertion) -> [Concept<'static>; 1] {
    let (code, display) = match assertion.stance() {
        Stance::Asserts => ("POS", "Positive"),
        Stance::Denies => ("NEG", "Negative"),
        Stance::Hedges | Stance::Silent => ("IND", "Indeterminate"),
    };
    concept("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", code, display)
}

fn site<'a>(site: &SiteMention, shared: &Shared<'a>) -> Cow<'a, str> {
    let label = &*shared.report.doc.lexicon.sites[site.site.index()].label;
    match site.laterality {
        Some(side) => format!("{} {label}", side.as_str()).into(),
        None => label.into(),
    }
}

/// The components: all other properties of the finding.
fn components<'a>(mention: &Mention, sites: Vec<Cow<'a, str>>, shared: &Shared<'a>) -> Vec<Component<'a>> {
    let lexicon = shared.report.doc.lexicon;
    let value = |a: &AttributeId| lexicon.attributes[a.index()].value.as_str();
    let mut out = Vec::new();
    let mut add = |what: &'static str, value: Cow<'a, str>| {
        out.push(Component {
            code: words(what),
            value: Value::ValueCodeableConcept(words(value)),
        });
    };
    add("section", role(mention.role).into());
    add("temporality", mention.temporality.as_str().into());
    if mention.certainty != Certainty::Definite {
        add("certainty", mention.certainty.as_str().into());
    }
    mention.change.iter().for_each(|c| add("change", c.as_str().into()));
    mention.severity.iter().for_each(|a| add("severity", value(a).into()));
    mention.extent.iter().for_each(|a| add("extent", value(a).into()));
    mention.acuity.iter().for_each(|a| add("acuity", value(a).into()));
    mention.count.iter().for_each(|a| add("count", value(a).into()));
    sites.into_iter().for_each(|site| add("site", site));
    mention.levels.iter().for_each(|&l| add("level", LevelName(l).to_string().into()));
    for attribution in &mention.attribution {
        add("attributed to", lexicon.findings[attribution.to.index()].label.as_str().into());
    }
    let sizes = mention.sizes.iter().flat_map(|s| &s.mm);
    out.extend(sizes.map(|&mm| Component {
        code: words("size"),
        value: Value::ValueQuantity(Quantity::mm(mm)),
    }));
    out
}
