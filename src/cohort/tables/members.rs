//! `members.csv`: who is in the cohort, and the value and the days of every criterion.

use super::{Case, Context, Open, Table, criteria, node_of, visits_of};
use crate::cohort::criterion::Said;
use crate::cohort::file::Want;
use crate::error::Error;

pub(super) struct Members<'c> {
    context: Context<'c>,
    table: Table,
}

impl<'c> Members<'c> {
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        let mut header = vec![
            "cohort_definition_id".to_owned(),
            "patient_id".to_owned(),
            "index_date".to_owned(),
            "sex".to_owned(),
            "age".to_owned(),
            "index_reports".to_owned(),
        ];
        for (id, _) in criteria(context.cohort) {
            header.extend(["value", "dates"].map(|what| format!("{id}_{what}")));
        }
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        let table = open.open("members.csv")?.table(&header)?;
        Ok(Self { context, table })
    }

    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        let (cohort, person) = (self.context.cohort, case.person);
        for judged in case.members() {
            let index = visits_of(person, judged, 0).flat_map(|visit| &visit.reports);
            let ids: Vec<&str> = index.map(|&at| &*person.reports[at].study.id).collect();
            let mut cells = vec![
                cohort.about.number.to_string(),
                person.id.clone(),
                judged.entry.day.to_string(),
                person.sex().map_or(String::new(), String::from),
                person.age(judged.entry).map_or(String::new(), |age| age.floor().to_string()),
                ids.join("|"),
            ];
            for number in 0..=cohort.rules.len() {
                let node = node_of(cohort, number);
                let said = visits_of(person, judged, number).filter_map(|visit| Some(node?.eval(&visit.said)));
                let level = said.reduce(Said::join).map(|said| said.level().as_str().to_owned());
                let value = match number.checked_sub(1).map(|rule| &cohort.rules[rule].want) {
                    Some(Want::Age(..)) => person.age(judged.entry).map_or(String::new(), |age| age.floor().to_string()),
                    Some(Want::Sex(_)) => person.sex().map_or(String::new(), String::from),
                    Some(Want::Exclude(..)) => "none".to_owned(),
                    Some(Want::Include(None, ..)) => visits_of(person, judged, number).count().to_string(),
                    None if node.is_none() => judged.entry.event.map_or(String::new(), |at| person.events[at].word.clone()),
                    _ => level.unwrap_or_default(),
                };
                let days: Vec<String> = match number {
                    0 => vec![judged.entry.day.to_string()],
                    _ => visits_of(person, judged, number).map(|visit| visit.day.to_string()).collect(),
                };
                cells.extend([value, days.join("|")]);
            }
            self.table.row(&cells)?;
        }
        Ok(())
    }

    pub fn finish(&mut self) -> Result<(), Error> {
        self.table.finish()
    }
}
