//! The COHORT table of the OMOP common data model, version 5.4, and its row of COHORT_DEFINITION.

use super::{Case, Context, Open, Table};
use crate::cohort::window::Day;
use crate::error::Error;

pub(super) struct CohortTable<'c> {
    context: Context<'c>,
    table: Table,
    subjects: Option<Table>,
    /// True when the ids of all patients are whole numbers and stand for themselves.
    pub numbers: bool,
    next: u64,
}

impl<'c> CohortTable<'c> {
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        let table = open.open("cohort.csv")?;
        let table = table.table(&["cohort_definition_id", "subject_id", "cohort_start_date", "cohort_end_date"])?;
        let subjects = open.open("subjects.csv")?.table(&["subject_id", "patient_id"])?;
        Ok(Self {
            context,
            table,
            subjects: Some(subjects),
            numbers: false,
            next: 1,
        })
    }

    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        let mut members = case.members().peekable();
        if members.peek().is_none() {
            return Ok(());
        }
        let subject = match self.numbers {
            true => case.person.id.clone(),
            false => self.next.to_string(),
        };
        self.next += 1;
        if let Some(subjects) = &mut self.subjects {
            subjects.row([&subject, &case.person.id])?;
        }
        let about = &self.context.cohort.about;
        for judged in members {
            // The end of the acute phase: what is known of a member after that is another question.
            let end = Day(judged.entry.day.0 + i32::from(about.acute_days));
            self.table.row([
                about.number.to_string(),
                subject.clone(),
                judged.entry.day.to_string(),
                end.to_string(),
            ])?;
        }
        Ok(())
    }

    /// Ends the tables and writes the definition.
    pub fn finish(&mut self, open: &mut dyn Open) -> Result<(), Error> {
        self.table.finish()?;
        if let Some(subjects) = &mut self.subjects {
            subjects.finish()?;
        }
        let cohort = self.context.cohort;
        let mut table = open.open("cohort_definition.csv")?.table(&[
            "cohort_definition_id",
            "cohort_definition_name",
            "cohort_definition_description",
            "definition_type_concept_id",
            "cohort_definition_syntax",
            "subject_concept_id",
            "cohort_initiation_date",
        ])?;
        table.row([
            cohort.about.number.to_string(),
            cohort.about.label.clone(),
            cohort.about.description.clone(),
            "0".to_owned(),
            cohort.source.text.to_string(),
            "0".to_owned(),
            String::new(),
        ])?;
        table.finish()
    }
}
