//! The comparison as one self-contained HTML page: a table by finding, the errors of each beside it in their sentences, and all other figures.

mod errors;
mod marks;

use super::case::Case;
use super::confusion::Matrix;
use super::counts::Figures;
use super::evaluation::Evaluation;
use super::gate::GateResult;
use super::score::Measure;
use crate::error::Error;
use crate::pages::{Page, Serde, Value, context};
use crate::stats::{Interval, wilson};
use serde::Serialize;

const PAGE: Page = Page {
    template: include_str!("page.html"),
    style: include_str!("page.css"),
    script: include_str!("page.js"),
};

/// The page. It contains the text of every report with a mistake. Everything that comes from files is escaped.
///
/// # Errors
/// A broken template, which the tests rule out.
pub fn page(evaluation: &Evaluation, cases: &[Case], gates: &[GateResult]) -> Result<String, Error> {
    let gates: Vec<(String, bool)> = gates.iter().map(|g| (g.to_string(), g.passed)).collect();
    let measures = evaluation
        .measures
        .iter()
        .map(|row| Row::of(row.measure.as_str(), &row.figures, row.interval));
    let findings = evaluation.families.iter().map(|row| FindingRow {
        row: Row::of(&row.name, &row.figures, row.interval),
        errors: evaluation.mistakes.iter().filter(|mistake| mistake.family == row.name).count(),
        matrix: &row.matrix,
    });
    let rendered = PAGE.render(context! {
        evaluation => Value::from(Serde(evaluation)),
        names => Measure::ALL.map(Measure::as_str).to_vec(),
        listed => listed(evaluation),
        measures => Value::from(Serde(measures.collect::<Vec<_>>())),
        findings => Value::from(Serde(findings.collect::<Vec<_>>())),
        parts => Value::from(Serde([("By group", &evaluation.groups), ("By section", &evaluation.sections)])),
        gates => Value::from(Serde(gates)),
        errors => Value::from(Serde(errors::errors(evaluation, cases))),
        reports => Value::from(Serde(errors::reports(evaluation, cases))),
    });
    rendered.map_err(|e| Error::usage(format!("the page cannot be made: {e}")))
}

/// The measures whose errors are listed, in order.
fn listed(evaluation: &Evaluation) -> Vec<&'static str> {
    let is_listed = |measure: &Measure| evaluation.mistakes.iter().any(|mistake| mistake.measure == *measure);
    Measure::ALL.into_iter().filter(is_listed).map(Measure::as_str).collect()
}

/// A share and its interval; no interval where nothing was counted or nothing drawn.
#[derive(Serialize)]
struct Share {
    value: f64,
    interval: Option<Interval>,
}

/// The figures of one row.
#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    right: u64,
    wrong: u64,
    missed: u64,
    /// Of what was read, with the Wilson interval.
    precision: Share,
    /// Of what is in the gold, with the Wilson interval.
    recall: Share,
    /// With the interval of the bootstrap.
    f1: Share,
}

impl<'a> Row<'a> {
    fn of(name: &'a str, figures: &Figures, interval: Option<Interval>) -> Self {
        let counts = figures.counts;
        Self {
            name,
            right: counts.right,
            wrong: counts.wrong,
            missed: counts.missed,
            precision: Share {
                value: figures.precision,
                interval: wilson(counts.right, counts.right + counts.wrong),
            },
            recall: Share {
                value: figures.recall,
                interval: wilson(counts.right, counts.right + counts.missed),
            },
            f1: Share {
                value: figures.f1,
                interval,
            },
        }
    }
}

/// The figures of a family, and how it was read.
#[derive(Serialize)]
struct FindingRow<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    /// The errors that are listed.
    errors: usize,
    matrix: &'a Matrix,
}
