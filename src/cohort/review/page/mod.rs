//! The page on which readers decide about cases: one file, with the texts in it.

use super::draw::{Asked, Sample};
use super::overview::{Labelled, Named, Overview};
use super::pool::{Criterion, Evidence, Pool, PoolCase, PoolReport, State};
use super::segments::{Segment, segments};
use super::stratum::Group;
use super::texts::Texts;
use crate::error::Error;
use crate::pages::{Page, Value, context, safe_json};
use crate::text::OffsetUnit;
use serde::Serialize;

const PAGE: Page = Page {
    template: include_str!("page.html"),
    style: include_str!("page.css"),
    script: include_str!("page.js"),
};

/// The form of the files that the page saves and reads back.
pub(super) const SCHEMA: &str = "radsift/review/1";

/// What the script of the page is given.
#[derive(Serialize)]
struct Data<'a> {
    schema: &'static str,
    cohort: CohortKey<'a>,
    sample: Asked,
    criteria: &'a [Labelled],
    cases: Vec<CaseShown<'a>>,
}

/// Which cohort a page and its decisions belong to.
#[derive(Serialize)]
struct CohortKey<'a> {
    #[serde(flatten)]
    named: &'a Named,
    hash: &'a str,
}

#[derive(Serialize)]
struct CaseShown<'a> {
    case: &'a str,
    patient: &'a str,
    date: Option<&'a str>,
    group: Group,
    criteria: Vec<CriterionShown<'a>>,
    reports: Vec<ReportShown<'a>>,
}

#[derive(Serialize)]
struct CriterionShown<'a> {
    id: &'a str,
    label: &'a str,
    state: State,
    certainty: Option<&'a str>,
    date: Option<&'a str>,
    day: Option<i64>,
}

#[derive(Serialize)]
struct ReportShown<'a> {
    id: &'a str,
    date: Option<&'a str>,
    day: Option<i64>,
    modality: Option<&'a str>,
    /// Without its text a report shows the words of the evidence only.
    segments: Option<Vec<Segment<'a>>>,
    evidence: Vec<EvidenceShown<'a>>,
}

#[derive(Serialize)]
struct EvidenceShown<'a> {
    criterion: &'a str,
    label: &'a str,
    assertion: &'a str,
    certainty: Option<&'a str>,
    words: Option<&'a str>,
}

/// The page of a sample. It contains the texts of reports. Everything that comes from files is escaped, and set by the script as text.
///
/// # Errors
/// A broken template, which the tests rule out.
pub fn page(pool: &Pool, overview: &Overview, sample: &Sample<'_>, texts: &Texts) -> Result<String, Error> {
    let unit = overview.offset_unit;
    let data = Data {
        schema: SCHEMA,
        cohort: CohortKey {
            named: &overview.cohort,
            hash: &pool.hash,
        },
        sample: sample.asked,
        criteria: &overview.criteria,
        cases: sample.cases.iter().map(|drawn| case(drawn.case, overview, texts, unit)).collect(),
    };
    let broken = |e: &dyn std::fmt::Display| Error::usage(format!("the page cannot be made: {e}"));
    let json = safe_json(&data).map_err(|e| broken(&e))?;
    let (members, non_members) = sample.drawn();
    let reports: usize = sample.cases.iter().map(|drawn| drawn.case.reports.len()).sum();
    PAGE.render(context! {
        name => overview.cohort.shown(),
        edition => &overview.cohort.version,
        ruleset => &overview.ruleset,
        hash => &pool.hash,
        seed => sample.asked.seed,
        members => members,
        non_members => non_members,
        reports => reports,
        without_text => texts.missing + texts.changed,
        data => Value::from_safe_string(json),
    })
    .map_err(|e| broken(&e))
}

fn case<'a>(case: &'a PoolCase, overview: &'a Overview, texts: &'a Texts, unit: OffsetUnit) -> CaseShown<'a> {
    let label = |criterion: &'a Criterion| {
        let known = overview.criteria.iter().find(|known| known.id == criterion.id);
        let labels = [Some(criterion.label.as_str()), known.map(|known| known.label.as_str())];
        labels
            .into_iter()
            .flatten()
            .find(|label| !label.is_empty())
            .unwrap_or(&criterion.id)
    };
    let criterion = |criterion: &'a Criterion| CriterionShown {
        id: &criterion.id,
        label: label(criterion),
        state: criterion.state,
        certainty: criterion.certainty.as_deref(),
        date: criterion.date.as_deref(),
        day: criterion.day,
    };
    CaseShown {
        case: &case.case,
        patient: &case.patient_id,
        date: case.index_date.as_deref(),
        group: case.group,
        criteria: case.criteria.iter().map(criterion).collect(),
        reports: case.reports.iter().map(|r| report(r, texts, unit)).collect(),
    }
}

fn report<'a>(report: &'a PoolReport, texts: &'a Texts, unit: OffsetUnit) -> ReportShown<'a> {
    let evidence = |evidence: &'a Evidence| EvidenceShown {
        criterion: &evidence.criterion,
        label: if evidence.label.is_empty() {
            &evidence.finding
        } else {
            &evidence.label
        },
        assertion: &evidence.assertion,
        certainty: evidence.certainty.as_deref(),
        words: evidence.text.as_deref(),
    };
    ReportShown {
        id: &report.id,
        date: report.date.as_deref(),
        day: report.day,
        modality: report.modality.as_deref(),
        segments: texts.get(&report.id).map(|text| segments(text, unit, &report.evidence)),
        evidence: report.evidence.iter().map(evidence).collect(),
    }
}
