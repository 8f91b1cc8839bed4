//! How sources and their entries are opened.

use super::fields::Fields;
use super::format::Format;
#[cfg(feature = "archives")]
use super::format::unpacked;
#[cfg(feature = "archives")]
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

/// The options that a source passes on to its entries.
#[derive(Clone)]
pub(super) struct SourceOptions {
    /// The names of fields and columns.
    pub fields: Arc<Fields>,
    /// The format of entries, overriding their extensions; with [`Format::Auto`] the extensions decide.
    pub from: Format,
    /// When set, sources in formats other than these, and sources that can be read only once, are left out.
    pub only: Option<&'static [Format]>,
    /// True inside an archive.
    pub inside: bool,
    /// True for a source that can be read only once.
    pub once: bool,
    /// Set to the column that may hold the date of the study, when a table has no other date.
    pub other_date: Arc<OnceLock<String>>,
    /// Set when a source that can be read only once contains HL7 messages.
    pub met_once: Arc<AtomicBool>,
}

impl SourceOptions {
    /// Options for sources whose entries have the format `from`.
    pub fn new(from: Format) -> Self {
        Self {
            fields: Arc::default(),
            from,
            only: None,
            inside: false,
            once: false,
            other_date: Arc::default(),
            met_once: Arc::default(),
        }
    }

    /// True for a source that is certainly in this format and is left out.
    pub fn leaves_out(&self, format: Format) -> bool {
        // A text in an archive may turn out to be an HL7 message, and JSON Lines to be FHIR resources.
        let open = format == Format::Auto || (self.inside && matches!(format, Format::Text | Format::JsonLines));
        self.only.is_some_and(|only| !only.contains(&format) && !open)
    }
}

#[cfg(feature = "archives")]
impl SourceOptions {
    /// The options for the entries of an archive.
    pub fn inside(&self) -> Self {
        Self {
            inside: true,
            ..self.clone()
        }
    }

    /// The format of the entry with this path; `None` for an entry that is not read.
    pub fn format_of_entry(&self, path: &Path) -> Option<Format> {
        if is_log(path) {
            return matches!(self.from, Format::Auto | Format::Hl7).then_some(self.from);
        }
        match Format::of(path)? {
            Format::Auto => Some(Format::Auto),
            format => Some(if self.from == Format::Auto { format } else { self.from }),
        }
    }

    /// The options for the entry with this path: a log file is only read for the messages in it.
    pub fn of_entry(&self, path: &Path) -> Self {
        let only = if is_log(path) { Some(&[Format::Hl7][..]) } else { self.only };
        Self { only, ..self.clone() }
    }

    /// True for an entry that is left out because of its extension, without being opened.
    pub fn leaves_out_entry(&self, path: &Path) -> bool {
        self.format_of_entry(path).is_some_and(|format| self.leaves_out(format))
    }
}

#[cfg(feature = "archives")]
/// True for the log file of a program, compressed or not: it may contain messages.
fn is_log(path: &Path) -> bool {
    unpacked(path).extension().is_some_and(|e| e.eq_ignore_ascii_case("log"))
}
