//! Writes the hits, and tells what was found.

use super::hits::{Found, Totals};
use super::{Args, FormArg, output};
use crate::cli::terminal::{count, note, print};
use crate::error::Error;
use crate::lint::output::Placed;
use crate::lint::{Rule, Severity};
use crate::visible::visible;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};

/// Where hits go. Forms that are one document are written at the end.
pub(super) struct Sink<'a> {
    args: &'a Args,
    file: Option<BufWriter<File>>,
    kept: Vec<Placed>,
}

impl<'a> Sink<'a> {
    /// Opens the output.
    pub fn open(args: &'a Args) -> Result<Self, Error> {
        let create = |path: &std::path::PathBuf| File::create(path).map(BufWriter::new).map_err(|e| Error::writing(path, e));
        Ok(Self {
            args,
            file: args.output.as_ref().map(create).transpose()?,
            kept: Vec::new(),
        })
    }

    /// Adds the hits of some reports.
    pub fn add(&mut self, found: &Found) -> Result<(), Error> {
        match self.args.format {
            FormArg::Full => self.write(&found.page),
            FormArg::Concise => self.write(&found.hits.iter().map(concise).collect::<String>()),
            FormArg::Jsonl => self.write(&output::jsonl(&found.hits)),
            FormArg::Json | FormArg::Sarif | FormArg::Junit | FormArg::Csv => {
                self.kept.extend(found.hits.iter().cloned());
                Ok(())
            }
        }
    }

    /// Writes what waits for the end.
    pub fn finish(&mut self, totals: &Totals, rules: &[&Rule]) -> Result<(), Error> {
        let kept = std::mem::take(&mut self.kept);
        let whole = match self.args.format {
            FormArg::Json => output::json(&kept),
            FormArg::Sarif => output::sarif(&kept, rules, env!("CARGO_PKG_VERSION")),
            FormArg::Junit => output::junit(&kept, totals.reports)?,
            FormArg::Csv => output::csv(&kept),
            FormArg::Full | FormArg::Concise | FormArg::Jsonl => String::new(),
        };
        self.write(&whole)?;
        match (&mut self.file, &self.args.output) {
            (Some(file), Some(path)) => file.flush().map_err(|e| Error::writing(path, e)),
            _ => Ok(()),
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        match (&mut self.file, &self.args.output) {
            (Some(file), Some(path)) => file.write_all(text.as_bytes()).map_err(|e| Error::writing(path, e)),
            _ if text.is_empty() => Ok(()),
            _ => print(text),
        }
    }
}

/// `r-1:3:7: LAT001 side-conflict: ...`
fn concise(hit: &Placed) -> String {
    let place = hit
        .marks
        .first()
        .map_or(String::new(), |mark| format!("{}:{}", mark.start.line, mark.start.column));
    let mark = if hit.delete.is_some() { " [*]" } else { "" };
    format!("{}:{place}: {}{mark} {}\n", visible(&hit.id), hit.code, hit.message)
}

/// The last lines: counts by rule, what was left out, and which rules could not run.
pub(super) fn tell(totals: &Totals, rules: &[&Rule], full: bool) {
    for (code, reports) in &totals.missing {
        let Some(rule) = rules.iter().find(|rule| rule.code == *code) else {
            continue;
        };
        let needs: Vec<&str> = rule.needs.iter().map(|need| need.name()).collect();
        note(&format!(
            "{code} was not run on {}: the record does not have {}",
            count(*reports, "report"),
            needs.join(" or ")
        ));
    }
    let mut said = format!("{} in {}", count(totals.hits, "hit"), count(totals.reports, "report"));
    let left = [(totals.known, "in the baseline"), (totals.suppressed, "suppressed")];
    for (number, what) in left.into_iter().filter(|(number, _)| *number > 0) {
        let _ = write!(said, ", {number} {what}");
    }
    if totals.hits > 0 {
        let by_code: Vec<String> = totals.by_code.iter().map(|(code, number)| format!("{code} {number}")).collect();
        let _ = write!(said, ": {}", by_code.join(", "));
    }
    note(&said);
    let errors = rules
        .iter()
        .any(|rule| rule.severity() == Severity::Error && totals.by_code.contains_key(rule.code));
    if full && errors {
        note("`radsift rule CODE` explains a rule");
    }
}
