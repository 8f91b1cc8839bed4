//! `changes.csv`: what is different from one visit of a member to the next that speaks of the same finding.
//!
//! Worked out from the studies, beside what their authors call a change. Only what both visits state is compared: silence is no denial.

use super::episodes::episode;
use super::{Case, Context, Open, Table};
use crate::cohort::window::Day;
use crate::error::Error;
use crate::report::{Status, contract_word};
use std::collections::BTreeMap;

const HEADER: [&str; 9] = [
    "cohort_definition_id",
    "patient_id",
    "index_date",
    "finding",
    "date_before",
    "date",
    "status_before",
    "status",
    "change",
];

pub(super) struct Changes<'c> {
    context: Context<'c>,
    table: Table,
}

impl<'c> Changes<'c> {
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        let table = open.open("changes.csv")?.table(&HEADER)?;
        Ok(Self { context, table })
    }

    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        let cohort = self.context.cohort;
        for judged in case.members() {
            let mut before: BTreeMap<u16, (Day, Status)> = BTreeMap::new();
            for (_, _, visit) in episode(case, judged, cohort.about.acute_days) {
                let mut now: BTreeMap<u16, Status> = BTreeMap::new();
                for (finding, status) in visit.reports.iter().flat_map(|&at| &case.person.reports[at].study.statuses) {
                    let own = now.entry(*finding).or_insert(*status);
                    *own = stronger(*own, *status);
                }
                for (finding, status) in now {
                    let earlier = before.insert(finding, (visit.day, status));
                    let Some((day, old)) = earlier else { continue };
                    let Some(change) = change(old, status) else { continue };
                    self.table.row([
                        cohort.about.number.to_string(),
                        case.person.id.clone(),
                        judged.entry.day.to_string(),
                        self.context.finding(finding).to_owned(),
                        day.to_string(),
                        visit.day.to_string(),
                        contract_word(old),
                        contract_word(status),
                        change.to_owned(),
                    ])?;
                }
            }
        }
        Ok(())
    }

    pub fn finish(&mut self) -> Result<(), Error> {
        self.table.finish()
    }
}

/// The change between two statuses that are firm; none where one of them is open, or nothing was there and nothing is.
fn change(before: Status, now: Status) -> Option<&'static str> {
    match (before, now) {
        (Status::Absent, Status::Present) => Some("appeared"),
        (Status::Present, Status::Absent) => Some("gone"),
        (Status::Present, Status::Present) => Some("persists"),
        _ => None,
    }
}

/// Of two reports of one visit the one that says more.
fn stronger(a: Status, b: Status) -> Status {
    let rank = |status| match status {
        Status::NotAssessed => 0,
        Status::Absent => 1,
        Status::Possible => 2,
        Status::Conflict => 3,
        Status::Present => 4,
    };
    if rank(b) > rank(a) { b } else { a }
}
