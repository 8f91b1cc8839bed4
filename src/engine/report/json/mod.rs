//! Records as JSON Lines, written straight from what was read: the same bytes as [`Record`](super::Record) gives, in fewer steps, for runs over
//! millions of reports. Tests hold the two together byte by byte.

mod asserted;
mod extras;
mod level;
mod rendered;
mod serializer;
mod statements;
#[cfg(test)]
mod tests;
mod warning;
mod word;
mod write;

pub use asserted::{Asked, AssertWriter};
pub use level::LevelName;
pub use warning::{Warning, WarningCode};
pub use word::contract_word;
pub use write::JsonWriter;

use super::Meta;

/// What is known of a record besides what was read in its text.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// The record's id.
    pub id: &'a str,
    /// What came with the text.
    pub meta: &'a Meta,
    /// What had to be put right to read it.
    pub warnings: &'a [Warning],
}
