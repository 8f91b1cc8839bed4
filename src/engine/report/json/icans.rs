//! The imaging floor and the stated grades.

use super::list::{Frame, List, Place, Row};
use crate::report::{Basis, Discordance, FloorValue, Icans, StatedGrade};
use crate::vocabulary::{Assertion, Certainty, Role, Temporality};
use schemars::JsonSchema;
use serde::Serialize;

/// What imaging and the author say of the neurotoxicity grade. A lower bound for research, never a clinical grade.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Icans")]
pub struct IcansView<'a> {
    /// The lower bound that imaging sets.
    imaging_floor: FloorView<'a>,
    /// The grades stated.
    stated: List<'a, StatedGrade>,
    /// Whether the two agree.
    discordance: Discordance,
}

impl<'a> IcansView<'a> {
    /// The view of `icans`.
    pub fn new(icans: &'a Icans, frame: Frame<'a>) -> Self {
        let floor = &icans.floor;
        let imaging_floor = FloorView {
            value: floor.value,
            upper: floor.upper,
            reason: floor.reason.as_deref(),
            basis: floor.basis,
            review: &floor.review,
        };
        Self {
            imaging_floor,
            stated: frame.list(&icans.stated),
            discordance: icans.discordance,
        }
    }
}

/// The imaging floor.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ImagingFloor")]
pub struct FloorView<'a> {
    /// The floor.
    value: FloorValue,
    /// The highest floor the hedged statements allow; null where there are none.
    upper: Option<u8>,
    /// Why it is set aside; null where it is not.
    reason: Option<&'a str>,
    /// Whether it was said or follows from what was said; left out where no floor is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<Basis>,
    /// Remarks for a reviewer; left out where there are none.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    review: &'a [&'static str],
}

/// A grade that the text states.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatedGrade")]
pub struct StatedView<'a> {
    /// The scale; `unspecified` when none is named.
    scale: &'a str,
    /// The lower end.
    low: u8,
    /// The upper end.
    high: u8,
    /// How firmly.
    certainty: Certainty,
    /// When.
    temporality: Temporality,
    /// Who states it.
    asserted_by: &'static str,
    /// What the section it stands in is.
    section: Role,
    /// The words.
    span: Place,
    /// Whether the author says it holds.
    assertion: Assertion,
    /// `>=` or `<=`; left out where not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    inequality: Option<&'static str>,
    /// True when it is a worst grade of the past; left out otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    peak: bool,
}

impl Row for StatedGrade {
    type View<'a> = StatedView<'a>;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> StatedView<'a> {
        StatedView {
            scale: &self.scale,
            low: self.low,
            high: self.high,
            certainty: self.certainty,
            temporality: self.temporality,
            asserted_by: self.asserted_by,
            section: self.section,
            span: frame.place(self.span),
            assertion: self.assertion,
            inequality: self.inequality,
            peak: self.peak,
        }
    }
}
