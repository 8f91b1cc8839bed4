//! One row per report: one column per flag, two columns per finding, and three more for findings that can be in several places.

use super::graded;
use super::meta::{self, MetaValues};
use super::place::{PLACES, Places};
use super::study::{self, StudyValues};
use super::tabular::{Cells, Column, ColumnKind, Rows, UsualWords};
use super::words;
use crate::lexicon::Lexicon;
use crate::report::{Envelope, FlagResult, FlagValue, Report, Status, SummaryRow, status};
use crate::vocabulary::{Laterality, Stance};
use smallvec::SmallVec;
use std::borrow::Cow;

/// The word of a flag that is not stated.
const SILENT: &str = "not_stated";

/// The rows of all reports.
pub struct WideRows {
    columns: Vec<Column>,
    /// The cells of all flags, none of them stated, which is the case for most flags of most reports.
    silent: UsualWords,
    places: Places,
}

impl WideRows {
    /// With the flags and findings of `lexicon`, in its order.
    pub fn new(lexicon: &Lexicon) -> Self {
        let column = |kind: &str, id: &str, about: String| Column {
            name: Cow::Owned(format!("{kind}_{id}")),
            kind: ColumnKind::Word,
            about: Cow::Owned(about),
            usual: None,
        };
        let flag = |id: &str| Column {
            usual: Some(SILENT),
            ..column("flag", id, "yes, possible, no, not_stated or conflict".to_owned())
        };
        let finding = |f: &crate::lexicon::FindingEntry| {
            let about = format!(
                "{}: present, possible, absent, conflict or not_assessed; empty where nothing is said",
                f.label
            );
            column("finding", &f.id, about)
        };
        let side = |f: &crate::lexicon::FindingEntry| {
            let about = format!(
                "{}: the side of the statements that make the status: left, right, bilateral or midline; empty where they give none",
                f.label
            );
            column("laterality", &f.id, about)
        };
        let flags = lexicon.flags.iter().map(|f| flag(&f.entry.id));
        let findings = lexicon.findings.iter().map(finding);
        let sides = lexicon.findings.iter().map(side);
        let at_place = |f: &'_ crate::lexicon::FindingEntry| {
            let about = |at: &str| format!("{} {at}: as for the finding, of the statements that are there", f.label);
            PLACES.map(|(place, at)| column("finding", &format!("{}_{place}", f.id), about(at)))
        };
        let placed = lexicon.findings.iter().filter(|f| f.several_places).flat_map(at_place);
        let columns = meta::COLUMNS
            .into_iter()
            .chain(study::COLUMNS)
            .chain(graded::COLUMNS)
            .chain(flags)
            .chain(findings)
            .chain(sides)
            .chain(placed)
            .collect();
        let silent = UsualWords::new(SILENT, lexicon.flags.len());
        Self {
            columns,
            silent,
            places: Places::new(lexicon),
        }
    }
}

impl Rows for WideRows {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn append(&self, envelope: &Envelope<'_>, report: &Report<'_>, cells: &mut impl Cells) {
        MetaValues::of(envelope).cells(cells);
        StudyValues::of(report).cells(cells);
        graded::cells(cells, report);
        self.flags(cells, report.flags);
        self.findings(cells, report);
        cells.end_row();
    }
}

impl WideRows {
    fn flags(&self, cells: &mut impl Cells, mut flags: &[FlagResult]) {
        loop {
            // Consecutive flags that are not stated are copied at once.
            let run = flags.iter().take_while(|f| f.value == FlagValue::NotStated).count();
            cells.usual(run, &self.silent);
            let Some(flag) = flags.get(run) else { return };
            cells.word(words::flag(flag.value));
            flags = &flags[run + 1..];
        }
    }

    fn findings(&self, cells: &mut impl Cells, report: &Report<'_>) {
        let mut stated: SmallVec<[&SummaryRow; 32]> = report.summary.iter().collect();
        stated.sort_unstable_by_key(|row| row.finding.index());
        stated.dedup_by_key(|row| row.finding.index());
        each(cells, &stated, report, |row| words::status(row.status));
        each(cells, &stated, report, |row| side(report, row).map_or("", |side| side.as_str()));
        let mut stated = stated.iter().peekable();
        for (index, _) in report.doc.lexicon.findings.iter().enumerate().filter(|(_, f)| f.several_places) {
            while stated.next_if(|row| row.finding.index() < index).is_some() {}
            match stated.next_if(|row| row.finding.index() == index) {
                Some(row) => self.at_places(cells, report, row),
                None => cells.empty(PLACES.len()),
            }
        }
    }

    /// The status of a finding in each place, by the rule of the summary.
    fn at_places(&self, cells: &mut impl Cells, report: &Report<'_>, row: &SummaryRow) {
        for place in 0..PLACES.len() {
            let there = |n: &u32| self.places.of(report, &report.mentions[*n as usize])[place];
            let mentions: SmallVec<[u32; 8]> = row.mentions.iter().copied().filter(|n| there(n)).collect();
            if mentions.is_empty() {
                cells.none();
            } else {
                cells.word(words::status(status(report.mentions, &mentions)));
            }
        }
    }
}

/// A cell for each finding of the lexicon, filled for the findings in `stated`, which are in the same order.
fn each(cells: &mut impl Cells, stated: &[&SummaryRow], report: &Report<'_>, word: impl Fn(&SummaryRow) -> &'static str) {
    let mut next = 0;
    for row in stated {
        let column = row.finding.index();
        cells.empty(column.saturating_sub(next));
        cells.word(word(row));
        next = column + 1;
    }
    cells.empty(report.doc.lexicon.findings.len().saturating_sub(next));
}

/// The side of a finding in the whole report: that of the statements that decide its status; in a conflict, of those that do not deny it.
fn side(report: &Report<'_>, row: &SummaryRow) -> Option<Laterality> {
    let makes = |stance| match row.status {
        Status::Conflict => matches!(stance, Stance::Asserts | Stance::Hedges),
        status => Status::of(stance) == status,
    };
    let mentions = row.mentions.iter().map(|&n| &report.mentions[n as usize]);
    Laterality::of_all(mentions.filter(|m| makes(m.assertion.stance())).filter_map(|m| m.laterality()))
}
