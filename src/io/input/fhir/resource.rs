//! The parts of a DiagnosticReport that are used.

use serde::Deserialize;

/// The entry of a bundle, or the resource itself.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum EntryOrResource {
    In { resource: Box<Report> },
    Bare(Box<Report>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Report {
    pub resource_type: String,
    pub id: Option<String>,
    pub identifier: Vec<Identifier>,
    pub based_on: Vec<Reference>,
    pub status: Option<String>,
    pub category: Vec<Concept>,
    pub code: Concept,
    pub subject: Reference,
    pub effective_date_time: Option<String>,
    pub effective_period: Period,
    pub issued: Option<String>,
    pub imaging_study: Vec<Reference>,
    pub conclusion: Option<String>,
    pub presented_form: Vec<Form>,
    pub text: Narrative,
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
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrative {
    pub div: Option<String>,
}
