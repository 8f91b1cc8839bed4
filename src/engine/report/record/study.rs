//! The kind of study.

use crate::study::Source;
use crate::vocabulary::Region;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kind of study, as metadata says it or else the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Study {
    /// The modality, as a code of DICOM; left out where it is not known or contradictory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<String>,
    /// Where the modality is known from; left out where the words of the findings tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality_from: Option<Source>,
    /// The parts of the body that are named; left out where none is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body_parts: Vec<String>,
    /// Where they are named; left out where the words of the findings tell them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_parts_from: Option<Source>,
    /// The region that decides where the words for a finding do not; left out where nothing tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// Where the region is known from: that of the parts of the body that are named; left out where it is that of the places that the text
    /// speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_from: Option<Source>,
}
