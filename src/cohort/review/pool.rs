//! `pool.jsonl`: the cases that a review draws from.

use super::overview::Overview;
use super::stratum::{Group, Stratum};
use crate::cohort::json_file::parse_lines;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

const FILE: &str = "pool.jsonl";

/// How a criterion came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is said to be so.
    Met,
    /// It is said, but hedged.
    Hedged,
    /// It is said not to be so.
    Denied,
    /// No report says anything of it.
    NotStated,
    /// There is no study that could.
    NoStudy,
    /// It says so, and that keeps the case out.
    Excluded,
}

impl State {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Hedged => "hedged",
            Self::Denied => "denied",
            Self::NotStated => "not_stated",
            Self::NoStudy => "no_study",
            Self::Excluded => "excluded",
        }
    }
}

/// One case: a patient, judged at one date.
#[derive(Clone, Debug, Deserialize)]
pub struct PoolCase {
    /// Its id.
    pub case: String,
    /// The patient.
    pub patient_id: String,
    /// The date that days are counted from.
    pub index_date: Option<String>,
    /// Whether the rules put it into the cohort.
    pub group: Group,
    /// How near it is to the cohort.
    pub stratum: Stratum,
    /// How each criterion came out.
    pub criteria: Vec<Criterion>,
    /// Its reports.
    pub reports: Vec<PoolReport>,
}

/// How a criterion came out for a case.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Criterion {
    /// The id.
    pub id: String,
    /// What people call it.
    #[serde(default)]
    pub label: String,
    /// How it came out.
    pub state: State,
    /// How certain the words are.
    pub certainty: Option<String>,
    /// The date of the report that decided.
    pub date: Option<String>,
    /// The days from the index date to it.
    pub day: Option<i64>,
}

/// A report of a case.
#[derive(Clone, Debug, Deserialize)]
pub struct PoolReport {
    /// The id of its record.
    pub id: String,
    /// Its date.
    pub date: Option<String>,
    /// The days from the index date to it.
    pub day: Option<i64>,
    /// The kind of study.
    pub modality: Option<String>,
    /// What was read in it.
    pub evidence: Vec<Evidence>,
}

/// Words of a report that speak for or against a criterion.
#[derive(Clone, Debug, Deserialize)]
pub struct Evidence {
    /// The criterion.
    pub criterion: String,
    /// The finding.
    pub finding: String,
    /// What people call it.
    #[serde(default)]
    pub label: String,
    /// What is said of it.
    pub assertion: String,
    /// How certain the words are.
    pub certainty: Option<String>,
    /// Where the words are, in the unit of the overview.
    pub span: [u64; 2],
    /// Where their sentence is.
    pub sentence: Option<[u64; 2]>,
    /// The words, unless the run was told to leave them out.
    pub text: Option<String>,
}

/// The cases that a review draws from.
#[derive(Clone, Debug)]
pub struct Pool {
    /// The cases, in order of id.
    pub cases: Vec<PoolCase>,
    /// 16 hexadecimal digits that tell this pool from others.
    pub hash: String,
}

/// Reads the pool of a cohort from its folder.
///
/// # Errors
/// A file that is missing; the first line that is not a case; a case that stands there twice; more cases of a stratum than the overview has.
pub fn read_pool(folder: &Path, overview: &Overview) -> Result<Pool, Error> {
    let path = folder.join(FILE);
    let bytes = std::fs::read(&path).map_err(|e| Error::reading(&path, e))?;
    let lines = parse_lines::<PoolCase>(&path, &bytes)?;
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut counts: BTreeMap<Stratum, u64> = BTreeMap::new();
    for (line, case) in &lines {
        let place = format!("{}:{line}", path.display());
        if let Some(before) = seen.insert(&case.case, *line) {
            return Err(Error::usage(format!(
                "{place}: the case `{}` stands on line {before} too",
                case.case
            )));
        }
        if case.stratum.group() != case.group {
            let (stratum, group) = (case.stratum.as_str(), case.group.as_str());
            return Err(Error::usage(format!("{place}: a {group} cannot be of the stratum `{stratum}`")));
        }
        *counts.entry(case.stratum).or_default() += 1;
    }
    for (stratum, count) in counts {
        let known = overview.strata.get(&stratum).copied().unwrap_or(0);
        if count > known {
            return Err(Error::usage(format!(
                "{}: {count} cases of the stratum `{}`, of which cohort.json knows {known}",
                path.display(),
                stratum.as_str()
            )));
        }
    }
    let mut cases: Vec<PoolCase> = lines.into_iter().map(|(_, case)| case).collect();
    cases.sort_by(|a, b| a.case.cmp(&b.case));
    let hash = blake3::hash(&bytes).to_hex();
    Ok(Pool {
        cases,
        hash: hash[..16].to_owned(),
    })
}
