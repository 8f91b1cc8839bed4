//! The verdict of every rule on every index event.

use super::entries::{Entries, take};
use super::{Entry, Floors, Person};
use crate::cohort::criterion::{Level, Node, Said};
use crate::cohort::file::{Cohort, Rule, Want};
use crate::cohort::window::Window;
use std::collections::BTreeSet;

/// What a rule found, for people who ask why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleState {
    /// It is met, or nothing excludes.
    Met,
    /// Something excludes.
    Excluded,
    /// Met on fewer days than asked for.
    TooFew,
    /// Only hedged.
    Hedged,
    /// Denied.
    Denied,
    /// Only asked for or feared.
    Hypothetical,
    /// Only of the past.
    Historical,
    /// Nothing is said of it.
    NotStated,
    /// There is no study in the window.
    NoStudy,
    /// The age or the sex is another.
    Other,
    /// The age or the sex is not known.
    Unknown,
}

impl RuleState {
    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Excluded => "excluded",
            Self::TooFew => "too_few_studies",
            Self::Hedged => "hedged",
            Self::Denied => "denied",
            Self::Hypothetical => "hypothetical",
            Self::Historical => "historical",
            Self::NotStated => "not_stated",
            Self::NoStudy => "no_study",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// Why studies that say this, all together, do not meet a criterion: the first of what can be said of it that they say.
    pub fn short_of(said: Said) -> Self {
        match () {
            () if said.level() > Level::Unmet => Self::Hedged,
            () if said.has(Said::DENIED) => Self::Denied,
            () if said.has(Said::HYPOTHETICAL) => Self::Hypothetical,
            () if said.has(Said::HISTORICAL) => Self::Historical,
            () => Self::NotStated,
        }
    }

    /// True when the rule lets the person in.
    pub fn passes(self) -> bool {
        self == Self::Met
    }
}

/// What a rule says of one index event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleResult {
    /// What it found.
    pub state: RuleState,
    /// The visits that met it, by their place among those of the person: of an excluding rule those that exclude.
    pub visits: Vec<usize>,
}

/// An index event with the verdict of every rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The index event.
    pub entry: Entry,
    /// What each rule says, in order.
    pub rules: Vec<RuleResult>,
    /// True when all rules let it in, and it is among those kept.
    pub member: bool,
}

impl Judged {
    /// The first rule that does not let it in.
    pub fn first_failed(&self) -> Option<usize> {
        self.rules.iter().position(|rule| !rule.state.passes())
    }

    /// True when all rules but perhaps this one let it in.
    pub fn passes_without(&self, rule: usize) -> bool {
        (0..).zip(&self.rules).all(|(at, result)| at == rule || result.state.passes())
    }
}

/// What a cohort says of a person.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// How many index events there are before the washout.
    pub events: u64,
    /// How many are left after it.
    pub washed: u64,
    /// Those that are taken, by day.
    pub judged: Vec<Judged>,
}

/// Judges a person. Of an id that stands for many persons, and of whoever has no report that counts, nothing is said.
pub fn judge(person: &Person, cohort: &Cohort, floors: Floors) -> Verdict {
    if person.crowded || person.reports.is_empty() {
        return Verdict::default();
    }
    let entries = Entries::of(person, cohort, floors);
    let mut judged: Vec<Judged> = entries
        .taken
        .iter()
        .map(|&entry| Judged {
            entry,
            rules: cohort.rules.iter().map(|rule| result(rule, person, entry, floors)).collect(),
            member: false,
        })
        .collect();
    let passing: Vec<Entry> = judged.iter().filter(|j| j.first_failed().is_none()).map(|j| j.entry).collect();
    let kept = take(&passing, cohort.keep);
    judged.iter_mut().for_each(|own| own.member = kept.contains(&own.entry));
    Verdict {
        events: entries.all.len() as u64,
        washed: entries.washed.len() as u64,
        judged,
    }
}

fn result(rule: &Rule, person: &Person, entry: Entry, floors: Floors) -> RuleResult {
    let plain = |state| RuleResult { state, visits: Vec::new() };
    match &rule.want {
        Want::Include(node, window, studies) => {
            included(node.as_ref(), *window, *studies, person, entry, rule.floor.unwrap_or(floors.wanted))
        }
        Want::Exclude(node, window) => {
            let floor = rule.floor.unwrap_or(floors.excluding);
            let visits: Vec<usize> = in_window(person, entry, *window)
                .filter(|&at| node.eval(&person.visits[at].said).level() >= floor)
                .collect();
            let state = if visits.is_empty() { RuleState::Met } else { RuleState::Excluded };
            RuleResult { state, visits }
        }
        Want::Age(from, to) => plain(match person.age(entry) {
            None => RuleState::Unknown,
            Some(age) if (*from..=*to).contains(&age) => RuleState::Met,
            Some(_) => RuleState::Other,
        }),
        Want::Sex(wanted) => plain(match person.sex() {
            None => RuleState::Unknown,
            Some(sex) if wanted.chars().eq([sex]) => RuleState::Met,
            Some(_) => RuleState::Other,
        }),
    }
}

fn included(node: Option<&Node>, window: Window, studies: u32, person: &Person, entry: Entry, floor: Level) -> RuleResult {
    let mut all = Said::default();
    let mut looked_at = 0;
    let mut visits = Vec::new();
    for at in in_window(person, entry, window) {
        looked_at += 1;
        let said = node.map_or(Said::at(Level::Definite), |node| node.eval(&person.visits[at].said));
        all = all.join(said);
        if said.level() >= floor {
            visits.push(at);
        }
    }
    let days: BTreeSet<i32> = visits.iter().map(|&at| person.visits[at].day.0).collect();
    let state = match () {
        () if days.len() >= studies as usize => RuleState::Met,
        () if looked_at == 0 => RuleState::NoStudy,
        () if !days.is_empty() => RuleState::TooFew,
        () => RuleState::short_of(all),
    };
    RuleResult { state, visits }
}

/// The visits of a window, by day.
fn in_window(person: &Person, entry: Entry, window: Window) -> impl Iterator<Item = usize> + '_ {
    let days = person.visits.iter().map(move |visit| visit.day.since(entry.day));
    days.enumerate().filter(move |(_, day)| window.holds(*day)).map(|(at, _)| at)
}

impl Person {
    /// The age in years on the day of an index event: from the day of birth, or else from the age of the report nearest to that day.
    pub fn age(&self, entry: Entry) -> Option<f64> {
        // Where reports disagree, the order of the input must not decide: the earliest day of birth, the earlier of two reports as near.
        if let Some(birth) = self.reports.iter().filter_map(|report| report.study.birth).min() {
            let (born, now) = (super::super::window::Day(birth).date(), entry.day.date());
            return now.years_since(born).map(f64::from);
        }
        let nearness = |report: &&super::Report| {
            let day = report.study.day.unwrap_or(i32::MAX);
            // Ages are not negative, so that their bits are in the order of the ages.
            (day.abs_diff(entry.day.0), day, report.study.age.map(f32::to_bits))
        };
        let nearest = self
            .reports
            .iter()
            .filter(|report| report.study.age.is_some())
            .min_by_key(nearness)?;
        let years = f64::from(entry.day.0 - nearest.study.day?) / 365.25;
        // The age of a report is in whole years; a year that has not passed is not counted.
        let own = f64::from(nearest.study.age?);
        Some(if years.abs() < 1.0 { own } else { own + years.trunc() })
    }

    /// The sex, where the reports that name one agree.
    pub fn sex(&self) -> Option<char> {
        let mut all = self.reports.iter().filter_map(|report| report.study.sex);
        let first = all.next()?;
        all.all(|other| other == first).then_some(first)
    }
}
