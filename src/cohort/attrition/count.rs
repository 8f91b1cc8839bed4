//! Counts persons on their way through a cohort.

use super::detail::DetailRow;
use super::rows::AttritionRow;
use crate::cohort::file::{Cohort, IndexEvents};
use crate::cohort::person::{Person, RuleState, Verdict};
use crate::cohort::reading::Fate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Records and persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Reports, and from the index event on index events.
    pub records: u64,
    /// Persons.
    pub persons: u64,
}

impl Count {
    /// Adds records of one person.
    fn add(&mut self, records: u64) {
        self.records += records;
        self.persons += u64::from(records > 0);
    }
}

/// Counts persons on their way through a cohort.
#[derive(Debug)]
pub struct Counter<'c> {
    cohort: &'c Cohort,
    /// Records whose patient is not known, by fate.
    unknown: [u64; Fate::ALL.len()],
    /// What is left after each fate.
    fates: [Count; Fate::ALL.len()],
    read: Count,
    one_person: Count,
    with_event: Count,
    washed: Count,
    taken: Count,
    /// What is left after each rule.
    rules: Vec<Count>,
    members: Count,
    /// Who is stopped by which rule, and why.
    states: BTreeMap<(usize, RuleState), Count>,
    /// Members if a rule were left out.
    without: Vec<Count>,
    /// What the studies say of the index event of persons who have none.
    no_index: BTreeMap<RuleState, u64>,
}

impl<'c> Counter<'c> {
    /// For a cohort.
    pub fn new(cohort: &'c Cohort) -> Self {
        Self {
            cohort,
            unknown: [0; Fate::ALL.len()],
            fates: [Count::default(); Fate::ALL.len()],
            read: Count::default(),
            one_person: Count::default(),
            with_event: Count::default(),
            washed: Count::default(),
            taken: Count::default(),
            rules: vec![Count::default(); cohort.rules.len()],
            members: Count::default(),
            states: BTreeMap::new(),
            without: vec![Count::default(); cohort.rules.len()],
            no_index: BTreeMap::new(),
        }
    }

    /// Counts records of nobody.
    pub fn unknown(&mut self, fate: Fate, records: u64) {
        self.unknown[fate as usize] += records;
    }

    /// Counts a person.
    pub fn person(&mut self, person: &Person, verdict: &Verdict, without_index: Option<RuleState>) {
        self.read.add(person.fates.iter().sum());
        for fate in Fate::ALL {
            self.fates[fate as usize].add(person.left_after(fate));
        }
        let reports = person.left_after(Fate::OtherStudy);
        if reports == 0 {
            return;
        }
        if person.crowded {
            return;
        }
        self.one_person.add(reports);
        if verdict.events == 0 {
            *self.no_index.entry(without_index.unwrap_or(RuleState::NotStated)).or_default() += 1;
            return;
        }
        self.with_event.add(verdict.events);
        self.washed.add(verdict.washed);
        self.taken.add(verdict.judged.len() as u64);
        let mut left = verdict.judged.len() as u64;
        for (number, own) in self.rules.iter_mut().enumerate() {
            let stopped: Vec<RuleState> = verdict
                .judged
                .iter()
                .filter(|judged| judged.first_failed() == Some(number))
                .map(|judged| judged.rules[number].state)
                .collect();
            left -= stopped.len() as u64;
            own.add(left);
            for state in &stopped {
                self.states.entry((number, *state)).or_default().records += 1;
            }
            // Whoever loses the last index event here is counted as a person by the first of them.
            if let (0, Some(state)) = (left, stopped.first()) {
                self.states.entry((number, *state)).or_default().persons += 1;
            }
            let without = verdict.judged.iter().filter(|judged| judged.passes_without(number)).count() as u64;
            let kept = match self.cohort.keep {
                crate::cohort::file::Take::Every => without,
                _ => without.min(1),
            };
            self.without[number].add(kept);
        }
        self.members
            .add(verdict.judged.iter().filter(|judged| judged.member).count() as u64);
    }

    /// The members.
    pub fn members(&self) -> Count {
        self.members
    }

    /// The place among [`Counter::rows`] of the row from which on records are index events.
    pub fn first_index(&self) -> usize {
        // Reports read, a row for each fate but the last, and crowded ids come before it.
        Fate::ALL.len() + 1
    }

    /// All rows, in order. Records that could not be read and are of nobody known are `rejected` less those of known patients.
    pub fn rows(&self) -> Vec<AttritionRow> {
        let mut rows = Rows {
            list: Vec::new(),
            records_unknown: self.unknown.iter().sum(),
        };
        rows.begin("Reports read", self.read);
        for fate in Fate::ALL {
            let reason = match fate {
                Fate::Unreadable => "Could not be read",
                Fate::OddText => "Text is no radiology report in English",
                Fate::NoPatient => "Patient unknown",
                Fate::NoDate => "Date of the study unknown",
                Fate::Superseded => "Earlier version or copy of a report",
                Fate::OtherStudy => "Other kind of study, or outside the study period",
                Fate::Counts => continue,
            };
            rows.records_unknown -= self.unknown[fate as usize];
            rows.next(reason, self.fates[fate as usize]);
        }
        rows.next("Patient id of more reports than one person has", self.one_person);
        let by_table = matches!(self.cohort.index.events, IndexEvents::Table(_));
        let label = &self.cohort.index.label;
        let what = if by_table {
            "No index event in the table of events"
        } else {
            "Not an index report"
        };
        rows.next(&format!("{what} ({label}); from here on records are index events"), self.with_event);
        if let Some(days) = self.cohort.index.washout {
            rows.next(&format!("An earlier one in the {days} days before"), self.washed);
        }
        let taken = match self.cohort.index.take {
            crate::cohort::file::Take::First => Some("Not the first index event of the person"),
            crate::cohort::file::Take::Last => Some("Not the last index event of the person"),
            crate::cohort::file::Take::Every => None,
        };
        if let Some(reason) = taken {
            rows.next(reason, self.taken);
        }
        for (rule, count) in self.cohort.rules.iter().zip(&self.rules) {
            rows.next(&rule.reason, *count);
        }
        let kept = match self.cohort.keep {
            crate::cohort::file::Take::First => Some("Not the first of the person that meets all rules"),
            crate::cohort::file::Take::Last => Some("Not the last of the person that meets all rules"),
            crate::cohort::file::Take::Every => None,
        };
        if let Some(reason) = kept {
            rows.next(reason, self.members);
        }
        rows.list
    }

    /// What lies behind the rows: states, and what each rule costs.
    pub fn details(&self) -> Vec<DetailRow> {
        let row = |rule: &str, what: &'static str, state: &str, count: Count| DetailRow {
            cohort: self.cohort.about.number,
            rule: rule.to_owned(),
            what,
            state: state.to_owned(),
            records: count.records,
            persons: count.persons,
        };
        let mut all = Vec::new();
        for (state, persons) in &self.no_index {
            let count = Count {
                records: 0,
                persons: *persons,
            };
            all.push(row("index", "persons_without_index_event", state.as_str(), count));
        }
        for (number, rule) in self.cohort.rules.iter().enumerate() {
            let own = self.states.range((number, RuleState::Met)..=(number, RuleState::Unknown));
            for ((_, state), count) in own {
                all.push(row(&rule.id, "excluded", state.as_str(), *count));
            }
            all.push(row(&rule.id, "members_without_this_rule", "", self.without[number]));
        }
        all
    }
}

struct Rows {
    list: Vec<AttritionRow>,
    /// Records of nobody known that are still counted.
    records_unknown: u64,
}

impl Rows {
    fn begin(&mut self, reason: &str, count: Count) {
        self.push(reason, count.records + self.records_unknown, count.persons, 0, 0);
    }

    fn next(&mut self, reason: &str, count: Count) {
        let (before_records, before_persons) = self.list.last().map_or((0, 0), |row| (row.records, row.persons));
        let records = count.records + self.records_unknown;
        let (less_records, less_persons) = (before_records as i64 - records as i64, before_persons as i64 - count.persons as i64);
        self.push(reason, records, count.persons, less_records, less_persons);
    }

    fn push(&mut self, reason: &str, records: u64, persons: u64, excluded_records: i64, excluded_persons: i64) {
        self.list.push(AttritionRow {
            reason: reason.to_owned(),
            records,
            persons,
            excluded_records,
            excluded_persons,
        });
    }
}
