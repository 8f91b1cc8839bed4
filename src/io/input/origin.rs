//! The origin of a record: what is needed to decode it and to name it in messages.

use super::format::Format;
use super::table::Columns;

/// A file, or an entry of an archive, that has been opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The name used in messages: `folder/archive.zip!/entry.txt` for entries.
    pub name: String,
    /// The id of its record, when the whole source is one report.
    pub id: String,
    /// Its format; never [`Format::Auto`] for a source that could be opened.
    pub format: Format,
    /// The number of the entry in the archive, from 1; 0 outside archives.
    pub entry: u32,
    /// The columns that make a record, in tables.
    pub(super) columns: Option<Columns>,
}

impl Origin {
    /// A source or an entry that has not been opened yet.
    pub(super) fn new(name: String, id: String, format: Format) -> Self {
        Self {
            name,
            id,
            format,
            entry: 0,
            columns: None,
        }
    }
}
