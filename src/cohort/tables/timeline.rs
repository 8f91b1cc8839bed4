//! `timeline.csv`: every study of a member around the index event.

use super::{Case, Context, Open, Phase, Table};
use crate::error::Error;
use crate::report::{FlagValue, contract_word};
use crate::vocabulary::Change;

const HEADER: [&str; 16] = [
    "cohort_definition_id",
    "patient_id",
    "index_date",
    "visit",
    "day",
    "phase",
    "date",
    "report",
    "accession",
    "modality",
    "body_parts",
    "imaging_floor",
    "stated_grade",
    "discordance",
    "flags_yes",
    "reported_changes",
];

pub(super) struct Timeline<'c> {
    context: Context<'c>,
    table: Table,
}

impl<'c> Timeline<'c> {
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        let table = open.open("timeline.csv")?.table(&HEADER)?;
        Ok(Self { context, table })
    }

    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        let (cohort, flags) = (self.context.cohort, self.context.extractor.flags());
        for judged in case.members() {
            for (number, visit) in (1..).zip(&case.person.visits) {
                for report in visit.reports.iter().map(|&at| &case.person.reports[at].study) {
                    let day = crate::cohort::window::Day(report.day.unwrap_or(visit.day.0));
                    let since = day.since(judged.entry.day);
                    let yes = report.flags.iter().filter(|(_, value)| *value == FlagValue::Yes);
                    let yes: Vec<&str> = yes.map(|(flag, _)| flags.id(usize::from(*flag))).collect();
                    let change = |(finding, change): &(u16, Change)| format!("{}:{}", self.context.finding(*finding), change.as_str());
                    let changes: Vec<String> = report.changes.iter().map(change).collect();
                    let grade = |(scale, low, high): &(String, u8, u8)| match low == high {
                        true => format!("{scale}:{low}"),
                        false => format!("{scale}:{low}-{high}"),
                    };
                    self.table.row([
                        cohort.about.number.to_string(),
                        case.person.id.clone(),
                        judged.entry.day.to_string(),
                        number.to_string(),
                        since.to_string(),
                        Phase::of(since, cohort.about.acute_days).as_str().to_owned(),
                        day.to_string(),
                        report.id.clone(),
                        report.accession.clone(),
                        report.modality.clone(),
                        report.body_parts.join("|"),
                        contract_word(report.floor),
                        report.stated.iter().map(grade).collect::<Vec<_>>().join("|"),
                        contract_word(report.discordance),
                        yes.join("|"),
                        changes.join("|"),
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
