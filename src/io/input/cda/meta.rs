//! The metadata in the header of a document: patient, order and study.

use super::attributes::{Attributes, attribute};
use crate::input::study::{modality, moment, put, region, side};
use crate::report::Meta;

/// The object identifier of the code system of modalities.
const DICOM: &str = "1.2.840.10008.2.16.4";

/// The header of a document, as far as it is used.
#[derive(Default)]
pub(super) struct Header {
    /// True after the first start tag.
    pub seen: bool,
    id: String,
    title: String,
    procedure: String,
    patient: String,
    accession: String,
    study: String,
    performed: String,
    written: String,
    modality: &'static str,
}

impl Header {
    /// Handles a start tag.
    pub fn start(&mut self, path: &[String], attributes: &Attributes) {
        self.seen = true;
        let value = |name| attribute(attributes, name);
        let path: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
        match path.as_slice() {
            ["id"] => {
                let either = [value("extension"), value("root")];
                set(&mut self.id, either.into_iter().find(|v| !v.is_empty()).unwrap_or_default());
            }
            ["code"] => set(&mut self.procedure, value("displayName")),
            ["effectiveTime"] => set(&mut self.written, value("value")),
            ["recordTarget", "patientRole", "id"] => set(&mut self.patient, value("extension")),
            ["inFulfillmentOf", "order", "id"] => set(&mut self.accession, value("extension")),
            ["documentationOf", "serviceEvent", "id"] if value("extension").is_empty() => set(&mut self.study, value("root")),
            ["documentationOf", "serviceEvent", "code"] if !value("displayName").is_empty() => {
                value("displayName").clone_into(&mut self.procedure);
            }
            ["documentationOf", "serviceEvent", "effectiveTime"] | ["documentationOf", "serviceEvent", "effectiveTime", "low"] => {
                set(&mut self.performed, value("value"));
            }
            _ => (),
        }
        if self.modality.is_empty() && value("codeSystem") == DICOM {
            self.modality = modality(value("code"), "").unwrap_or_default();
        }
    }

    /// Handles text in the header.
    pub fn words(&mut self, path: &[String], words: &str) {
        if path.len() == 2 && path[1] == "title" {
            self.title.push_str(words);
        }
    }

    /// The id of the document.
    pub fn id(&self) -> Option<String> {
        (!self.id.is_empty()).then(|| self.id.clone())
    }

    /// Adds the known values to `meta`.
    pub fn fill(&self, meta: &mut Meta) {
        put(meta, "patient_id", self.patient.as_str());
        put(meta, "accession", self.accession.as_str());
        let moments = [&self.performed, &self.written].map(|m| moment(m));
        let (date, time) = moments.into_iter().find(|m| !m.0.is_empty()).unwrap_or_default();
        put(meta, "study_date", date);
        put(meta, "study_time", time);
        let names = [self.procedure.as_str(), self.title.trim()];
        let named = names.iter().find_map(|name| modality("", name)).unwrap_or_default();
        put(meta, "modality", if self.modality.is_empty() { named } else { self.modality });
        put(meta, "body_part", names.iter().find_map(|name| region(name)).unwrap_or_default());
        put(meta, "side", names.iter().find_map(|name| side(name)).unwrap_or_default());
        put(meta, "procedure", names.into_iter().find(|n| !n.is_empty()).unwrap_or_default());
        put(meta, "study_instance_uid", self.study.as_str());
    }
}

/// Keeps the first value.
fn set(field: &mut String, value: &str) {
    if field.is_empty() {
        value.clone_into(field);
    }
}
