//! Hits with their places as people and programs count them.

use crate::document::Document;
use crate::lint::hit::Hit;
use crate::lint::page::Severity;
use crate::lint::rules::rule;
use crate::text::{OffsetMap, Span};
use serde::Serialize;

/// A hit of a report.
#[derive(Clone, Debug, Serialize)]
pub struct Placed {
    /// The id of the report.
    pub id: String,
    /// The code of the rule.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: &'static str,
    /// The places, the first is the main one.
    pub marks: Vec<PlacedMark>,
    /// Stands for rule and wording, wherever they stand: for the baseline.
    pub key: String,
    /// The characters that can safely be taken out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete: Option<[u32; 2]>,
}

/// A place with what is said there.
#[derive(Clone, Debug, Serialize)]
pub struct PlacedMark {
    /// Offsets in the unit asked for, by default code points.
    pub span: [u32; 2],
    /// Where it begins.
    pub start: Place,
    /// Where it ends.
    pub end: Place,
    /// What is said there.
    pub label: String,
}

/// A line and a column, both from 1; columns count code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl Placed {
    /// A hit in a report.
    pub fn new(id: &str, hit: &Hit, doc: &Document<'_>, offsets: &OffsetMap) -> Self {
        let text = doc.text;
        let offset = |byte: u32| offsets.get(text, byte);
        let span = |span: Span| [offset(span.start), offset(span.end)];
        let known = rule(hit.code);
        Self {
            id: id.to_owned(),
            code: hit.code,
            name: known.map_or("", |rule| &rule.page().name),
            severity: known.map_or(Severity::Warning, |rule| rule.severity()),
            message: hit.message.clone(),
            advice: known.map_or("", |rule| &rule.page().advice),
            marks: hit
                .marks
                .iter()
                .map(|mark| PlacedMark {
                    span: span(mark.span),
                    start: place(text, mark.span.start),
                    end: place(text, mark.span.end),
                    label: mark.label.clone(),
                })
                .collect(),
            key: key(hit, doc),
            delete: hit.fix.as_ref().map(|fix| span(fix.delete)),
        }
    }
}

fn place(text: &str, byte: u32) -> Place {
    let before = &text[..byte as usize];
    let line = before.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Place {
        line,
        column: before[start..].chars().count() as u32 + 1,
    }
}

/// A hash of the rule and the words of the sentences that it points at: the same wherever the report stands, another once the wording changes.
fn key(hit: &Hit, doc: &Document<'_>) -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(hit.code.as_bytes());
    for mark in &hit.marks {
        let at = doc.buffer.tokens.partition_point(|token| token.end <= mark.span.start) as u32;
        let (first, end) = doc.sentence_at(at).map_or((at, at), |sentence| sentence.tokens);
        for token in first..end {
            hash.update(b" ");
            hash.update(doc.buffer.word_of(token as usize));
        }
        hash.update(b"\n");
    }
    hash.finalize().to_hex()[..16].to_owned()
}
