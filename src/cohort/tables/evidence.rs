//! `evidence.jsonl`: the statements that put each member into the cohort.

use super::{Case, Context, Lines, Open, criteria, leaves_of, statements, visits_of};
use crate::error::Error;
use crate::vocabulary::{Assertion, Certainty, Role};
use serde::Serialize;

pub(super) struct EvidenceLines<'c> {
    context: Context<'c>,
    /// For each criterion its id and its leaves.
    criteria: Vec<(&'c str, Vec<u16>)>,
    lines: Lines,
}

/// A line.
#[derive(Serialize)]
struct Line<'a> {
    cohort_definition_id: u32,
    patient_id: &'a str,
    index_date: String,
    criterion: &'a str,
    report: &'a str,
    date: Option<String>,
    day: Option<i32>,
    finding: &'a str,
    label: &'a str,
    n: u32,
    assertion: Assertion,
    certainty: Certainty,
    section: Role,
    span: [u32; 2],
    sentence: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    rules: &'a [String],
}

impl<'c> EvidenceLines<'c> {
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        let all = criteria(context.cohort).enumerate();
        Ok(Self {
            criteria: all.map(|(number, (id, _))| (id, leaves_of(context.cohort, number))).collect(),
            context,
            lines: Lines(open.open("evidence.jsonl")?),
        })
    }

    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        let (context, person) = (self.context, case.person);
        for judged in case.members() {
            for (number, (id, leaves)) in self.criteria.iter().enumerate() {
                let reports = visits_of(person, judged, number).flat_map(|visit| &visit.reports);
                for report in reports.map(|&at| &person.reports[at]) {
                    let day = report.study.day.map(crate::cohort::window::Day);
                    for found in statements(report, leaves) {
                        self.lines.line(&Line {
                            cohort_definition_id: context.cohort.about.number,
                            patient_id: &person.id,
                            index_date: judged.entry.day.to_string(),
                            criterion: id,
                            report: &report.study.id,
                            date: day.map(|day| day.to_string()),
                            day: day.map(|day| day.since(judged.entry.day)),
                            finding: context.finding(found.finding),
                            label: context.label(found.finding),
                            n: found.n,
                            assertion: found.assertion,
                            certainty: found.certainty,
                            section: found.section,
                            span: found.span,
                            sentence: found.sentence,
                            text: context.with_text.then_some(&*found.text),
                            rules: &found.rules,
                        })?;
                    }
                }
            }
        }
        Ok(())
    }

    pub fn finish(&mut self) -> Result<(), Error> {
        self.lines.finish()
    }
}
