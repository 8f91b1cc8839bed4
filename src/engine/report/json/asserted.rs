//! The line that `radsift assert` writes for a record.

use crate::context::Context;
use crate::extract::Because;
use crate::report::Asserted;
use crate::report::record;
use crate::text::{OffsetMap, OffsetUnit, Span};
use crate::vocabulary::{Assertion, Certainty, Change, Experiencer, Temporality};
use serde::Serialize;
use serde_json::Value;

/// A target as it was asked for, and where it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The target of the record, as it came.
    pub wanted: Value,
    /// Its place in bytes of the text, or why it has none.
    pub place: Result<Span, String>,
}

/// Writes the contexts of targets as JSON Lines.
#[derive(Clone, Copy, Debug)]
pub struct AssertWriter {
    /// The unit of all offsets.
    pub unit: OffsetUnit,
}

#[derive(Serialize)]
struct AssertedLine<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset_unit: Option<OffsetUnit>,
    targets: Vec<TargetView<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum TargetView<'a> {
    Placed(Box<PlacedView<'a>>),
    Missing {
        #[serde(skip_serializing_if = "Option::is_none")]
        span: Option<&'a Value>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a Value>,
        error: &'a str,
    },
}

#[derive(Serialize)]
struct PlacedView<'a> {
    span: [u32; 2],
    text: &'a str,
    assertion: Assertion,
    certainty: Certainty,
    temporality: Temporality,
    experiencer: Experiencer,
    change: Option<Change>,
    because: Vec<record::Because>,
}

impl AssertWriter {
    /// Appends the line of one record. `asked` are its targets; those with a place are, in order, those of `asserted`.
    pub fn write(&self, out: &mut Vec<u8>, id: &str, asked: &[Asked], asserted: &Asserted<'_>, offsets: &OffsetMap) {
        let mut contexts = asserted.contexts.iter();
        let target = |asked| target(asked, &mut contexts, asserted, offsets);
        let line = AssertedLine {
            id,
            offset_unit: (self.unit != OffsetUnit::Char).then_some(self.unit),
            targets: asked.iter().filter_map(target).collect(),
        };
        let done = serde_json::to_writer(&mut *out, &line);
        debug_assert!(done.is_ok(), "writing to memory cannot fail");
        out.push(b'\n');
    }
}

fn target<'a>(
    asked: &'a Asked,
    contexts: &mut std::slice::Iter<'a, Context>,
    asserted: &'a Asserted<'a>,
    offsets: &OffsetMap,
) -> Option<TargetView<'a>> {
    let place = |span: Span| [span.start, span.end].map(|byte| offsets.get(asserted.text, byte));
    let span = match &asked.place {
        Ok(span) => *span,
        Err(error) => {
            return Some(TargetView::Missing {
                span: asked.wanted.get("span"),
                text: asked.wanted.get("text"),
                error,
            });
        }
    };
    let context = contexts.next()?;
    let because = |b: &Because| record::Because {
        rule: asserted.lexicon.rule_name(b.rule),
        span: place(asserted.buffer.span(b.tokens.0, b.tokens.1)),
        lost: b.lost,
    };
    Some(TargetView::Placed(Box::new(PlacedView {
        span: place(span),
        text: span.of(asserted.text),
        assertion: context.assertion,
        certainty: context.certainty,
        temporality: context.temporality,
        experiencer: context.experiencer,
        change: context.change,
        because: context.because.iter().map(because).collect(),
    })))
}
