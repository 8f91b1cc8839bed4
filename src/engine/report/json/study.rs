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
    /// The modality, as a code of DICOM; left out where it is not known or contradictory.
    #[serde(skip_serializing_if = "Option::is_none")]
    modality: Option<&'a str>,
    /// Where the modality is known from; left out where the words of the findings tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    modality_from: Option<Source>,
    /// The parts of the body that are named; left out where none is.
    #[schemars(with = "Option<Vec<String>>")]
    #[serde(skip_serializing_if = "PartNames::is_empty")]
    body_parts: PartNames<'a>,
    /// Where they are named; left out where the words of the findings tell them.
    #[serde(skip_serializing_if = "Option::is_none")]
    body_parts_from: Option<Source>,
    /// The region that decides where the words for a finding do not: `brain`, `spine` or `elsewhere`; left out where nothing
    /// tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'static str>,
    /// Where the region is known from: that of the parts of the body that are named; left out where it is that of the places that the text speaks
    /// of.
    #[serde(skip_serializing_if = "Option::is_none")]
    region_from: Option<Source>,
}

impl<'a> StudyView<'a> {
    /// The view of a report's study.
    pub fn new(frame: Frame<'a>) -> Self {
        let report = frame.report;
        let modality = report.modality();
        let parts = report.doc.body_parts();
        let region = report.doc.region();
        Self {
            modality: modality.map(|(id, _)| id),
            modality_from: modality.and_then(|(_, source)| apart_from_words(source)),
            body_parts: PartNames { report },
            body_parts_from: parts.and_then(|(_, source)| apart_from_words(source)),
            region: region.map(|(region, _)| region.as_str()),
            region_from: region.and_then(|(_, source)| apart_from_words(source)),
        }
    }
}

/// A source that is written: most reports have no metadata, so that the words are what tells when nothing else is said.
fn apart_from_words(source: Source) -> Option<Source> {
    (source != Source::Words).then_some(source)
}

/// The ids of the parts of the body.
struct PartNames<'a> {
    report: &'a Report<'a>,
}

impl PartNames<'_> {
    fn is_empty(&self) -> bool {
        self.report.body_parts().next().is_none()
    }
}

impl Serialize for PartNames<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.report.body_parts())
    }
}
