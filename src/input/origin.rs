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
    /// Which columns make a record, in tables.
    pub(super) columns: Option<Columns>,
}
