//! The output of commands that print one result: tables for people, or JSON.

use crate::error::Error;

/// The form of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum PrintForm {
    /// Tables for people
    Text,
    /// One JSON object for programs
    Json,
}

/// A value as indented JSON.
pub(super) fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    let text = serde_json::to_string_pretty(value).map_err(|e| Error::usage(format!("no JSON: {e}")))?;
    Ok(text + "\n")
}
