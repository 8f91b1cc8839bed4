//! Every error in its sentences, and the reports that have errors.

use super::super::case::Case;
use super::super::evaluation::Evaluation;
use super::super::mistakes::{Mistake, TextMark};
use super::marks::{TextSegment, segments};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// An error as it is shown.
#[derive(Serialize)]
pub(super) struct ErrorShown<'a> {
    #[serde(flatten)]
    mistake: &'a Mistake,
    group: Option<&'a str>,
    /// `missed`, `wrong`, or `differs` where it was read otherwise.
    kind: &'static str,
    /// The sentences of the evidence and of what was read; none without the text.
    sentences: Vec<Vec<TextSegment<'a>>>,
}

/// A report with errors.
#[derive(Serialize)]
pub(super) struct ReportShown<'a> {
    id: &'a str,
    group: Option<&'a str>,
    errors: usize,
    segments: Vec<TextSegment<'a>>,
}

fn by_id(cases: &[Case]) -> HashMap<&str, &Case> {
    cases.iter().map(|case| (case.id.as_str(), case)).collect()
}

/// All listed errors, in their order.
pub(super) fn errors<'a>(evaluation: &'a Evaluation, cases: &'a [Case]) -> Vec<ErrorShown<'a>> {
    let cases = by_id(cases);
    let shown = |mistake: &'a Mistake| {
        let case = cases.get(mistake.report.as_str()).copied();
        ErrorShown {
            mistake,
            group: case.and_then(|c| c.group.as_deref()),
            kind: match (&mistake.expected, &mistake.got) {
                (Some(_), None) => "missed",
                (None, _) => "wrong",
                _ => "differs",
            },
            sentences: case.map(|case| sentences(case, mistake)).unwrap_or_default(),
        }
    };
    evaluation.mistakes.iter().map(shown).collect()
}

/// The sentences that hold the marks of an error, in the order of the text, each once.
fn sentences<'a>(case: &'a Case, mistake: &Mistake) -> Vec<Vec<TextSegment<'a>>> {
    let Some(text) = &case.text else { return Vec::new() };
    let around = |mark: &TextMark| {
        let sentence = text.sentence_at(&mark.range).unwrap_or_else(|| mark.range.clone());
        (sentence.start.min(mark.range.start), sentence.end.max(mark.range.end))
    };
    let mut ranges: Vec<(usize, usize)> = mistake.marks.iter().map(around).collect();
    ranges.sort_unstable();
    ranges.dedup();
    let cut = |(start, end): (usize, usize)| segments(&text.text, start..end, mistake.marks.iter());
    ranges.into_iter().map(cut).collect()
}

/// The reports that have errors, in order of id, with the marks of all of their errors. Without its text a report has no segments.
pub(super) fn reports<'a>(evaluation: &'a Evaluation, cases: &'a [Case]) -> Vec<ReportShown<'a>> {
    let cases = by_id(cases);
    let mut mistakes: BTreeMap<&str, Vec<&Mistake>> = BTreeMap::new();
    for mistake in &evaluation.mistakes {
        mistakes.entry(&mistake.report).or_default().push(mistake);
    }
    let shown = |(id, mistakes): (&'a str, Vec<&'a Mistake>)| {
        let case = cases.get(id).copied();
        let text = case.and_then(|c| c.text.as_ref()).map_or("", |t| t.text.as_str());
        ReportShown {
            id,
            group: case.and_then(|c| c.group.as_deref()),
            errors: mistakes.len(),
            segments: segments(text, 0..text.len(), mistakes.iter().flat_map(|m| &m.marks)),
        }
    };
    mistakes.into_iter().map(shown).collect()
}
