//! The imaging floor, the stated grades and the therapy.

use crate::report::{Basis, Discordance, FloorValue};
use crate::vocabulary::{Assertion, Certainty, Role, Temporality};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What imaging and the author say of the neurotoxicity grade. A lower bound for research, never a clinical grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Icans {
    /// The lower bound that imaging sets.
    pub imaging_floor: ImagingFloor,
    /// The grades stated.
    pub stated: Vec<StatedGrade>,
    /// Grades of other toxicities, each on a scale of its own; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated_apart: Vec<StatedGrade>,
    /// Whether the two agree.
    pub discordance: Discordance,
    /// The therapy that the text names; left out where it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub therapy: Option<Therapy>,
}

/// The imaging floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImagingFloor {
    /// The floor.
    pub value: FloorValue,
    /// The highest floor the hedged statements allow; null where there are none.
    pub upper: Option<u8>,
    /// Why it is set aside; null where it is not.
    pub reason: Option<String>,
    /// Whether it was said or follows from what was said; left out where no floor is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Remarks for a reviewer; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub review: Vec<String>,
}

/// A grade that the text states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatedGrade {
    /// The scale; `unspecified` when none is named.
    pub scale: String,
    /// The lower end.
    pub low: u8,
    /// The upper end.
    pub high: u8,
    /// How firmly.
    pub certainty: Certainty,
    /// When.
    pub temporality: Temporality,
    /// Who states it: `radiologist`, or `clinical_details` when it stands in the request.
    pub asserted_by: String,
    /// What the section it stands in is.
    pub section: Role,
    /// The words.
    pub span: [u32; 2],
    /// Whether the author says it holds.
    pub assertion: Assertion,
    /// `>=` or `<=`; left out where not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inequality: Option<String>,
    /// True when it is a worst grade of the past; left out otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub peak: bool,
}

/// The therapy after which the study was made, as far as the text says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Therapy {
    /// The product's id; null where none is named.
    pub product: Option<String>,
    /// The kind of therapy (`car_t`, `bispecific`).
    #[serde(default)]
    pub kind: String,
    /// The day after infusion; null where nothing is said.
    pub day: Option<u16>,
    /// The words, in order.
    pub spans: Vec<[u32; 2]>,
}
