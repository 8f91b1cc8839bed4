//! `episodes.csv`: the studies of a member around the index event, rolled up; and `agreement.csv`, clinical grades against the imaging floor.

use super::{Case, Context, Open, Table};
use crate::cohort::person::{Judged, Person, Visit};
use crate::error::Error;
use crate::report::{Discordance, FloorValue, contract_word};
use crate::stats::{Kappa, kappa};
use serde::Serialize;
use std::fmt;

const HEADER: [&str; 19] = [
    "cohort_definition_id",
    "patient_id",
    "index_date",
    "studies_baseline",
    "studies_acute",
    "studies_after",
    "floor_baseline",
    "floor_acute",
    "floor_acute_date",
    "floor_acute_day",
    "floor_after",
    "floor_after_date",
    "floor_after_day",
    "stated_grade",
    "stated_grade_date",
    "stated_grade_day",
    "discordance",
    "clinical_grade",
    "clinical_grade_in_line",
];

/// When a study was, counted from the index event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Before the day of the event.
    Baseline,
    /// From the day of the event to the end of the acute phase.
    Acute,
    /// Behind it.
    After,
}

impl Phase {
    /// The phase of a day.
    pub fn of(day: i32, acute_days: u16) -> Self {
        match day {
            ..0 => Self::Baseline,
            day if day <= i32::from(acute_days) => Self::Acute,
            _ => Self::After,
        }
    }

    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Acute => "acute",
            Self::After => "after",
        }
    }
}

/// The visits that belong to an index event, each with its day and phase: not those before the event ahead of it, nor those from the event behind it on.
pub(super) fn episode<'p>(case: &Case<'p>, judged: &'p Judged, acute_days: u16) -> impl Iterator<Item = (i32, Phase, &'p Visit)> + use<'p> {
    let others: Vec<_> = case.verdict.judged.iter().map(|other| other.entry.day).collect();
    let own = judged.entry.day;
    let first = others.iter().copied().filter(|day| *day < own).max();
    let next = others.iter().copied().filter(|day| *day > own).min();
    let visits = case.person.visits.iter();
    let within = visits.filter(move |visit| first.is_none_or(|first| first <= visit.day) && next.is_none_or(|next| visit.day < next));
    within.map(move |visit| {
        let day = visit.day.since(own);
        (day, Phase::of(day, acute_days), visit)
    })
}

/// Clinical grades against the highest floor of the acute phase.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Agreement {
    /// For each floor (none or nothing stated, 3, 4) how many members have each grade, 0 to 4.
    pub table: [[u64; 5]; 3],
    /// Cohen's kappa of three classes: below 3, 3, 4.
    pub kappa: Option<Kappa>,
    /// Cohen's kappa of two: below 3, and from 3 on.
    pub kappa_severe: Option<Kappa>,
    /// Members with a grade that is no number from 0 to 4.
    pub other_grades: u64,
    /// Members whose floor is indeterminate or suppressed, who are in no cell.
    pub open_floors: u64,
}

pub(super) struct Episodes<'c> {
    context: Context<'c>,
    table: Table,
    agreement: Option<Agreement>,
}

impl<'c> Episodes<'c> {
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        let table = open.open("episodes.csv")?.table(&HEADER)?;
        Ok(Self {
            context,
            table,
            agreement: None,
        })
    }

    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        let acute_days = self.context.cohort.about.acute_days;
        for judged in case.members() {
            let visits: Vec<(i32, Phase, &Visit)> = episode(case, judged, acute_days).collect();
            let studies = |phase| visits.iter().filter(|(_, own, _)| *own == phase).count().to_string();
            let floor = |phase| highest_floor(case.person, visits.iter().filter(move |(_, own, _)| *own == phase));
            let [baseline, acute, after] = [Phase::Baseline, Phase::Acute, Phase::After].map(floor);
            let stated = self.stated(case.person, visits.iter().filter(|(day, ..)| *day >= 0));
            let discordant = visits.iter().filter(|(day, ..)| *day >= 0).any(|(_, _, visit)| {
                let mut reports = visit.reports.iter().map(|&at| &case.person.reports[at].study);
                reports.any(|report| report.discordance == Discordance::Yes)
            });
            // What one report states may lie below the floor of another one of the episode.
            let below = stated
                .as_ref()
                .zip(acute)
                .is_some_and(|(stated, (floor, _))| stated.high < least(floor));
            let discordant = discordant || below;
            let grade = judged.entry.event.map_or("", |at| &*case.person.events[at].grade);
            let in_line = self.compare(grade, acute.map(|(floor, _)| floor));
            let word = |floor: Option<(FloorValue, i32)>| floor.map_or(String::new(), |(floor, _)| contract_word(floor));
            let date = |day: Option<i32>| {
                day.map_or(String::new(), |day| {
                    crate::cohort::window::Day(judged.entry.day.0 + day).to_string()
                })
            };
            let number = |day: Option<i32>| day.map_or(String::new(), |day| day.to_string());
            // The floor `none` says that imaging sets none, so that its day is of no interest.
            let set = |floor: Option<(FloorValue, i32)>| {
                let set = floor.filter(|(floor, _)| matches!(floor, FloorValue::Three | FloorValue::Four));
                set.map(|(_, day)| day)
            };
            self.table.row([
                self.context.cohort.about.number.to_string(),
                case.person.id.clone(),
                judged.entry.day.to_string(),
                studies(Phase::Baseline),
                studies(Phase::Acute),
                studies(Phase::After),
                word(baseline),
                word(acute),
                date(set(acute)),
                number(set(acute)),
                word(after),
                date(set(after)),
                number(set(after)),
                stated.as_ref().map_or(String::new(), |stated| stated.to_string()),
                date(stated.as_ref().map(|stated| stated.day)),
                number(stated.as_ref().map(|stated| stated.day)),
                if discordant { "yes" } else { "no" }.to_owned(),
                grade.to_owned(),
                in_line.to_owned(),
            ])?;
        }
        Ok(())
    }

    /// The highest grade that is stated on a scale that may be compared with the floor.
    fn stated<'v>(&self, person: &'v Person, visits: impl Iterator<Item = &'v (i32, Phase, &'v Visit)>) -> Option<Stated<'v>> {
        let grades = self.context.extractor.flags().grades.as_ref();
        let comparable = |scale: &String| grades.is_some_and(|grades| grades.comparable.contains(scale));
        let all = visits.flat_map(|(day, _, visit)| {
            let reports = visit.reports.iter().map(|&at| &person.reports[at].study);
            reports.flat_map(|report| &report.stated).map(move |(scale, low, high)| Stated {
                scale,
                low: *low,
                high: *high,
                day: *day,
            })
        });
        let all = all.filter(|stated| stated.scale == UNSPECIFIED || comparable(&stated.scale.to_owned()));
        all.reduce(|best, next| if next.high > best.high { next } else { best })
    }

    /// Counts a clinical grade against the floor, and says whether they are in line: a floor is a lower bound.
    fn compare(&mut self, grade: &str, floor: Option<FloorValue>) -> &'static str {
        if grade.is_empty() {
            return "";
        }
        let agreement = self.agreement.get_or_insert_default();
        let Some(grade) = grade.trim().parse::<u8>().ok().filter(|grade| *grade <= 4) else {
            agreement.other_grades += 1;
            return "";
        };
        let row = match floor {
            Some(FloorValue::Four) => 2,
            Some(FloorValue::Three) => 1,
            None | Some(FloorValue::None | FloorValue::NotStated) => 0,
            Some(FloorValue::Indeterminate | FloorValue::Suppressed) => {
                agreement.open_floors += 1;
                return "";
            }
        };
        agreement.table[row][usize::from(grade)] += 1;
        if grade >= floor.map_or(0, least) { "yes" } else { "no" }
    }

    /// Ends the table. Where grades were given, `agreement.csv` has their table and the kappas.
    pub fn finish(&mut self, open: &mut dyn Open) -> Result<Option<Agreement>, Error> {
        self.table.finish()?;
        let Some(mut agreement) = self.agreement.take() else {
            return Ok(None);
        };
        let three = agreement.table.map(|row| [row[0] + row[1] + row[2], row[3], row[4]]);
        let severe = |row: [u64; 3]| [row[0], row[1] + row[2]];
        let [below, upper] = [
            severe(three[0]),
            severe(std::array::from_fn(|grade| three[1][grade] + three[2][grade])),
        ];
        let two = [below, upper];
        agreement.kappa = kappa(&three);
        agreement.kappa_severe = kappa(&two);
        let mut table =
            open.open("agreement.csv")?
                .table(&["highest_floor_acute", "grade_0", "grade_1", "grade_2", "grade_3", "grade_4"])?;
        for (floor, row) in ["none", "3", "4"].into_iter().zip(&agreement.table) {
            let cells = std::iter::once(floor.to_owned()).chain(row.iter().map(u64::to_string));
            table.row(cells)?;
        }
        table.finish()?;
        Ok(Some(agreement))
    }
}

/// The highest floor of some visits, with the day on which it is first reached; none where there is no visit.
fn highest_floor<'v>(person: &Person, visits: impl Iterator<Item = &'v (i32, Phase, &'v Visit)>) -> Option<(FloorValue, i32)> {
    let floors = visits.flat_map(|(day, _, visit)| visit.reports.iter().map(move |&at| (person.reports[at].study.floor, *day)));
    floors.reduce(|best, next| if rank(next.0) > rank(best.0) { next } else { best })
}

fn rank(floor: FloorValue) -> u8 {
    match floor {
        FloorValue::NotStated => 0,
        FloorValue::None => 1,
        FloorValue::Suppressed => 2,
        FloorValue::Indeterminate => 3,
        FloorValue::Three => 4,
        FloorValue::Four => 5,
    }
}

/// The least grade that a floor allows.
fn least(floor: FloorValue) -> u8 {
    match floor {
        FloorValue::Four => 4,
        FloorValue::Three => 3,
        _ => 0,
    }
}

/// What records call the scale of a grade that names none.
const UNSPECIFIED: &str = "unspecified";

/// A grade that a report states.
struct Stated<'v> {
    scale: &'v str,
    low: u8,
    high: u8,
    day: i32,
}

impl fmt::Display for Stated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.scale, self.low)?;
        if self.high > self.low {
            write!(f, "-{}", self.high)
        } else {
            Ok(())
        }
    }
}
