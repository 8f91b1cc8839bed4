//! Why a person has no index event.

use crate::cohort::criterion::Said;
use crate::cohort::file::Cohort;
use crate::cohort::person::{Person, RuleState};

/// What the visits of a person say of the criterion that makes an index event.
pub(super) fn without_index(person: &Person, cohort: &Cohort) -> RuleState {
    let Some(node) = cohort.index.events.node() else {
        return RuleState::NotStated;
    };
    let said = person.visits.iter().map(|visit| node.eval(&visit.said)).reduce(Said::join);
    said.map_or(RuleState::NoStudy, RuleState::short_of)
}
