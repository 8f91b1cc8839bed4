//! Every phrase that put somebody into a cohort, with counts.

use crate::error::Error;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// The columns of `phrases.csv`.
pub const PHRASE_HEADER: [&str; 7] = ["criterion", "finding", "assertion", "phrase", "statements", "reports", "persons"];

/// A phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The criterion.
    pub criterion: String,
    /// The finding.
    pub finding: String,
    /// Whether it is there.
    pub assertion: String,
    /// The words, in lower case and with single blanks.
    pub phrase: String,
    /// In how many statements.
    pub statements: u64,
    /// In how many reports.
    pub reports: u64,
    /// Of how many persons.
    pub persons: u64,
}

impl Phrase {
    /// The cells, in the order of [`PHRASE_HEADER`].
    pub fn cells(&self) -> [String; 7] {
        [
            self.criterion.clone(),
            self.finding.clone(),
            self.assertion.clone(),
            self.phrase.clone(),
            self.statements.to_string(),
            self.reports.to_string(),
            self.persons.to_string(),
        ]
    }
}

#[derive(Deserialize)]
struct Line {
    patient_id: String,
    criterion: String,
    report: String,
    finding: String,
    assertion: String,
    #[serde(default)]
    text: Option<String>,
}

#[derive(Default)]
struct Tally {
    statements: u64,
    reports: u64,
    persons: u64,
    last_report: String,
    last_person: String,
}

/// The phrases of `evidence.jsonl`, the most frequent of each criterion and finding first. Its lines are sorted by person and report.
///
/// # Errors
/// A file that is not there or damaged; evidence that was written without the words.
pub fn phrases(evidence: &Path) -> Result<Vec<Phrase>, Error> {
    let file = File::open(evidence).map_err(|e| Error::reading(evidence, e))?;
    let mut all: BTreeMap<(String, String, String, String), Tally> = BTreeMap::new();
    for (number, line) in (1..).zip(BufReader::new(file).lines()) {
        let line = line.map_err(|e| Error::reading(evidence, e))?;
        let line: Line = serde_json::from_str(&line)
            .map_err(|e| Error::usage(format!("{}:{number}:{}: no line of evidence", evidence.display(), e.column())))?;
        let Some(text) = line.text else {
            let error = Error::usage(format!("{} has no words of reports", evidence.display()));
            return Err(error.help("the cohort was built with `--no-text`"));
        };
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let tally = all
            .entry((line.criterion, line.finding, line.assertion, words.join(" ")))
            .or_default();
        tally.statements += 1;
        tally.persons += u64::from(tally.last_person != line.patient_id);
        tally.reports += u64::from(tally.last_report != line.report || tally.last_person != line.patient_id);
        (tally.last_report, tally.last_person) = (line.report, line.patient_id);
    }
    let mut phrases: Vec<Phrase> = all
        .into_iter()
        .map(|((criterion, finding, assertion, phrase), tally)| Phrase {
            criterion,
            finding,
            assertion,
            phrase,
            statements: tally.statements,
            reports: tally.reports,
            persons: tally.persons,
        })
        .collect();
    phrases.sort_by(|a, b| (&a.criterion, &a.finding, b.persons, &a.phrase).cmp(&(&b.criterion, &b.finding, a.persons, &b.phrase)));
    Ok(phrases)
}
