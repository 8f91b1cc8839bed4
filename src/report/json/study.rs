//! The kind of study.

use super::list::Frame;
use crate::report::Report;
use crate::study::Source;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// The kind of study, as metadata says it or else the text.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Study")]
pub struct StudyView<'a> {
    /// The modality, as a code of DICOM; null where it is not known or contradictory.
    modality: Option<&'a str>,
    /// Where the modality is known from.
    modality_from: Option<Source>,
    /// The parts of the body that are named.
    #[schemars(with = "Vec<String>")]
    body_parts: PartNames<'a>,
    /// Where they are named.
    body_parts_from: Option<Source>,
    /// The region that decides where the words for a finding do not: `brain`, `spine` or `elsewhere`.
    region: Option<&'static str>,
    /// Where the region is known from: the parts of the body that are named, or the places that the text speaks of.
    region_from: Option<Source>,
}

impl<'a> StudyView<'a> {
    /// The view of a report's study.
    pub fn new(frame: Frame<'a>) -> Self {
        let report = frame.report;
        let pages = report.pages();
        let modality = report.study.modality(&pages);
        let parts = report.study.body_parts(&pages);
        let region = report.study.region(&pages);
        Self {
            modality: modality.map(|(number, _)| report.lexicon.studies.modalities[number as usize].as_str()),
            modality_from: modality.map(|(_, source)| source),
            body_parts: PartNames { report },
            body_parts_from: parts.map(|(_, source)| source),
            region: region.map(|(region, _)| region.as_str()),
            region_from: region.map(|(_, source)| source),
        }
    }
}

/// The ids of the parts of the body.
struct PartNames<'a> {
    report: &'a Report<'a>,
}

impl Serialize for PartNames<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.report.body_parts())
    }
}
