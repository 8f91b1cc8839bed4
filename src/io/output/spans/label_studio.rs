//! JSON Lines for Label Studio: one task with one prediction per line; offsets in UTF-16 code units, as in its editor.

use super::{attributes, line, lines, meta};
use crate::extract::Mention;
use crate::output::form::{Form, Table};
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};
use crate::text::{OffsetMap, OffsetUnit};
use serde_json::{Value, json};

/// The Label Studio form.
#[derive(Clone, Debug)]
pub struct LabelStudio {
    version: String,
}

impl LabelStudio {
    /// For reports read with this rule set.
    pub fn new(ruleset: &str) -> Self {
        let version = format!("radsift {} {ruleset}", env!("CARGO_PKG_VERSION"));
        Self { version }
    }
}

impl Render for LabelStudio {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        let offsets = OffsetMap::new(report.doc.text, OffsetUnit::Utf16);
        let mut result = Vec::new();
        for (n, mention) in report.mentions.iter().enumerate() {
            regions(n, mention, report, &offsets, &mut result);
        }
        let task = json!({
            "data": { "text": report.doc.text, "meta": meta(envelope) },
            "predictions": [{ "model_version": self.version, "result": result }],
        });
        line(&mut out[0], &task);
    }
}

/// The label of a finding, and its attributes as choices for the same region.
fn regions(n: usize, mention: &Mention, report: &Report<'_>, offsets: &OffsetMap, out: &mut Vec<Value>) {
    let span = report.span(mention.tokens);
    let [start, end] = [span.start, span.end].map(|byte| offsets.get(report.doc.text, byte));
    let (id, words) = (n.to_string(), span.of(report.doc.text));
    out.push(json!({
        "id": id, "from_name": "finding", "to_name": "text", "type": "labels",
        "value": { "start": start, "end": end, "text": words, "labels": [report.finding_id(mention.finding)] },
    }));
    for (name, value) in attributes(mention) {
        out.push(json!({
            "id": id, "from_name": name.to_lowercase(), "to_name": "text", "type": "choices",
            "value": { "start": start, "end": end, "text": words, "choices": [value] },
        }));
    }
}

impl Form for LabelStudio {
    fn tables(&self) -> Vec<Table<'_>> {
        vec![lines()]
    }
}
