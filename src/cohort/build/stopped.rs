//! Why a person has no index event.

use crate::cohort::criterion::{Level, Said};
use crate::cohort::file::{Cohort, IndexEvents};
use crate::cohort::person::{Person, RuleState};

/// What the visits of a person say of the criterion that makes an index event.
pub(super) fn without_index(person: &Person, cohort: &Cohort) -> RuleState {
    let IndexEvents::Visits(node) = &cohort.index.events else {
        return RuleState::NotStated;
    };
    let said = person
        .visits
        .iter()
        .map(|visit| node.eval(&visit.said))
        .fold(Said::default(), Said::join);
    match () {
        () if person.visits.is_empty() => RuleState::NoStudy,
        () if said.level() > Level::Unmet => RuleState::Hedged,
        () if said.has(Said::DENIED) => RuleState::Denied,
        () if said.has(Said::HYPOTHETICAL) => RuleState::Hypothetical,
        () if said.has(Said::HISTORICAL) => RuleState::Historical,
        () => RuleState::NotStated,
    }
}
