//! The texts of the reports that are reviewed, looked up in the archive.

use super::draw::Sample;
use super::pool::PoolReport;
use super::segments::fits;
use crate::cohort::archive::for_each_text;
use crate::error::Error;
use crate::input::Reader;
use crate::runs::{Ended, Options};
use crate::text::OffsetUnit;
use std::collections::{HashMap, HashSet};

/// The texts of reports by their ids.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    found: HashMap<String, String>,
    /// Reports that the archive does not have.
    pub missing: usize,
    /// Reports whose text is not the one that was read: the words of the evidence do not stand where they stood.
    pub changed: usize,
}

impl Texts {
    /// No texts, of all reports of a sample.
    pub fn none(sample: &Sample<'_>) -> Self {
        let reports = sample.cases.iter().flat_map(|drawn| &drawn.case.reports);
        let ids: HashSet<&str> = reports.map(|report| report.id.as_str()).collect();
        Self {
            missing: ids.len(),
            ..Self::default()
        }
    }

    /// The text of a report, if it was found and is the one that was read.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.found.get(id).map(String::as_str)
    }

    /// How many were found.
    pub fn found(&self) -> usize {
        self.found.len()
    }
}

/// Reads the archive once and keeps the texts of the reports of a sample. Of several versions of a report, the last is taken that has the words of the
/// evidence where they are said to be.
///
/// # Errors
/// Threads that cannot be started.
pub fn find_texts(reader: Reader, options: &Options, sample: &Sample<'_>, unit: OffsetUnit) -> Result<(Texts, Ended), Error> {
    let mut reports: HashMap<&str, Vec<&PoolReport>> = HashMap::new();
    for report in sample.cases.iter().flat_map(|drawn| &drawn.case.reports) {
        reports.entry(&report.id).or_default().push(report);
    }
    let mut versions: HashMap<String, Vec<String>> = HashMap::new();
    let wanted = |id: &str| reports.contains_key(id);
    let ended = for_each_text(reader, options, wanted, |id, text| {
        versions.entry(id).or_default().push(text);
        Ok(())
    })?;
    let mut texts = Texts::default();
    for (id, reports) in reports {
        let Some(of_report) = versions.remove(id) else {
            texts.missing += 1;
            continue;
        };
        let is_it = |text: &String| {
            let mut evidence = reports.iter().flat_map(|report| &report.evidence);
            evidence.all(|evidence| fits(text, unit, evidence))
        };
        match of_report.into_iter().rev().find(is_it) {
            Some(text) => {
                texts.found.insert(id.to_owned(), text);
            }
            None => texts.changed += 1,
        }
    }
    Ok((texts, ended))
}
