//! The record of one report as a value of its own: what `radsift extract` writes as one line of JSON, with the same fields in the same order.
//!
//! The types here are the output contract `radsift/report/1`; the JSON Schema is made from them. Reading a record ignores fields that it does not
//! know, so that records of later versions can be read. Spans are `[first, one past the last]`, half-open, in the unit of
//! [`Record::offset_unit`], into the text as received.
//!
//! ```
//! use radsift::{Extractor, Record};
//!
//! let record = Extractor::new()?.extract("CT head. No acute infarct.");
//! let line = serde_json::to_string(&record)?;
//! let same: Record = serde_json::from_str(&line)?;
//! assert_eq!(same, record);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod build;
mod finding;
mod icans;
mod stated;
mod statement;
mod study;

pub use finding::{Attribution, Because, Finding, Site, Size};
pub use icans::{Icans, ImagingFloor, StatedGrade, Therapy};
pub use statement::{Comparison, Recommendation, Unread, UnreadKind};
pub use study::Study;

use super::{Basis, FlagValue, Meta, Status, Warning};
use crate::text::OffsetUnit;
use crate::vocabulary::Role;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};

/// The value of the record's `schema` field.
pub const SCHEMA: &str = "radsift/report/1";

/// One report: what radsift read in it, with the words and the rules for each answer. For research; not a medical device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "radsift report, version 1")]
pub struct Record {
    /// The version of this contract.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// The rules it was read by: changes when a lexicon or the engine does.
    pub ruleset: String,
    /// The record's id.
    pub id: String,
    /// The unit of all offsets; Unicode code points when it is left out.
    #[serde(default, skip_serializing_if = "OffsetUnit::is_char")]
    pub offset_unit: OffsetUnit,
    /// What came with the text, as it came.
    pub meta: Meta,
    /// The parts of the report, in order.
    pub sections: Vec<Section>,
    /// Every statement about a finding, in order of place.
    pub findings: Vec<Finding>,
    /// One status a finding, over the statements about this study. A finding that is not listed is not stated.
    pub summary: Vec<Summary>,
    /// The flags of the rule set of which something is said. A flag that is not listed is not stated.
    pub flags: Vec<Flag>,
    /// The imaging floor and the stated grades of the neurotoxicity syndrome.
    pub icans: Icans,
    /// The kind of study.
    #[serde(default)]
    pub study: Study,
    /// Earlier studies that this one is compared with; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparisons: Vec<Comparison>,
    /// What the author advises to do next; left out where there is nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<Recommendation>,
    /// What findings and impression say that no rule took; left out where there is nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Unread>,
    /// The share of content words of findings and impression that was read, 0 to 1; left out where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    pub coverage: Option<f32>,
    /// What had to be put right to read the record.
    pub warnings: Vec<Warning>,
}

/// A part of the report below one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// What its text is.
    pub role: Role,
    /// The heading's place; null where there is no heading.
    pub heading: Option<[u32; 2]>,
    /// The place of the text below the heading.
    pub span: [u32; 2],
}

/// The status of one finding over the whole report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// A finding's id.
    pub finding: String,
    /// Its status.
    pub status: Status,
    /// The numbers of the statements it comes from.
    pub mentions: Vec<u32>,
}

/// One flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Flag {
    /// The flag's id.
    pub flag: String,
    /// Its value.
    pub value: FlagValue,
    /// Whether it was said or follows from what was said.
    pub basis: Basis,
    /// The numbers of the statements it comes from.
    pub mentions: Vec<u32>,
}

/// The JSON Schema of [`Record`] as it is written.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Record>()
}
