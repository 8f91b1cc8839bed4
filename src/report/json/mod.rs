//! The output contract, version 1: one JSON object a report.
//!
//! The views in `views` are the contract: their field names, order and null rules are what other programs read, and the JSON
//! Schema is made from them. They borrow the report and are serialised straight from it. `write` is the same in fewer steps,
//! for runs over millions of reports; a test holds the two together byte by byte.

mod level;
mod list;
mod views;
mod warning;
mod write;

pub use views::{Record, SCHEMA, schema};
pub use warning::{Warning, WarningCode};
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
