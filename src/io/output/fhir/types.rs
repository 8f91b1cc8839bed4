//! The data types of FHIR that the resources are made of, written without a tree in between.
//!
//! Fields stand in order of name. Nothing is written that is empty: FHIR's JSON has no null and no empty list.

use serde::Serialize;
use std::borrow::Cow;

/// A concept that is only said in words.
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

/// A concept by its codes, and in words where there are some.
#[derive(Serialize)]
pub(super) struct Concept<'a> {
    pub coding: Vec<Coding<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
}

/// Another resource.
#[derive(Serialize)]
pub(super) struct Reference {
    pub reference: String,
}

/// An identifier without a system.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Identifier<'a> {
    pub value: &'a str,
}

/// Whose report it is.
#[derive(Serialize)]
pub(super) struct Subject<'a> {
    pub identifier: Identifier<'a>,
}

/// A name without more.
#[derive(Serialize)]
pub(super) struct Display<'a> {
    pub display: &'a str,
}

/// A measure in millimetres.
#[derive(Serialize)]
pub(super) struct Quantity {
    code: &'static str,
    system: &'static str,
    unit: &'static str,
    value: f32,
}

impl Quantity {
    /// So many millimetres.
    pub fn mm(value: f32) -> Self {
        Self {
            code: "mm",
            system: "http://unitsofmeasure.org",
            unit: "mm",
            value,
        }
    }
}

/// A concept only in words.
pub(super) fn words<'a>(text: impl Into<Cow<'a, str>>) -> Words<'a> {
    Words { text: text.into() }
}

/// A concept of one of the code systems that come with FHIR.
pub(super) fn concept(system: &'static str, code: &'static str, display: &'static str) -> [Concept<'static>; 1] {
    let coding = vec![Coding { code, display, system }];
    [Concept { coding, text: None }]
}
