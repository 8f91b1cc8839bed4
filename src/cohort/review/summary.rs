//! What the decisions of all readers say, as one value.

use super::agreement::Agreement;
use super::decisions::Reader;
use super::draw::{Asked, Sample};
use super::estimates::{Counts, Estimate, Estimated, estimates};
use super::overview::{Named, Overview};
use super::pool::State;
use super::stard::{Node, flow};
use super::stratum::Group;
use crate::stats::{Interval, wilson};
use serde::Serialize;
use std::collections::BTreeMap;

/// How the figures are made, with the sources.
const METHODS: [(&str, &str); 5] = [
    (
        "weights",
        "cases of a stratum by the decided ones (Horvitz and Thompson 1952, J Am Stat Assoc 47:663-685)",
    ),
    ("ppv", "Wilson score interval (Wilson 1927, J Am Stat Assoc 22:209-212)"),
    (
        "npv, sensitivity, specificity",
        "stratified estimates; intervals recovered from the Wilson limits of each stratum \
         (MOVER: Zou, Huang and Zhang 2009, Comput Stat Data Anal 53:1080-1085; ratios: Donner and Zou 2012, Stat Methods Med Res 21:347-359)",
    ),
    (
        "unsure",
        "left_out: not counted; worst: counted as errors of the rules; best: counted as the rules have them",
    ),
    (
        "kappa",
        "Cohen 1960, Educ Psychol Meas 20:37-46; interval by Fleiss, Cohen and Everitt 1969, Psychol Bull 72:323-327",
    ),
];

/// What a review has found.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// The version of this format.
    pub schema: &'static str,
    /// The cohort.
    pub cohort: Named,
    /// The hash of the pool.
    pub pool: String,
    /// The rules by which the reports were read.
    pub ruleset: String,
    /// What was asked of the draw.
    pub sample: Asked,
    /// Each reader, and what two of them agree on.
    pub readers: Vec<ReaderSummary>,
    /// How far two readers agree.
    pub agreement: Option<Agreement>,
    /// The flow of the review: of what two readers agree on, or of the one reader.
    pub flow: Node,
    /// How the figures are made.
    pub methods: BTreeMap<&'static str, &'static str>,
}

/// What the decisions of a reader say.
#[derive(Clone, Debug, Serialize)]
pub struct ReaderSummary {
    /// The name.
    pub reader: String,
    /// Decisions that were made while the group, or how the rules read the criteria, was shown.
    pub not_blind: u64,
    /// How each stratum was drawn from and decided.
    pub strata: Vec<Estimated>,
    /// The estimates.
    pub figures: Vec<Estimate>,
    /// By criterion, how it came out, and group.
    pub criteria: Vec<CriterionRow>,
}

/// The cases of a group for which a criterion came out in one way.
#[derive(Clone, Debug, Serialize)]
pub struct CriterionRow {
    /// The id of the criterion.
    pub criterion: String,
    /// How it came out.
    pub state: State,
    /// The group.
    pub group: Group,
    /// How they were decided.
    #[serde(flatten)]
    pub counts: Counts,
    /// The share that belongs to the cohort, of those decided with yes or no: for members the positive predictive value. Not weighted.
    pub accepted: Option<f64>,
    /// Its Wilson interval.
    pub interval: Option<Interval>,
}

impl Summary {
    /// The summary of one reader, or of two.
    pub fn of(overview: &Overview, pool: &str, sample: &Sample<'_>, readers: &[Reader]) -> Self {
        let mut summaries: Vec<ReaderSummary> = readers.iter().map(|reader| reader_summary(sample, reader)).collect();
        let mut agreement = None;
        if let [first, second] = readers {
            agreement = Some(Agreement::of(sample, first, second));
            summaries.push(reader_summary(sample, &Reader::agreed(first, second)));
        }
        let none = || Node {
            lines: Vec::new(),
            children: Vec::new(),
        };
        Self {
            schema: "radsift/review-summary/1",
            cohort: overview.cohort.clone(),
            pool: pool.to_owned(),
            ruleset: overview.ruleset.clone(),
            sample: sample.asked,
            flow: summaries
                .last()
                .map_or_else(none, |last| flow(overview.cohort.shown(), &last.reader, &last.strata)),
            readers: summaries,
            agreement,
            methods: METHODS.into_iter().collect(),
        }
    }
}

fn reader_summary(sample: &Sample<'_>, reader: &Reader) -> ReaderSummary {
    let counts = Counts::of(sample, reader);
    let strata = sample.strata.iter().zip(counts);
    ReaderSummary {
        reader: reader.name.clone(),
        not_blind: reader.decisions.values().filter(|d| d.decision.is_some() && !d.blind).count() as u64,
        strata: strata.map(|(row, counts)| Estimated { row: *row, counts }).collect(),
        figures: estimates(sample.strata.map(|row| row.cases), counts),
        criteria: by_criterion(sample, reader),
    }
}

fn by_criterion(sample: &Sample<'_>, reader: &Reader) -> Vec<CriterionRow> {
    // In the order of the criteria of the cases, which is that of the definition.
    let mut order: Vec<&str> = Vec::new();
    let mut rows: BTreeMap<(usize, Group, State), Counts> = BTreeMap::new();
    let mut cases: Vec<_> = sample.cases.iter().map(|drawn| drawn.case).collect();
    cases.sort_by(|a, b| a.case.cmp(&b.case));
    for case in cases {
        for criterion in &case.criteria {
            let at = order.iter().position(|id| *id == criterion.id).unwrap_or_else(|| {
                order.push(&criterion.id);
                order.len() - 1
            });
            let counts = rows.entry((at, case.group, criterion.state)).or_default();
            counts.add(reader.of(&case.case));
        }
    }
    let row = |((at, group, state), counts): ((usize, Group, State), Counts)| {
        let decided = counts.yes + counts.no;
        CriterionRow {
            criterion: order[at].to_owned(),
            state,
            group,
            counts,
            accepted: (decided > 0).then(|| counts.yes as f64 / decided as f64),
            interval: wilson(counts.yes, decided),
        }
    };
    rows.into_iter().map(row).collect()
}
