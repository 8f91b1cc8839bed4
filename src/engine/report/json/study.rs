//! The kind of study.

use super::list::Frame;
use super::rendered::{field, json};
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
        let modality = report.modality();
        let parts = report.doc.body_parts();
        let region = report.doc.region();
        Self {
            modality: modality.map(|(id, _)| id),
            modality_from: modality.map(|(_, source)| source),
            body_parts: PartNames { report },
            body_parts_from: parts.map(|(_, source)| source),
            region: region.map(|(region, _)| region.as_str()),
            region_from: region.map(|(_, source)| source),
        }
    }
}

impl StudyView<'_> {
    /// Appends the same bytes as the serialiser does, in fewer steps.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        fn maybe<T: Serialize>(out: &mut Vec<u8>, name: &[u8], value: Option<T>) {
            out.extend_from_slice(name);
            match value {
                Some(value) => json(out, &value),
                None => out.extend_from_slice(b"null"),
            }
        }
        maybe(out, b"{\"modality\":", self.modality);
        maybe(out, b",\"modality_from\":", self.modality_from);
        match self.body_parts_from {
            Some(source) => {
                field(out, b",\"body_parts\":", &self.body_parts);
                field(out, b",\"body_parts_from\":", &source);
            }
            None => out.extend_from_slice(b",\"body_parts\":[],\"body_parts_from\":null"),
        }
        maybe(out, b",\"region\":", self.region);
        maybe(out, b",\"region_from\":", self.region_from);
        out.push(b'}');
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
