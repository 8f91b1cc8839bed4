//! `sensitivity.csv`: how many members there are at other certainties, and by another rule set; `sensitivity_members.csv`: who.

use super::{Case, Context, Open, Table};
use crate::cohort::criterion::Level;
use crate::cohort::window::Day;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub(super) struct Sensitivity<'c> {
    context: Context<'c>,
    table: Table,
    variants: Vec<Variant>,
}

/// A variant of the cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Its name.
    #[serde(rename = "variant")]
    pub name: String,
    /// Memberships.
    #[serde(rename = "records")]
    pub memberships: u64,
    /// Persons.
    pub persons: u64,
    /// Memberships that the cohort itself does not have.
    pub gained: u64,
    /// Memberships that the cohort has and this does not.
    pub lost: u64,
}

impl<'c> Sensitivity<'c> {
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        let mut names: Vec<String> = Level::FLOORS.iter().map(|level| level.as_str().to_owned()).collect();
        if context.with_other {
            names.push("other_rule_set".to_owned());
        }
        let mut header = vec!["cohort_definition_id", "patient_id", "index_date", "cohort"];
        header.extend(names.iter().map(String::as_str));
        let table = open.open("sensitivity_members.csv")?.table(&header)?;
        let variant = |name: String| Variant {
            name,
            memberships: 0,
            persons: 0,
            gained: 0,
            lost: 0,
        };
        Ok(Self {
            context,
            table,
            variants: std::iter::once("cohort".to_owned()).chain(names).map(variant).collect(),
        })
    }

    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        let days = |verdict: &crate::cohort::person::Verdict| -> BTreeSet<Day> {
            verdict
                .judged
                .iter()
                .filter(|judged| judged.member)
                .map(|judged| judged.entry.day)
                .collect()
        };
        let mut sets = vec![days(case.verdict)];
        sets.extend(case.by_floor.iter().map(days));
        if self.context.with_other {
            sets.push(case.other.iter().copied().collect());
        }
        self.add(&case.person.id, &sets)
    }

    /// A member by another rule set of whom this run has no report.
    pub fn only_other(&mut self, patient: &str, day: Day) -> Result<(), Error> {
        let mut sets = vec![BTreeSet::new(); self.variants.len()];
        if let Some(other) = sets.last_mut() {
            other.insert(day);
        }
        self.add(patient, &sets)
    }

    fn add(&mut self, patient: &str, sets: &[BTreeSet<Day>]) -> Result<(), Error> {
        for (variant, set) in self.variants.iter_mut().zip(sets) {
            variant.memberships += set.len() as u64;
            variant.persons += u64::from(!set.is_empty());
            variant.gained += set.difference(&sets[0]).count() as u64;
            variant.lost += sets[0].difference(set).count() as u64;
        }
        let all: BTreeSet<Day> = sets.iter().flatten().copied().collect();
        for day in all {
            let start = [self.context.cohort.about.number.to_string(), patient.to_owned(), day.to_string()];
            let is_in = sets.iter().map(|set| u8::from(set.contains(&day)).to_string());
            self.table.row(start.into_iter().chain(is_in))?;
        }
        Ok(())
    }

    /// Ends the tables.
    pub fn finish(mut self, open: &mut dyn Open) -> Result<Vec<Variant>, Error> {
        self.table.finish()?;
        let mut table = open.open("sensitivity.csv")?.table(&[
            "cohort_definition_id",
            "variant",
            "number_records",
            "number_subjects",
            "gained_records",
            "lost_records",
        ])?;
        for variant in &self.variants {
            table.row([
                self.context.cohort.about.number.to_string(),
                variant.name.clone(),
                variant.memberships.to_string(),
                variant.persons.to_string(),
                variant.gained.to_string(),
                variant.lost.to_string(),
            ])?;
        }
        table.finish()?;
        Ok(self.variants)
    }
}
