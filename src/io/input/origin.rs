//! Where a record comes from, as far as it takes to decode it and to speak of it.

use super::format::Format;
use super::table::Columns;

/// A file, or an entry of an archive, that has been opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The name used in messages: `folder/archive.zip!/entry.txt` for entries.
    pub name: String,
    /// The id of its record, where the whole is one report.
    pub id: String,
    /// How it is written: never [`Format::Auto`] for what could be opened.
    pub format: Format,
    /// Which entry of the archive it is, from 1; 0 for what is no entry.
    pub entry: u32,
    /// Which columns make a record, in tables.
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
