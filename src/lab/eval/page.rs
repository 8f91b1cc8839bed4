//! The comparison as one self-contained HTML page: no scripts, no other files, no network.

use super::case::Case;
use super::evaluation::Evaluation;
use super::gate::GateResult;
use super::mistakes::{MarkKind, Mistake, TextMark};
use super::score::Measure;
use crate::error::Error;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;
use std::collections::BTreeMap;

/// A report with mistakes.
#[derive(Serialize)]
struct Wrong<'a> {
    id: &'a str,
    group: Option<&'a str>,
    mistakes: Vec<&'a Mistake>,
    pieces: Vec<TextSegment<'a>>,
}

/// A segment of a text.
#[derive(Debug, PartialEq, Serialize)]
struct TextSegment<'a> {
    text: &'a str,
    /// `expected`, `got`, `both`, or empty.
    class: &'static str,
}

/// The page. It contains the text of every report with a mistake. Everything that comes from files is escaped.
///
/// # Errors
/// A broken template, which the tests rule out.
pub fn page(evaluation: &Evaluation, cases: &[Case], gates: &[GateResult]) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.add_filter("fixed", |value: f64| format!("{value:.3}"));
    let gates: Vec<(String, bool)> = gates.iter().map(|g| (g.to_string(), g.passed)).collect();
    let rendered = environment
        .add_template("page.html", include_str!("page.html"))
        .and_then(|()| environment.get_template("page.html"))
        .and_then(|template| {
            template.render(context! {
                evaluation => Value::from(Serde(evaluation)),
                measures => Measure::ALL.map(Measure::as_str).to_vec(),
                gates => Value::from(Serde(gates)),
                wrong => Value::from(Serde(wrong(evaluation, cases))),
            })
        });
    rendered.map_err(|e| Error::usage(format!("the page cannot be made: {e}")))
}

fn wrong<'a>(evaluation: &'a Evaluation, cases: &'a [Case]) -> Vec<Wrong<'a>> {
    let mut by_report: BTreeMap<&str, Vec<&Mistake>> = BTreeMap::new();
    for mistake in &evaluation.mistakes {
        by_report.entry(&mistake.report).or_default().push(mistake);
    }
    let case = |id: &str| cases.iter().find(|c| c.id == id);
    let wrong = |(id, mistakes): (&'a str, Vec<&'a Mistake>)| {
        let case = case(id);
        let text = case.and_then(|c| c.text.as_ref()).map_or("", |t| t.text.as_str());
        Wrong {
            id,
            group: case.and_then(|c| c.group.as_deref()),
            pieces: pieces(text, mistakes.iter().flat_map(|m| &m.marks)),
            mistakes,
        }
    };
    by_report.into_iter().map(wrong).collect()
}

fn pieces<'a, 'm>(text: &'a str, marks: impl Iterator<Item = &'m TextMark> + Clone) -> Vec<TextSegment<'a>> {
    let ends = marks.clone().flat_map(|m| [m.range.start, m.range.end]);
    let mut cuts: Vec<usize> = ends.chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |pair: &[usize]| {
        let holds = |kind| {
            marks
                .clone()
                .any(|m| m.kind == kind && m.range.start <= pair[0] && pair[1] <= m.range.end)
        };
        let class = match (holds(MarkKind::Expected), holds(MarkKind::Got)) {
            (true, true) => "both",
            (true, false) => "expected",
            (false, true) => "got",
            (false, false) => "",
        };
        Some(TextSegment {
            text: text.get(pair[0]..pair[1])?,
            class,
        })
    };
    cuts.windows(2).filter_map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_marks() {
        let mark = |range, kind| TextMark { range, kind };
        let marks = [mark(2..5, MarkKind::Expected), mark(4..6, MarkKind::Got)];
        let piece = |text, class| TextSegment { text, class };
        let want = [
            piece("ab", ""),
            piece("cd", "expected"),
            piece("e", "both"),
            piece("f", "got"),
            piece("g", ""),
        ];
        assert_eq!(pieces("abcdefg", marks.iter()), want);
        assert_eq!(pieces("", [].iter()), []);
    }
}
