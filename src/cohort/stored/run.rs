//! The folder of a run: its account, its shards, and what it rejected.

use super::jsonl::Lines;
use super::report::StoredReport;
use super::tables::TableRows;
use crate::error::Error;
use crate::runs::shards;
use crate::text::OffsetUnit;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The folder of a run that has ended.
#[derive(Debug)]
pub struct RunFolder {
    path: PathBuf,
    /// Its account.
    pub info: RunInfo,
    shards: Shards,
}

/// What cohorts need of the account of a run.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RunInfo {
    /// The plan.
    pub plan: RunPlan,
    /// The inputs with their hashes.
    pub inputs: serde_json::Value,
    /// All records of the input.
    pub records: u64,
    /// The counts by result.
    pub counts: RunCounts,
}

impl RunInfo {
    /// The unit of the offsets in its records.
    pub fn offset_unit(&self) -> OffsetUnit {
        let option = self.plan.options.iter().find_map(|option| option.strip_prefix("--offset-unit="));
        match option {
            Some("byte") => OffsetUnit::Byte,
            Some("utf16") => OffsetUnit::Utf16,
            _ => OffsetUnit::Char,
        }
    }
}

/// The plan of a run.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RunPlan {
    /// The program's version.
    pub version: String,
    /// The rule set.
    pub ruleset: String,
    /// The options that change the output.
    pub options: Vec<String>,
}

/// Counts of a run.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RunCounts {
    /// Reports read.
    pub reports: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// Records that were left out, by reason.
    pub skipped: std::collections::BTreeMap<String, u64>,
}

/// The files with the reports.
#[derive(Debug)]
enum Shards {
    Records(Vec<PathBuf>),
    /// The findings, and beside them the reports: a file each for every shard.
    Tables(Vec<(PathBuf, PathBuf)>),
}

/// Reports that are handed on together: as bytes, so that they can be parsed on several threads.
#[derive(Debug)]
pub enum Batch {
    /// Lines of JSON.
    Lines(Lines),
    /// Rows of both tables.
    Rows(TableRows),
}

impl Batch {
    /// Calls `each` with every report, in order. It is parsed from the batch and lives as long as the call.
    ///
    /// # Errors
    /// A report that is none, with file and line; what `each` returns.
    pub fn for_each(&self, each: &mut dyn FnMut(&StoredReport<'_>) -> Result<(), Error>) -> Result<(), Error> {
        match self {
            Self::Lines(lines) => lines.for_each(each),
            Self::Rows(rows) => rows.for_each(each),
        }
    }
}

/// A record that could not be read.
#[derive(Debug, Deserialize)]
struct RejectLine {
    #[serde(default)]
    patient_id: Option<String>,
}

impl RunFolder {
    /// Opens the folder of a run.
    ///
    /// # Errors
    /// A folder without the account of a complete run, or without reports in a form that has every report.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let account = path.join("run.json");
        let text = match fs::read(&account) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let error = Error::usage(format!("{} holds no complete run", path.display()));
                return Err(
                    error.help("a cohort is made of what `radsift run ARCHIVE -o DIR` writes; `--resume` ends a run that was interrupted")
                );
            }
            read => read.map_err(|e| Error::reading(&account, e))?,
        };
        let info: RunInfo = serde_json::from_slice(&text)
            .map_err(|e| Error::usage(format!("{}:{}:{}: no account of a run", account.display(), e.line(), e.column())))?;
        if let Some(left_out) = info.counts.skipped.get("unchanged").filter(|count| **count > 0) {
            let error = Error::usage(format!(
                "{}: this run left out {left_out} reports that an earlier run had read",
                path.display()
            ));
            return Err(error.help("a cohort needs all reports: read the archive without `--unchanged-from`"));
        }
        let shards = match info.counts.reports {
            // Such a run has no shards.
            0 => Shards::Records(Vec::new()),
            _ => Shards::find(path)?,
        };
        Ok(Self {
            path: path.to_owned(),
            info,
            shards,
        })
    }

    /// Calls `each` with batches of reports, in order.
    ///
    /// # Errors
    /// I/O errors, lines that are no records, and what `each` returns.
    pub fn for_each_batch(&self, each: &mut dyn FnMut(Batch) -> Result<(), Error>) -> Result<(), Error> {
        match &self.shards {
            Shards::Records(paths) => paths
                .iter()
                .try_for_each(|path| Lines::for_each_batch(path, &mut |lines| each(Batch::Lines(lines)))),
            Shards::Tables(pairs) => pairs
                .iter()
                .try_for_each(|(findings, reports)| TableRows::for_each_batch(findings, reports, &mut |rows| each(Batch::Rows(rows)))),
        }
    }

    /// Checks that `reports` is how many the account of the run has.
    ///
    /// # Errors
    /// Another number: a file is gone or cut off.
    pub fn check_whole(&self, reports: u64) -> Result<(), Error> {
        let told = self.info.counts.reports;
        if reports == told {
            return Ok(());
        }
        let error = Error::usage(format!(
            "{}: there are {reports} reports, and run.json says {told}",
            self.path.display()
        ));
        Err(error.help("files of the run are gone, cut off or from elsewhere; read the archive again"))
    }

    /// Calls `each` with the patient of every rejected record that is listed with one.
    ///
    /// # Errors
    /// I/O errors, and what `each` returns.
    pub fn for_each_rejected(&self, each: &mut dyn FnMut(&str) -> Result<(), Error>) -> Result<(), Error> {
        let path = self.path.join("rejects.jsonl");
        let file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            file => file.map_err(|e| Error::reading(&path, e))?,
        };
        for line in BufReader::new(file).lines() {
            let line = line.map_err(|e| Error::reading(&path, e))?;
            if let Ok(RejectLine { patient_id: Some(patient) }) = serde_json::from_str(&line) {
                each(&patient)?;
            }
        }
        Ok(())
    }
}

impl Shards {
    /// The shards of JSON Lines, or else both tables; in the folder of the run, or in those of its forms.
    fn find(folder: &Path) -> Result<Self, Error> {
        let records = shards(folder, "jsonl", "part", &[".jsonl", ".jsonl.zst"])?;
        if !records.is_empty() {
            return Ok(Self::Records(records));
        }
        for (form, endings) in [("parquet", &[".parquet"][..]), ("csv", &[".csv", ".csv.zst"])] {
            let (findings, reports) = (shards(folder, form, "part", endings)?, shards(folder, form, "reports", endings)?);
            if !findings.is_empty() && findings.len() == reports.len() {
                return Ok(Self::Tables(findings.into_iter().zip(reports).collect()));
            }
        }
        let error = Error::usage(format!("{}: this run has no list of all reports", folder.display()));
        Err(error.help(
            "reports without findings count in a cohort: read the archive with `--to jsonl`, or with `--to parquet` or `--to csv`, which write a table of reports beside the findings",
        ))
    }
}
