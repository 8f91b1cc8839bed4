//! Findings and reports as tables: CSV or Parquet, side by side, shard by shard.

mod csv;
#[cfg(feature = "parquet")]
mod parquet;
mod report;
mod rows;

use super::report::StoredReport;
use crate::error::Error;
use report::{FINDING_COLUMNS, FINDING_ID, REPORT_COLUMNS, REPORT_COUNT, REPORT_ID, report};
use rows::Rows;
use std::path::{Path, PathBuf};

/// So many rows are handed on together, at least.
const BATCH: usize = 20_000;

/// Some reports with their findings.
#[derive(Debug)]
pub struct TableRows {
    path: PathBuf,
    /// The number of the first report in its table, from 1.
    first: u64,
    reports: Vec<(Vec<String>, Vec<Vec<String>>)>,
}

impl TableRows {
    /// Calls `each` with the reports of a shard, some at a time.
    ///
    /// # Errors
    /// Tables that are not those of one run, I/O errors, and what `each` returns.
    pub fn for_each_batch(findings: &Path, reports: &Path, each: &mut dyn FnMut(TableRows) -> Result<(), Error>) -> Result<(), Error> {
        let mut own = open(reports, &REPORT_COLUMNS)?;
        let mut below = open(findings, &FINDING_COLUMNS)?;
        let mut first = 1;
        loop {
            let mut batch = Self {
                path: reports.to_owned(),
                first,
                reports: Vec::new(),
            };
            let mut rows = 0;
            while rows < BATCH {
                let Some(report) = own.next()? else { break };
                let number = first + batch.reports.len() as u64;
                let count: usize = report[REPORT_COUNT].parse().map_err(|_| not_one_run(reports, number))?;
                let mut list = Vec::new();
                for _ in 0..count {
                    let finding = below.next()?.filter(|finding| finding[FINDING_ID] == report[REPORT_ID]);
                    list.push(finding.ok_or_else(|| not_one_run(reports, number))?);
                }
                rows += 1 + count;
                batch.reports.push((report, list));
            }
            if batch.reports.is_empty() {
                return match below.next()? {
                    None => Ok(()),
                    Some(_) => Err(not_one_run(reports, first)),
                };
            }
            first += batch.reports.len() as u64;
            each(batch)?;
        }
    }

    /// Calls `each` with every report.
    ///
    /// # Errors
    /// A row that is none of radsift, and what `each` returns.
    pub fn for_each(&self, each: &mut dyn FnMut(&StoredReport<'_>) -> Result<(), Error>) -> Result<(), Error> {
        for (number, (row, findings)) in (self.first..).zip(&self.reports) {
            let report = report(row, findings)
                .ok_or_else(|| Error::usage(format!("{}: row {number} or its findings are none of radsift", self.path.display())))?;
            each(&report)?;
        }
        Ok(())
    }
}

fn not_one_run(path: &Path, row: u64) -> Error {
    Error::usage(format!("{}: row {row} does not go with the table of findings", path.display()))
        .help("both tables must be those of one run, as it has written them")
}

/// Opens a table for these columns.
///
/// # Errors
/// A table without one of the columns; a file that cannot be read.
fn open(path: &Path, columns: &[&str]) -> Result<Box<dyn Rows>, Error> {
    let ending = path.extension().unwrap_or_default();
    if ending == "parquet" {
        #[cfg(feature = "parquet")]
        return Ok(Box::new(parquet::Parquet::open(path, columns)?));
        #[cfg(not(feature = "parquet"))]
        return Err(Error::usage(format!("{}: this program was built without Parquet", path.display())));
    }
    Ok(Box::new(csv::Csv::open(path, columns)?))
}
