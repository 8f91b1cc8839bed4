//! Findings as labelled spans, for annotation tools.

#[cfg(feature = "archives")]
mod brat;
mod doccano;
mod label_studio;
#[cfg(feature = "archives")]
mod tar;

#[cfg(feature = "archives")]
pub use brat::Brat;
pub use doccano::Doccano;
pub use label_studio::LabelStudio;

use super::form::Table;
use crate::extract::Mention;
use crate::report::{Envelope, Meta};
use crate::vocabulary::{Certainty, Temporality};
use serde_json::{Map, Value, json};

/// The attributes of a finding. Default values are left out, except that of the assertion.
fn attributes(mention: &Mention) -> Vec<(&'static str, &'static str)> {
    let mut out = vec![("Assertion", mention.assertion.as_str())];
    if mention.certainty != Certainty::Definite {
        out.push(("Certainty", mention.certainty.as_str()));
    }
    if mention.temporality != Temporality::Current {
        out.push(("Temporality", mention.temporality.as_str()));
    }
    out.extend(mention.change.map(|change| ("Change", change.as_str())));
    out
}

/// The metadata of a report, with its id.
fn meta(envelope: &Envelope<'_>) -> Value {
    let Meta(came) = envelope.meta;
    let mut meta: Map<String, Value> = came.clone();
    meta.insert("id".to_owned(), json!(envelope.id));
    Value::Object(meta)
}

/// A table of JSON Lines.
fn lines() -> Table<'static> {
    Table::plain("part", "jsonl", Vec::new())
}

/// Appends a line of JSON.
fn line(out: &mut Vec<u8>, value: &Value) {
    let written = serde_json::to_writer(&mut *out, value);
    debug_assert!(written.is_ok(), "writing to memory cannot fail");
    out.push(b'\n');
}
