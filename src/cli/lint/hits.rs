//! The work on each report, and the baseline.

use super::full;
use crate::error::Error;
use crate::input::Record;
use crate::lint::output::Placed;
use crate::lint::{Linter, Settings};
use crate::runs::Work;
use crate::text::{OffsetMap, OffsetUnit};
use crate::{Extractor, Session};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The known hits of a baseline, by key.
type Known = HashSet<String>;

/// The work on each report.
pub(super) struct LintWork<'a> {
    pub extractor: &'a Extractor,
    pub linter: &'a Linter,
    pub settings: &'a Settings,
    pub known: &'a Known,
    /// Also makes the page for people.
    pub full: bool,
    pub colour: bool,
}

/// What some neighbouring reports gave.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The hits.
    pub hits: Vec<Placed>,
    /// The same for people, where asked for.
    pub page: String,
    /// Hits of the baseline.
    pub known: u64,
    /// Hits that the project file has a reason for.
    pub suppressed: u64,
    /// In how many reports rules could not be run for want of metadata.
    pub missing: BTreeMap<&'static str, u64>,
}

impl Work for LintWork<'_> {
    type Memory = Session;
    type Out = Found;

    fn analyse(&self, session: &mut Session, record: &Record<'_>, out: &mut Found) {
        let report = self.extractor.analyse(session, &record.text, &record.meta);
        let checked = self.linter.check(&report, &record.meta);
        for rule in &checked.missing {
            *out.missing.entry(rule.code).or_default() += 1;
        }
        if checked.hits.is_empty() {
            return;
        }
        let offsets = OffsetMap::new(report.doc.text, OffsetUnit::Char);
        for hit in &checked.hits {
            let placed = Placed::new(&record.id, hit, &report.doc, &offsets);
            if self.known.contains(&placed.key) {
                out.known += 1;
            } else if self.settings.reason(placed.code, &placed.id, &placed.key).is_some() {
                out.suppressed += 1;
            } else {
                if self.full {
                    out.page.push_str(&full::page(&record.id, hit, &report.doc, self.colour));
                }
                out.hits.push(placed);
            }
        }
    }
}

/// The counts of a run.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub reports: u64,
    pub hits: u64,
    pub by_code: BTreeMap<&'static str, u64>,
    pub keys: BTreeSet<(String, &'static str)>,
    pub known: u64,
    pub suppressed: u64,
    pub missing: BTreeMap<&'static str, u64>,
}

impl Totals {
    /// Adds what some reports gave.
    pub fn add(&mut self, found: Found) {
        for hit in found.hits {
            self.hits += 1;
            *self.by_code.entry(hit.code).or_default() += 1;
            self.keys.insert((hit.key, hit.code));
        }
        self.known += found.known;
        self.suppressed += found.suppressed;
        for (code, count) in found.missing {
            *self.missing.entry(code).or_default() += count;
        }
    }
}

/// Reads a baseline: a key on each line, and what stands behind it is for people.
pub(super) fn read_baseline(path: &Path) -> Result<Known, Error> {
    let text = fs::read_to_string(path).map_err(|e| Error::reading(path, e))?;
    let mut known = HashSet::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default();
        let Some(key) = line.split_whitespace().next() else { continue };
        if key.len() != 16 || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let place = format!("{}:{}", path.display(), number + 1);
            return Err(
                Error::usage(format!("{place}: this is no key of a hit")).help("`radsift lint --write-baseline FILE` makes such files")
            );
        }
        known.insert(key.to_owned());
    }
    Ok(known)
}

/// Writes a baseline.
pub(super) fn write_baseline(path: &Path, totals: &Totals) -> Result<(), Error> {
    let mut out = String::from("# Hits that are known: a hash of rule and wording, and the rule. No word of a report is in here.\n");
    for (key, code) in &totals.keys {
        let _ = writeln!(out, "{key} {code}");
    }
    fs::write(path, out).map_err(|e| Error::writing(path, e))
}
