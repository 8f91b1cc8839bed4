//! JSON Lines for doccano: `{"text": ..., "label": [[start, end, label], ...]}`, offsets in code points.

use super::{line, lines, meta};
use crate::extract::Mention;
use crate::output::form::{Form, Table};
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};
use crate::text::{OffsetMap, OffsetUnit};
use serde_json::{Value, json};

/// The doccano form. A label is the id of the finding and its assertion, because spans in doccano have no attributes.
#[derive(Clone, Copy, Debug)]
pub struct Doccano;

impl Render for Doccano {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        let offsets = OffsetMap::new(report.doc.text, OffsetUnit::Char);
        let label = |mention: &Mention| {
            let span = report.span(mention.tokens);
            let [start, end] = [span.start, span.end].map(|byte| offsets.get(report.doc.text, byte));
            json!([
                start,
                end,
                format!("{}:{}", report.finding_id(mention.finding), mention.assertion.as_str())
            ])
        };
        let labels: Vec<Value> = report.mentions.iter().map(label).collect();
        let meta = meta(envelope);
        line(&mut out[0], &json!({ "text": report.doc.text, "label": labels, "meta": meta }));
    }
}

impl Form for Doccano {
    fn tables(&self) -> Vec<Table<'_>> {
        vec![lines()]
    }
}
