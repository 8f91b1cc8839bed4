//! The FHIR data types of the resources, serialised without an intermediate tree.
//!
//! Fields are in alphabetical order. Empty values are left out: FHIR's JSON has no null and no empty list.

use serde::Serialize;
use std::borrow::Cow;

/// A concept with text only.
#[derive(Serialize)]
pub(super) struct Words<'a> {
    pub text: Cow<'a, str>,
}

/// A code of a vocabulary.
#[derive(Serialize)]
pub(super) struct Coding<'a> {
    pub code: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub display: &'a str,
    pub system: &'static str,
}

/// A concept with codes, and optional text.
#[derive(Serialize)]
pub(super) struct Concept<'a> {
    pub coding: Vec<Coding<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
}

/// A reference to another resource.
#[derive(Serialize)]
pub(super) struct Reference {
    pub reference: String,
}

/// An identifier without a system.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Identifier<'a> {
    pub value: &'a str,
}

/// The subject of the report.
#[derive(Serialize)]
pub(super) struct Subject<'a> {
    pub identifier: Identifier<'a>,
}

/// A reference with a display name only.
#[derive(Serialize)]
pub(super) struct Display<'a> {
    pub display: &'a str,
}

/// A quantity in millimetres.
#[derive(Serialize)]
pub(super) struct Quantity {
    code: &'static str,
    system: &'static str,
    unit: &'static str,
    value: f32,
}

impl Quantity {
    /// This many millimetres.
    pub fn mm(value: f32) -> Self {
        Self {
            code: "mm",
            system: "http://unitsofmeasure.org",
            unit: "mm",
            value,
        }
    }
}

/// Creates a concept with text only.
pub(super) fn words<'a>(text: impl Into<Cow<'a, str>>) -> Words<'a> {
    Words { text: text.into() }
}

/// Creates a concept of one of FHIR's code systems.
pub(super) fn concept(system: &'static str, code: &'static str, display: &'static str) -> [Concept<'static>; 1] {
    let coding = vec![Coding { code, display, system }];
    [Concept { coding, text: None }]
}
