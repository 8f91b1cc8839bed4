//! The formats of sources.

use std::path::Path;

/// The format of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Detected from the first bytes.
    Auto,
    /// The whole source is one report.
    #[default]
    Text,
    /// One JSON object per line.
    JsonLines,
    /// HL7 v2 messages: bare, framed, in batches or in log files.
    Hl7,
    /// FHIR R4: concatenated resources, or bundles.
    Fhir,
    /// Concatenated CDA documents.
    Cda,
    /// A table with commas.
    Csv,
    /// A table with tabs.
    Tsv,
    /// A Parquet file.
    Parquet,
}

/// The name of a format, and the extensions of its files.
struct Naming {
    format: Format,
    name: &'static str,
    about: &'static str,
    endings: &'static [&'static str],
}

const NAMINGS: &[Naming] = &[
    Naming {
        format: Format::Auto,
        name: "auto",
        about: "What the first bytes show",
        // Archives: their entries have extensions of their own.
        endings: &["zip", "tar", "tgz", "tzst"],
    },
    Naming {
        format: Format::Text,
        name: "text",
        about: "The whole input is one report",
        endings: &["txt", "rtf"],
    },
    Naming {
        format: Format::JsonLines,
        name: "jsonl",
        about: "One JSON object a line",
        endings: &["jsonl", "ndjson"],
    },
    Naming {
        format: Format::Csv,
        name: "csv",
        about: "A table with commas, or another delimiter, and a header",
        endings: &["csv"],
    },
    Naming {
        format: Format::Tsv,
        name: "tsv",
        about: "A table with tabs and a header",
        endings: &["tsv", "tab"],
    },
    Naming {
        format: Format::Parquet,
        name: "parquet",
        about: "A Parquet file",
        endings: &["parquet", "pq"],
    },
    Naming {
        format: Format::Hl7,
        name: "hl7",
        about: "HL7 v2 report messages: bare, framed, in batches or log files",
        endings: &["hl7", "oru"],
    },
    Naming {
        format: Format::Fhir,
        name: "fhir",
        about: "FHIR R4 DiagnosticReport: JSON, one or many, or bundles",
        endings: &["json"],
    },
    Naming {
        format: Format::Cda,
        name: "cda",
        about: "CDA documents",
        endings: &["xml", "cda", "ccda"],
    },
];

impl Format {
    /// All formats, each with its name on the command line and a description.
    pub fn all() -> impl Iterator<Item = (Self, &'static str, &'static str)> {
        NAMINGS.iter().map(|naming| (naming.format, naming.name, naming.about))
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        Self::all().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// The format of a file name. [`Format::Auto`] for archives; `.gz` and `.zst` are ignored. The files that macOS puts beside others,
    /// with the same name and `._` in front, have none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        if path.file_name()?.as_encoded_bytes().starts_with(b"._") {
            return None;
        }
        let path = unpacked(path);
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let naming = NAMINGS.iter().find(|naming| naming.endings.contains(&ending.as_str()))?;
        Some(naming.format)
    }
}

/// A path without the extension of a compressed file.
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
