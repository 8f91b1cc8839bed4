//! `pool.jsonl`: cases for the review, all members and a sample of likely non-members.
//!
//! Members alone give only the positive predictive value. Non-members are sampled from strata, those nearest to the cohort first, and the
//! number of cases of each stratum is kept, so that what is found in the sample can be weighted.

use super::{Case, Context, Lines, Open, criteria, leaves_of, statements, visits_of};
use crate::cohort::person::{Judged, RuleState};
use crate::cohort::review::{Group, State, Stratum};
use crate::cohort::window::Day;
use crate::error::Error;
use crate::vocabulary::{Assertion, Certainty};
use serde::Serialize;
use std::collections::{BTreeMap, BinaryHeap};
use twox_hash::XxHash3_64;

/// So many non-members of a stratum are kept.
const KEPT: usize = 500;

/// So many reports of a case are shown: those with evidence first.
const REPORTS: usize = 20;

pub(super) struct Pool<'c> {
    shown: Shown<'c>,
    lines: Lines,
    counts: BTreeMap<Stratum, u64>,
    /// The sample of each stratum of non-members: those with the smallest hashes.
    samples: BTreeMap<Stratum, BinaryHeap<(u64, String)>>,
}

/// What of a case is shown.
struct Shown<'c> {
    context: Context<'c>,
    /// The leaves of each criterion.
    leaves: Vec<Vec<u16>>,
}

#[derive(Serialize)]
struct Line<'a> {
    case: String,
    patient_id: &'a str,
    index_date: Option<String>,
    group: Group,
    stratum: Stratum,
    criteria: Vec<CriterionLine<'a>>,
    reports: Vec<ReportLine<'a>>,
}

#[derive(Serialize)]
struct CriterionLine<'a> {
    id: &'a str,
    label: &'a str,
    state: State,
    date: Option<String>,
    day: Option<i32>,
}

#[derive(Serialize)]
struct ReportLine<'a> {
    id: &'a str,
    date: Option<String>,
    day: Option<i32>,
    modality: &'a str,
    evidence: Vec<EvidenceLine<'a>>,
}

#[derive(Serialize)]
struct EvidenceLine<'a> {
    criterion: &'a str,
    finding: &'a str,
    label: &'a str,
    assertion: Assertion,
    certainty: Certainty,
    span: [u32; 2],
    sentence: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

impl<'c> Pool<'c> {
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        Ok(Self {
            shown: Shown {
                leaves: (0..=context.cohort.rules.len()).map(|n| leaves_of(context.cohort, n)).collect(),
                context,
            },
            lines: Lines(open.open("pool.jsonl")?),
            counts: Stratum::ALL.map(|stratum| (stratum, 0)).into(),
            samples: BTreeMap::new(),
        })
    }

    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        for judged in case.members() {
            *self.counts.entry(Stratum::Member).or_default() += 1;
            let line = self.shown.line(case, Some(judged), Stratum::Member);
            self.lines.line(&line)?;
        }
        // A person is one case: as a member, or as the index event that comes nearest to being one.
        if case.members().next().is_some() || case.person.reports.is_empty() || case.person.crowded {
            return Ok(());
        }
        let failed = |judged: &&Judged| judged.rules.iter().filter(|rule| !rule.state.passes()).count();
        let nearest = case.verdict.judged.iter().min_by_key(failed);
        let hedged = |judged: &Judged| judged.rules.iter().any(|rule| rule.state == RuleState::Hedged);
        let stratum = match nearest {
            Some(judged) if failed(&judged) <= 1 => Stratum::OneRuleShort,
            Some(judged) if hedged(judged) => Stratum::Hedged,
            None if case.without_index == Some(RuleState::Hedged) => Stratum::Hedged,
            _ => Stratum::Other,
        };
        *self.counts.entry(stratum).or_default() += 1;
        let hash = XxHash3_64::oneshot_with_seed(self.shown.context.seed, case.person.id.as_bytes());
        let sample = self.samples.entry(stratum).or_default();
        let full = sample.len() == KEPT;
        if full && sample.peek().is_none_or(|(largest, _)| *largest <= hash) {
            return Ok(());
        }
        let line = serde_json::to_string(&self.shown.line(case, nearest, stratum)).unwrap_or_default();
        if full {
            sample.pop();
        }
        sample.push((hash, line));
        Ok(())
    }

    /// Writes the samples, and returns the number of all cases of each stratum.
    pub fn finish(&mut self) -> Result<BTreeMap<Stratum, u64>, Error> {
        use std::io::Write;
        for sample in std::mem::take(&mut self.samples).into_values() {
            for (_, line) in sample.into_sorted_vec() {
                let out = &mut self.lines.0;
                writeln!(out.file, "{line}").map_err(|e| Error::writing(&out.path, e))?;
            }
        }
        self.lines.finish()?;
        Ok(std::mem::take(&mut self.counts))
    }
}

/// What readers are told of a criterion: of some states no more than that nothing is stated.
fn told(state: RuleState) -> State {
    match state {
        RuleState::Met => State::Met,
        RuleState::Hedged => State::Hedged,
        RuleState::Denied => State::Denied,
        RuleState::NoStudy => State::NoStudy,
        RuleState::Excluded => State::Excluded,
        RuleState::TooFew
        | RuleState::Hypothetical
        | RuleState::Historical
        | RuleState::NotStated
        | RuleState::Other
        | RuleState::Unknown => State::NotStated,
    }
}

impl Shown<'_> {
    fn line<'a>(&'a self, case: &'a Case<'_>, judged: Option<&'a Judged>, stratum: Stratum) -> Line<'a> {
        let person = case.person;
        let index = judged.map(|judged| judged.entry.day);
        let since = |day: Option<Day>| Some(day?.since(index?));
        let lines = criteria(self.context.cohort).enumerate().map(|(number, (id, label))| {
            let day = judged
                .and_then(|judged| visits_of(person, judged, number).next())
                .map(|visit| visit.day);
            let state = match (number.checked_sub(1), judged) {
                (None, Some(_)) => RuleState::Met,
                (None, None) => case.without_index.unwrap_or(RuleState::NotStated),
                (Some(rule), Some(judged)) => judged.rules[rule].state,
                (Some(_), None) => RuleState::NotStated,
            };
            CriterionLine {
                id,
                label,
                state: told(state),
                date: day.map(|day| day.to_string()),
                day: since(day),
            }
        });
        let mut reports: Vec<ReportLine<'a>> = person.reports.iter().map(|report| self.report(report, &since)).collect();
        reports.sort_by_key(|report| report.evidence.is_empty());
        reports.truncate(REPORTS);
        reports.sort_by(|a, b| a.date.cmp(&b.date));
        let key = format!("{}\n{}\n{}", self.context.cohort.about.id, person.id, index.map_or(0, |day| day.0));
        Line {
            case: format!("{:016x}", XxHash3_64::oneshot(key.as_bytes())),
            patient_id: &person.id,
            index_date: index.map(|day| day.to_string()),
            group: stratum.group(),
            stratum,
            criteria: lines.collect(),
            reports,
        }
    }

    fn report<'a>(&'a self, report: &'a crate::cohort::person::Report, since: &dyn Fn(Option<Day>) -> Option<i32>) -> ReportLine<'a> {
        let day = report.study.day.map(Day);
        let mut evidence = Vec::new();
        for ((id, _), leaves) in criteria(self.context.cohort).zip(&self.leaves) {
            evidence.extend(statements(report, leaves).into_iter().map(|found| EvidenceLine {
                criterion: id,
                finding: self.context.finding(found.finding),
                label: self.context.label(found.finding),
                assertion: found.assertion,
                certainty: found.certainty,
                span: found.span,
                sentence: found.sentence,
                text: self.context.with_text.then_some(&*found.text),
            }));
        }
        ReportLine {
            id: &report.study.id,
            date: day.map(|day| day.to_string()),
            day: since(day),
            modality: &report.study.modality,
            evidence,
        }
    }
}
