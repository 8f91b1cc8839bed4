//! How sources and their entries are opened.

use super::fields::Fields;
use super::format::Format;
#[cfg(feature = "archives")]
use super::format::unpacked;
#[cfg(feature = "archives")]
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What is the same for a source and its entries.
#[derive(Clone)]
pub(super) struct SourceOptions {
    /// The names of fields and columns.
    pub fields: Arc<Fields>,
    /// How entries are written, whatever their endings; [`Format::Auto`] for what these say.
    pub from: Format,
    /// What is written otherwise, and what can be read only once, is left out.
    pub only: Option<Format>,
    /// True inside an archive.
    pub inside: bool,
    /// True in what can be read only once.
    pub once: bool,
    /// Set when HL7 messages are met in what can be read only once.
    pub met_once: Arc<AtomicBool>,
}

impl SourceOptions {
    /// Entries of archives are written as `from` says.
    pub fn new(from: Format) -> Self {
        Self {
            fields: Arc::default(),
            from,
            only: None,
            inside: false,
            once: false,
            met_once: Arc::default(),
        }
    }

    /// True for what is written so for certain, and left out.
    pub fn leaves_out(&self, format: Format) -> bool {
        // A text of an archive may turn out to be a message.
        let open = format == Format::Auto || (self.inside && format == Format::Text);
        self.only.is_some_and(|only| only != format && !open)
    }
}

#[cfg(feature = "archives")]
impl SourceOptions {
    /// The same inside an archive.
    pub fn inside(&self) -> Self {
        Self {
            inside: true,
            ..self.clone()
        }
    }

    /// How the entry of this path is written; nothing for one that is not read.
    pub fn format_of_entry(&self, path: &Path) -> Option<Format> {
        if is_log(path) {
            return matches!(self.from, Format::Auto | Format::Hl7).then_some(self.from);
        }
        match Format::of(path)? {
            Format::Auto => Some(Format::Auto),
            format => Some(if self.from == Format::Auto { format } else { self.from }),
        }
    }

    /// How the entry of this path is opened: a log only for the messages in it.
    pub fn of_entry(&self, path: &Path) -> Self {
        let only = if is_log(path) { Some(Format::Hl7) } else { self.only };
        Self { only, ..self.clone() }
    }

    /// True for an entry, whose ending is known, that is left out unopened.
    pub fn leaves_out_entry(&self, path: &Path) -> bool {
        self.format_of_entry(path).is_some_and(|format| self.leaves_out(format))
    }
}

#[cfg(feature = "archives")]
/// True for a log of a program, packed or not: messages may stand in it.
fn is_log(path: &Path) -> bool {
    unpacked(path).extension().is_some_and(|e| e.eq_ignore_ascii_case("log"))
}
