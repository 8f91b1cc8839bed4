//! CRT001: a critical finding, and nobody was told as far as the report says.

use crate::lint::facts::{Facts, Said};
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;
use crate::vocabulary::{Certainty, Change};

pub(super) static RULE: Rule = Rule {
    code: "CRT001",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    if facts.tables.communication.is_in(facts.text()) {
        return;
    }
    let is_new = |said: &Said<'_>| {
        let m = said.mention;
        facts.tables.is_critical(m.finding)
            && m.assertion.asserts()
            && m.certainty >= Certainty::Probable
            && !matches!(m.change, Some(Change::Resolved | Change::Unchanged | Change::Decreased))
    };
    if let Some(said) = facts.asserted().find(is_new) {
        let message = format!(
            "{} is critical, and the report does not say that anybody was told",
            facts.label(said.mention.finding)
        );
        out.push(Hit::at(RULE.code, message, facts.span(said.mention), "critical").of([said.number]));
    }
}
