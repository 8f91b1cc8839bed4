//! The report value: everything that was read in one report. The JSON contract lives here and only here.

mod frame;
mod json;
pub mod record;
mod summary;

pub use json::{Asked, AssertWriter, Envelope, JsonWriter, LevelName, Warning, WarningCode, contract_word};
pub use record::{Record, SCHEMA, schema};
pub use summary::{Status, SummaryRow, status, summarise};

use crate::context::Context;
use crate::coverage::Coverage;
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{FindingId, Lexicon, SiteId};
use crate::statements::Statements;
use crate::study::Source;
use crate::text::{Span, TextBuffer};
use crate::vocabulary::{Assertion, Certainty, Role, Temporality};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is known of a report besides its text. Unknown keys are kept as they came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Meta(pub serde_json::Map<String, serde_json::Value>);

impl Meta {
    /// A text value of the meta object.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(serde_json::Value::as_str)
    }

    /// The keys whose values are text, and these.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.0.iter().filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)))
    }
}

/// Everything that was read in one report. Borrows the session that read it.
#[derive(Debug)]
pub struct Report<'a> {
    /// What it was read from: the text and what it was cut into.
    pub doc: Document<'a>,
    /// Its findings, in order of place.
    pub mentions: &'a [Mention],
    /// One status a finding.
    pub summary: &'a [SummaryRow],
    /// Every flag of the rule set.
    pub flags: &'a [FlagResult],
    /// The imaging floor and the grades stated.
    pub icans: &'a Icans,
    /// What it says besides findings.
    pub statements: &'a Statements,
    /// How much of it was read.
    pub coverage: &'a Coverage,
}

/// What is said about the words that another program has picked out in a text. Borrows the session that read it.
#[derive(Debug)]
pub struct Asserted<'a> {
    /// The rules it was read by.
    pub lexicon: &'a Lexicon,
    /// The text as received.
    pub text: &'a str,
    /// Its tokens.
    pub buffer: &'a TextBuffer,
    /// One context for each target, in the order asked.
    pub contexts: Vec<Context>,
}

/// The value of a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FlagValue {
    /// Asserted.
    Yes,
    /// Hedged.
    Possible,
    /// Denied.
    No,
    /// Not spoken of. Never the same as denied.
    NotStated,
    /// Asserted and denied.
    Conflict,
}

/// Whether a flag was said or follows from what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Said.
    Explicit,
    /// Follows.
    Inferred,
}

/// One flag's result. The flag's id is found at the same index in the flag set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagResult {
    /// The value.
    pub value: FlagValue,
    /// Said or inferred.
    pub basis: Basis,
    /// Indexes of the mentions that made it.
    pub mentions: smallvec::SmallVec<[u32; 4]>,
}

/// The imaging floor: a lower bound from one of five domains, for research, never a clinical grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum FloorValue {
    /// Diffuse cerebral oedema, not explained otherwise.
    #[serde(rename = "4")]
    Four,
    /// Focal cerebral oedema, not explained otherwise.
    #[serde(rename = "3")]
    Three,
    /// Both denied: imaging sets no floor.
    #[serde(rename = "none")]
    None,
    /// Hedged, or of unknown extent.
    #[serde(rename = "indeterminate")]
    Indeterminate,
    /// All oedema is said to come from something else.
    #[serde(rename = "suppressed")]
    Suppressed,
    /// Not spoken of.
    #[default]
    #[serde(rename = "not_stated")]
    NotStated,
}

/// The imaging floor with its upper bound and reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Floor {
    /// The floor.
    pub value: FloorValue,
    /// The highest floor the hedged statements allow.
    pub upper: Option<u8>,
    /// Why, in a word of the rule set.
    pub reason: Option<String>,
    /// Said or inferred.
    pub basis: Option<Basis>,
    /// Remarks for a reviewer, e.g. `context_missing`, `haemorrhage_copresent`.
    pub review: Vec<&'static str>,
}

/// A grade that the text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedGrade {
    /// The scale's id, `unspecified` when none is named.
    pub scale: String,
    /// The lower end.
    pub low: u8,
    /// The upper end.
    pub high: u8,
    /// `>=` or `<=`, where said.
    pub inequality: Option<&'static str>,
    /// How firmly.
    pub certainty: Certainty,
    /// When; `peak` is historical with this set.
    pub temporality: Temporality,
    /// Whether the author denies it.
    pub assertion: Assertion,
    /// True when it is a worst grade of the past.
    pub peak: bool,
    /// `radiologist`, or `clinical_details` when it stands in the request.
    pub asserted_by: &'static str,
    /// The section's role.
    pub section: Role,
    /// The words.
    pub span: Span,
}

impl StatedGrade {
    /// True when it is asserted as the grade at the time of the study.
    pub fn is_current_fact(&self) -> bool {
        self.assertion.asserts() && self.temporality == Temporality::Current
    }
}

/// Whether the stated grade and the floor agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Discordance {
    /// They disagree.
    Yes,
    /// They do not.
    #[default]
    No,
    /// A grade is stated and imaging sets no floor: valid, the grade has clinical domains.
    NotExplainedByImaging,
}

/// What the report says about the toxicity grade.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Icans {
    /// The imaging floor.
    pub floor: Floor,
    /// The grades stated.
    pub stated: Vec<StatedGrade>,
    /// Grades of other toxicities, on scales of their own.
    pub apart: Vec<StatedGrade>,
    /// Whether they agree.
    pub discordance: Discordance,
}

impl<'a> Report<'a> {
    /// The warnings of the envelope, and what the text itself gives cause to warn of.
    pub fn warnings<'w>(&self, envelope: &Envelope<'w>) -> Cow<'w, [Warning]> {
        match self.coverage.odd {
            None => Cow::Borrowed(envelope.warnings),
            Some(odd) => Cow::Owned([envelope.warnings, &[WarningCode::from(odd).into()]].concat()),
        }
    }

    /// The modality, as a code of DICOM, and where it is known from.
    pub fn modality(&self) -> Option<(&'a str, Source)> {
        let (number, source) = self.doc.modality()?;
        Some((&self.doc.lexicon.studies.modalities[number as usize], source))
    }

    /// The ids of the parts of the body that are named.
    pub fn body_parts(&self) -> impl Iterator<Item = &'a str> {
        let named = self.doc.body_parts().map(|(parts, _)| parts).unwrap_or_default();
        let studies = &self.doc.lexicon.studies;
        named.numbers().map(|number| studies.body_parts[number as usize].id.as_str())
    }

    /// The place in the text of a range of tokens.
    pub fn span(&self, tokens: (u32, u32)) -> Span {
        self.doc.buffer.span(tokens.0, tokens.1)
    }

    /// The id of a finding.
    pub fn finding_id(&self, finding: FindingId) -> &str {
        &self.doc.lexicon.findings[finding.index()].id
    }

    /// The id of a site.
    pub fn site_id(&self, site: SiteId) -> &str {
        &self.doc.lexicon.sites[site.index()].id
    }
}
