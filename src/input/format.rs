//! How a source is written.

use std::path::Path;

/// How a source is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The whole source is one report.
    #[default]
    Text,
    /// One JSON object a line.
    JsonLines,
    /// HL7 v2 messages: bare, framed, in batches or inside log files.
    Hl7,
    /// FHIR R4: resources, one after the other, or bundles of them.
    Fhir,
    /// One CDA document.
    Cda,
}

impl Format {
    /// The format that a file's name speaks of.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "rtf" => Some(Format::Text),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            "hl7" | "oru" => Some(Format::Hl7),
            "json" => Some(Format::Fhir),
            "xml" | "cda" | "ccda" => Some(Format::Cda),
            _ => None,
        }
    }
}
