//! The parts of a DiagnosticReport that are used.

use super::bounded::{Said, few};
use serde::Deserialize;

/// Reads a report, which may stand in an entry of a bundle.
///
/// # Errors
/// What is no JSON, and fields of another shape than a report has.
pub(super) fn read(json: &str) -> serde_json::Result<Report> {
    let mut report: Report = serde_json::from_str(json)?;
    match report.resource.take() {
        Some(inside) => Ok(*inside),
        None => Ok(report),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Report {
    /// The report, when this is an entry of a bundle.
    resource: Option<Box<Report>>,
    pub resource_type: String,
    pub id: Option<String>,
    #[serde(deserialize_with = "few")]
    pub identifier: Vec<Identifier>,
    #[serde(deserialize_with = "few")]
    pub based_on: Vec<Reference>,
    pub status: Option<String>,
    #[serde(deserialize_with = "few")]
    pub category: Vec<Concept>,
    pub code: Concept,
    pub subject: Reference,
    pub effective_date_time: Option<String>,
    pub effective_period: Period,
    pub issued: Option<String>,
    #[serde(deserialize_with = "few")]
    pub imaging_study: Vec<Reference>,
    pub conclusion: Option<String>,
    #[serde(deserialize_with = "few")]
    pub presented_form: Vec<Form>,
    pub text: Narrative,
    pub meta: Meta,
    /// Resources of any kind, of which only observations and binaries are read.
    #[serde(deserialize_with = "few")]
    pub contained: Vec<Contained>,
    /// Annotations, from R5 on.
    #[serde(deserialize_with = "few")]
    pub note: Vec<Said>,
}

/// A resource inside another. It can be of any kind, so that its fields can be of any shape.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Contained {
    pub resource_type: Said,
    pub id: Said,
    pub code: Said,
    pub value_string: Said,
    pub value_codeable_concept: Said,
    pub content_type: Said,
    pub data: Said,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Meta {
    pub version_id: Option<String>,
    pub last_updated: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Identifier {
    pub r#type: Concept,
    pub system: Option<String>,
    pub value: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reference {
    pub reference: Option<String>,
    pub identifier: Box<Option<Identifier>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Concept {
    #[serde(deserialize_with = "few")]
    pub coding: Vec<Coding>,
    pub text: Option<String>,
}

impl Concept {
    /// All its names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let displays = self.coding.iter().filter_map(|c| c.display.as_deref());
        self.text.as_deref().into_iter().chain(displays)
    }

    /// Its codes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.coding.iter().filter_map(|c| c.code.as_deref())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Coding {
    pub code: Option<String>,
    pub display: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Period {
    pub start: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Form {
    pub content_type: Option<String>,
    pub data: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub creation: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrative {
    pub status: Option<String>,
    pub div: Option<String>,
}
