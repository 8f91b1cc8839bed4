//! `episode_flags.csv`: when each flag first appears around the index event of a member, and when it is gone.

use super::episodes::episode;
use super::{Case, Context, Open, Phase, Table};
use crate::cohort::window::Day;
use crate::error::Error;
use crate::report::{FlagValue, contract_word};
use std::collections::BTreeMap;

const HEADER: [&str; 13] = [
    "cohort_definition_id",
    "patient_id",
    "index_date",
    "flag",
    "baseline",
    "acute",
    "after",
    "first_date",
    "first_day",
    "first_phase",
    "last_date",
    "resolved_date",
    "resolved_day",
];

pub(super) struct FlagTimes<'c> {
    context: Context<'c>,
    table: Table,
}

/// What visits say of one flag.
#[derive(Default)]
struct Course {
    /// The strongest value of each phase.
    values: [Option<FlagValue>; 3],
    first: Option<i32>,
    last: Option<i32>,
    /// The first day behind the last on which it is there that it is said not to be.
    resolved: Option<i32>,
}

impl<'c> FlagTimes<'c> {
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        let table = open.open("episode_flags.csv")?.table(&HEADER)?;
        Ok(Self { context, table })
    }

    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        let (cohort, flags) = (self.context.cohort, self.context.extractor.flags());
        for judged in case.members() {
            let mut courses: BTreeMap<u16, Course> = BTreeMap::new();
            for (day, phase, visit) in episode(case, judged, cohort.about.acute_days) {
                let mut now: BTreeMap<u16, FlagValue> = BTreeMap::new();
                for (flag, value) in visit.reports.iter().flat_map(|&at| &case.person.reports[at].study.flags) {
                    let own = now.entry(*flag).or_insert(*value);
                    *own = stronger(*own, *value);
                }
                for (flag, value) in now {
                    courses.entry(flag).or_default().add(day, phase, value);
                }
            }
            for (flag, course) in courses {
                let date = |day: Option<i32>| day.map_or(String::new(), |day| Day(judged.entry.day.0 + day).to_string());
                let number = |day: Option<i32>| day.map_or(String::new(), |day| day.to_string());
                let phase = course.first.map(|day| Phase::of(day, cohort.about.acute_days).as_str());
                let [baseline, acute, after] = course.values.map(|value| value.map_or(String::new(), contract_word));
                self.table.row([
                    cohort.about.number.to_string(),
                    case.person.id.clone(),
                    judged.entry.day.to_string(),
                    flags.id(usize::from(flag)).to_owned(),
                    baseline,
                    acute,
                    after,
                    date(course.first),
                    number(course.first),
                    phase.unwrap_or_default().to_owned(),
                    date(course.last),
                    date(course.resolved),
                    number(course.resolved),
                ])?;
            }
        }
        Ok(())
    }

    pub fn finish(&mut self) -> Result<(), Error> {
        self.table.finish()
    }
}

impl Course {
    fn add(&mut self, day: i32, phase: Phase, value: FlagValue) {
        let own = &mut self.values[phase as usize];
        *own = Some(own.map_or(value, |own| stronger(own, value)));
        match value {
            FlagValue::Yes => {
                self.first.get_or_insert(day);
                (self.last, self.resolved) = (Some(day), None);
            }
            FlagValue::No if self.last.is_some() => {
                self.resolved.get_or_insert(day);
            }
            _ => {}
        }
    }
}

/// Of two reports the one that says more of a flag's presence.
fn stronger(a: FlagValue, b: FlagValue) -> FlagValue {
    let rank = |value| match value {
        FlagValue::NotStated => 0,
        FlagValue::No => 1,
        FlagValue::Possible => 2,
        FlagValue::Conflict => 3,
        FlagValue::Yes => 4,
    };
    if rank(b) > rank(a) { b } else { a }
}
