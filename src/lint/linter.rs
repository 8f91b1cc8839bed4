//! Runs the rules over a report.

use super::checked::{Checked, Cleared, Silence};
use super::facts::Facts;
use super::hit::Hit;
use super::page::Status;
use super::rule::{Need, Rule};
use super::rules;
use super::tables::{Tables, metadata};
use super::verify;
use crate::report::{Meta, Report};

/// The rules to be run, with what they know.
#[derive(Debug)]
pub struct Linter {
    rules: Vec<&'static Rule>,
    tables: Tables,
}

impl Linter {
    /// With these rules.
    pub fn new(rules: Vec<&'static Rule>, tables: Tables) -> Self {
        Self { rules, tables }
    }

    /// The rules that run without being asked for.
    pub fn default_rules() -> Vec<&'static Rule> {
        rules::ALL.iter().copied().filter(|rule| rule.status() == Status::Default).collect()
    }

    /// The rules that it runs.
    pub fn rules(&self) -> &[&'static Rule] {
        &self.rules
    }

    /// Looks at a report. A text that is no report in English has no hits.
    pub fn check(&self, report: &Report<'_>, meta: &Meta) -> Checked {
        let mut checked = Checked::default();
        if report.coverage.odd.is_some() {
            return checked;
        }
        let facts = Facts::new(report, meta, &self.tables);
        let mut proposed: Vec<Hit> = Vec::new();
        for rule in &self.rules {
            if is_missing(rule, meta) {
                checked.missing.push(rule);
            } else {
                (rule.check)(&facts, &mut proposed);
            }
        }
        proposed.sort_by(|a, b| (a.span().start, a.code).cmp(&(b.span().start, b.code)));
        proposed.dedup();
        for hit in proposed {
            match verify::cleared(&facts, &hit) {
                Some(reason) => checked.cleared.push(Cleared { hit, reason }),
                None => checked.hits.push(hit),
            }
        }
        checked
    }

    /// Why each rule that there is said nothing about a report; those that hit are left out.
    pub fn why_silent(&self, report: &Report<'_>, meta: &Meta) -> Vec<(&'static Rule, Silence)> {
        let checked = self.check(report, meta);
        let mut out = Vec::new();
        for rule in rules::ALL.iter().copied() {
            if checked.hits.iter().any(|hit| hit.code == rule.code) {
                continue;
            }
            let mut reasons: Vec<&'static str> = checked
                .cleared
                .iter()
                .filter(|c| c.hit.code == rule.code)
                .map(|c| c.reason)
                .collect();
            reasons.dedup();
            let silence = if report.coverage.odd.is_some() {
                Silence::NoReport
            } else if !self.rules.iter().any(|own| own.code == rule.code) {
                match rule.status() {
                    Status::Policy => Silence::NoPolicy,
                    _ => Silence::NotSelected,
                }
            } else if is_missing(rule, meta) {
                Silence::Missing(rule.needs)
            } else if reasons.is_empty() {
                Silence::Nothing(&rule.page().silent)
            } else {
                Silence::Cleared(reasons)
            };
            out.push((rule, silence));
        }
        out
    }
}

/// True when a rule needs what the record does not have.
fn is_missing(rule: &Rule, meta: &Meta) -> bool {
    let has = |need: &Need| match need {
        Need::OrderedSide => metadata::has_order(meta),
        Need::Sex => metadata::sex(meta).is_some(),
        Need::Age => metadata::age(meta).is_some(),
    };
    !rule.needs.is_empty() && !rule.needs.iter().any(has)
}
