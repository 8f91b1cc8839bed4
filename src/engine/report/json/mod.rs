//! The output contract, version 1: one JSON object a report.
//!
//! The views are the contract: their field names, order and null rules are what other programs read, and the JSON
//! Schema is made from them. They borrow the report and are serialised straight from it. `write` is the same in fewer steps,
//! for runs over millions of reports; a test holds the two together byte by byte.

mod asserted;
mod because;
mod finding;
mod icans;
mod level;
mod list;
mod record;
mod rendered;
mod serializer;
mod statements;
mod study;
#[cfg(test)]
mod tests;
mod warning;
mod word;
mod write;

pub use asserted::{Asked, AssertWriter};
pub use level::LevelName;
pub use record::{Record, SCHEMA, schema};
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
