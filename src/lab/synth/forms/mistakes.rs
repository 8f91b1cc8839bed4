//! The truth about planted mistakes.

use super::meta::Told;
use super::truth::{characters, line};
use crate::synth::clinic::Clinic;
use crate::synth::layout::{self, Text};
use crate::synth::mistake::{Planted, Right};
use crate::synth::report::Report;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Line<'a> {
    kind: &'a str,
    id: &'a str,
    version: usize,
    /// Where, in characters; at the end of the text where something is missing.
    span: [usize; 2],
    /// The words there.
    what: &'a str,
    /// What would be right; empty where the words have to go.
    right: String,
    /// The version that puts it right.
    corrected_by: Option<usize>,
}

/// The line of a version's mistake in `mistakes.jsonl`.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn write(told: &Told<'_>, planted: &Planted, text: &Text, out: &mut dyn Write) -> io::Result<()> {
    let end = text.text.len();
    let (start, end) = planted.piece.map_or((end, end), |piece| text.spans[piece]);
    let version = told.version();
    let corrected_by =
        (told.number + 1..told.report.versions.len()).find(|&later| told.report.versions[later].written() == &version.report);
    line(
        &Line {
            kind: planted.mistake.as_str(),
            id: &told.report.accession,
            version: told.number + 1,
            span: characters(&text.text, (start, end)),
            what: &text.text[start..end],
            right: right(told.clinic, &version.report, planted.right),
            corrected_by: corrected_by.map(|later| later + 1),
        },
        out,
    )
}

/// The words of the right report.
fn right(clinic: &Clinic, report: &Report, right: Right) -> String {
    let Right::Pieces(first, last) = right else { return String::new() };
    let mut text = Text::default();
    layout::write(clinic, report, &mut text);
    let (start, end) = (text.spans[first].0, text.spans[last].1);
    text.text[start..end].to_owned()
}
