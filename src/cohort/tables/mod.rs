//! The files of a cohort that have rows of persons.

mod changes;
mod episodes;
mod evidence;
mod flags;
mod members;
mod omop;
mod pool;
mod sensitivity;
mod timeline;

pub use episodes::{Agreement, Phase};
pub use sensitivity::Variant;

use super::criterion::Node;
use super::file::Cohort;
use super::person::{Judged, Person, RuleState, Verdict, Visit};
use super::reading::Evidence;
use super::review::Stratum;
use super::window::Day;
use crate::Extractor;
use crate::error::Error;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A person with all that a cohort says of them.
pub struct Case<'p> {
    /// The person.
    pub person: &'p Person,
    /// The verdict.
    pub verdict: &'p Verdict,
    /// The verdicts at the certainties of [`crate::cohort::criterion::Level::FLOORS`].
    pub by_floor: &'p [Verdict; 3],
    /// The days on which the person is a member by another rule set.
    pub other: Vec<Day>,
    /// What is said of the index event where there is none.
    pub without_index: Option<RuleState>,
}

impl<'p> Case<'p> {
    /// The memberships.
    fn members(&self) -> impl Iterator<Item = &'p Judged> {
        self.verdict.judged.iter().filter(|judged| judged.member)
    }
}

/// What all tables need to know.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The cohort.
    pub cohort: &'c Cohort,
    /// The rules.
    pub extractor: &'c Extractor,
    /// False to leave the words of reports out.
    pub with_text: bool,
    /// True where a run with another rule set was given.
    pub with_other: bool,
    /// The seed of samples.
    pub seed: u64,
}

impl Context<'_> {
    /// The id of a finding.
    fn finding(&self, number: u16) -> &str {
        self.extractor.lexicon().findings.get(usize::from(number)).map_or("", |f| &f.id)
    }

    /// Its name for people.
    fn label(&self, number: u16) -> &str {
        self.extractor.lexicon().findings.get(usize::from(number)).map_or("", |f| &f.label)
    }
}

/// Opens the files of the output.
pub trait Open {
    /// A new file with this name.
    ///
    /// # Errors
    /// A file that cannot be written.
    fn open(&mut self, name: &str) -> Result<Out, Error>;
}

/// A file of the output.
pub struct Out {
    /// Where it goes.
    pub path: PathBuf,
    /// The file.
    pub file: BufWriter<File>,
}

impl Out {
    /// A table with these columns.
    fn table(self, header: &[&str]) -> Result<Table, Error> {
        let mut table = Table {
            path: self.path,
            rows: csv::Writer::from_writer(self.file),
        };
        table.row(header)?;
        Ok(table)
    }
}

/// A table that is being written.
struct Table {
    path: PathBuf,
    rows: csv::Writer<BufWriter<File>>,
}

impl Table {
    fn row<C: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<(), Error> {
        self.rows.write_record(cells).map_err(|e| writing(&self.path, e))
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.rows.flush().map_err(|e| Error::writing(&self.path, e))
    }
}

fn writing(path: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::writing(path, error),
        _ => Error::usage(format!("{} cannot be written", path.display())),
    }
}

/// Lines of JSON that are being written.
struct Lines(Out);

impl Lines {
    fn line(&mut self, value: &impl serde::Serialize) -> Result<(), Error> {
        // Of plain types, which can always be written.
        let mut line = serde_json::to_vec(value).unwrap_or_default();
        line.push(b'\n');
        self.0.file.write_all(&line).map_err(|e| Error::writing(&self.0.path, e))
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.0.file.flush().map_err(|e| Error::writing(&self.0.path, e))
    }
}

/// All tables.
pub struct Writers<'c> {
    members: members::Members<'c>,
    evidence: evidence::EvidenceLines<'c>,
    timeline: timeline::Timeline<'c>,
    episodes: episodes::Episodes<'c>,
    flags: flags::FlagTimes<'c>,
    changes: changes::Changes<'c>,
    sensitivity: sensitivity::Sensitivity<'c>,
    omop: omop::CohortTable<'c>,
    pool: pool::Pool<'c>,
}

/// What the tables say of all persons together.
#[derive(Debug)]
pub struct Totals {
    /// Cases by stratum of the review.
    pub strata: BTreeMap<Stratum, u64>,
    /// Agreement of clinical grades with the imaging floor, where such grades were given.
    pub agreement: Option<Agreement>,
    /// Rows of `sensitivity.csv`.
    pub variants: Vec<Variant>,
}

impl<'c> Writers<'c> {
    /// Begins all tables.
    ///
    /// # Errors
    /// Files that cannot be written.
    pub fn begin(context: Context<'c>, open: &mut dyn Open) -> Result<Self, Error> {
        Ok(Self {
            members: members::Members::begin(context, open)?,
            evidence: evidence::EvidenceLines::begin(context, open)?,
            timeline: timeline::Timeline::begin(context, open)?,
            episodes: episodes::Episodes::begin(context, open)?,
            flags: flags::FlagTimes::begin(context, open)?,
            changes: changes::Changes::begin(context, open)?,
            sensitivity: sensitivity::Sensitivity::begin(context, open)?,
            omop: omop::CohortTable::begin(context, open)?,
            pool: pool::Pool::begin(context, open)?,
        })
    }

    /// Says whether the ids of all patients are whole numbers, before the first person.
    pub fn patients_are_numbers(&mut self, numbers: bool) {
        self.omop.numbers = numbers;
    }

    /// Adds a person.
    ///
    /// # Errors
    /// I/O errors.
    pub fn person(&mut self, case: &Case<'_>) -> Result<(), Error> {
        self.members.person(case)?;
        self.evidence.person(case)?;
        self.timeline.person(case)?;
        self.episodes.person(case)?;
        self.flags.person(case)?;
        self.changes.person(case)?;
        self.sensitivity.person(case)?;
        self.omop.person(case)?;
        self.pool.person(case)
    }

    /// Adds a member by another rule set of whom this run has no report.
    ///
    /// # Errors
    /// I/O errors.
    pub fn only_other(&mut self, patient: &str, day: Day) -> Result<(), Error> {
        self.sensitivity.only_other(patient, day)
    }

    /// Ends all tables.
    ///
    /// # Errors
    /// I/O errors.
    pub fn finish(mut self, open: &mut dyn Open) -> Result<Totals, Error> {
        self.members.finish()?;
        self.evidence.finish()?;
        self.timeline.finish()?;
        let agreement = self.episodes.finish(open)?;
        self.flags.finish()?;
        self.changes.finish()?;
        let variants = self.sensitivity.finish(open)?;
        self.omop.finish(open)?;
        let strata = self.pool.finish()?;
        Ok(Totals {
            strata,
            agreement,
            variants,
        })
    }
}

/// A criterion of a cohort as files name it: `index`, or the id of a rule.
pub fn criteria(cohort: &Cohort) -> impl Iterator<Item = (&str, &str)> {
    let rules = cohort.rules.iter().map(|rule| (rule.id.as_str(), rule.label.as_str()));
    std::iter::once(("index", cohort.index.label.as_str())).chain(rules)
}

/// The visits that met a criterion for an index event: the index visit, or those of a rule. Criteria are numbered as [`criteria`] has them.
fn visits_of<'p>(person: &'p Person, judged: &'p Judged, criterion: usize) -> impl Iterator<Item = &'p Visit> {
    let of_index = judged.entry.visit.iter().filter(move |_| criterion == 0);
    let of_rule = criterion.checked_sub(1).map_or(&[][..], |rule| &judged.rules[rule].visits);
    of_index.chain(of_rule).map(|&at| &person.visits[at])
}

/// What a criterion asks of visits; none where it asks nothing of what they say. Criteria are numbered as [`criteria`] has them.
fn node_of(cohort: &Cohort, criterion: usize) -> Option<&Node> {
    match criterion.checked_sub(1) {
        None => cohort.index.events.node(),
        Some(rule) => cohort.rules[rule].want.node(),
    }
}

/// The leaves that a criterion asks for.
fn leaves_of(cohort: &Cohort, criterion: usize) -> Vec<u16> {
    let mut leaves = Vec::new();
    if let Some(node) = node_of(cohort, criterion) {
        node.for_each_wanted(&mut |leaf| leaves.push(leaf));
    }
    leaves
}

/// The statements of a report that met one of these leaves, each once.
fn statements<'p>(report: &'p super::person::Report, leaves: &[u16]) -> Vec<&'p Evidence> {
    let mut all: Vec<&Evidence> = report.study.evidence.iter().filter(|e| leaves.contains(&e.leaf)).collect();
    all.sort_by_key(|e| e.n);
    all.dedup_by_key(|e| e.n);
    all
}
