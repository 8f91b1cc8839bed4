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
}

impl Format {
    /// The format that a file's name speaks of.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" => Some(Format::Text),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            _ => None,
        }
    }
}
