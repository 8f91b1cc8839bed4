//! How a source is written.

use std::path::Path;

/// How a source is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Whatever its first bytes say.
    Auto,
    /// The whole source is one report.
    #[default]
    Text,
    /// One JSON object a line.
    JsonLines,
    /// HL7 v2 messages: bare, framed, in batches or inside log files.
    Hl7,
    /// FHIR R4: resources, one after the other, or bundles of them.
    Fhir,
    /// CDA documents, one after the other.
    Cda,
    /// A table with commas.
    Csv,
    /// A table with tabs.
    Tsv,
    /// A table in columns.
    Parquet,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 9] = [
        Self::Auto,
        Self::Text,
        Self::JsonLines,
        Self::Hl7,
        Self::Fhir,
        Self::Cda,
        Self::Csv,
        Self::Tsv,
        Self::Parquet,
    ];

    /// The format that a file's name speaks of. [`Format::Auto`] for archives; `.gz` and `.zst` do not count. What macOS puts beside its files,
    /// under their names with `._` in front, has none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        if path.file_name()?.as_encoded_bytes().starts_with(b"._") {
            return None;
        }
        let path = unpacked(path);
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "rtf" => Some(Format::Text),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            "hl7" | "oru" => Some(Format::Hl7),
            "json" => Some(Format::Fhir),
            "xml" | "cda" | "ccda" => Some(Format::Cda),
            "csv" => Some(Format::Csv),
            "tsv" | "tab" => Some(Format::Tsv),
            "parquet" | "pq" => Some(Format::Parquet),
            "zip" | "tar" | "tgz" | "tzst" => Some(Format::Auto),
            _ => None,
        }
    }
}

/// A path without the ending of a packed file.
pub(super) fn unpacked(path: &Path) -> &Path {
    match path.extension().and_then(|e| e.to_str()) {
        Some(e) if ["gz", "zst"].iter().any(|p| e.eq_ignore_ascii_case(p)) => path.file_stem().map_or(path, Path::new),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_speak_of_formats() {
        for (name, format) in [
            ("a/b.TXT", Some(Format::Text)),
            ("b.jsonl.gz", Some(Format::JsonLines)),
            ("b.csv.ZST", Some(Format::Csv)),
            ("b.tar.gz", Some(Format::Auto)),
            ("b.tgz", Some(Format::Auto)),
            ("image.nii.gz", None),
            ("b.gz", None),
            ("a/._b.txt", None),
            ("b", None),
        ] {
            assert_eq!(Format::of(Path::new(name)), format, "{name}");
        }
    }
}
