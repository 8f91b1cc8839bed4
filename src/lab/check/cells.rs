//! Sentences generated from the grid: what each state of each structure means, and what its denial means.

use super::outcome::{Collector, ExampleCase, Mismatch};
use super::reading::{Reader, Reading, listed};
use crate::lexicon::{Cell, FindingId, Lexicon, Library, NO_ROW, NORMAL, NORMALITY, Negated, StateRole, StructureDef, first_form};
use crate::vocabulary::Assertion;

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    for (row, located) in (0..).zip(&library.structures) {
        let Some(name) = name_of(library, &located.entry) else { continue };
        for (number, state) in (0..).zip(&library.states) {
            let lexicon = reader.extractor.lexicon();
            let word = state.entry.terms.first().map(|term| first_form(term)).unwrap_or_default();
            let cell = lexicon.grid.cell(row, number);
            let opposite = lexicon.grid.states[number as usize].opposite;
            let turned = (opposite != NO_ROW).then(|| lexicon.grid.cell(row, opposite)).flatten();
            let normal = normality(library, lexicon, row);
            let acts = state.entry.role == StateRole::Acts;
            let mut ask = |text: String, wanted: ExpectedReading| {
                let result = reader.judge(&text, |reading| judge(reading, &wanted));
                collector.cell(&ExampleCase::new("structure", &located.entry.id, located, &text, false), result);
            };
            if let Some(cell) = cell.filter(|_| state.entry.role != StateRole::Seen) {
                let text = match acts {
                    true => format!("It is {word} the {name}."),
                    false => format!("The {name} is {word}."),
                };
                ask(text, ExpectedReading::of(lexicon, cell, normal));
                if !acts && state.entry.negated == Negated::Deny && cell.asserts {
                    ask(
                        format!("The {name} is not {word}."),
                        ExpectedReading::of(lexicon, Cell { denies: true, ..cell }, None),
                    );
                }
            }
            if let Some(turned) = turned.filter(|_| state.entry.negated == Negated::Opposite) {
                ask(
                    format!("The {name} is no longer {word}."),
                    ExpectedReading::of(lexicon, turned, normal),
                );
            }
        }
    }
}

/// The findings that are denied when a row is said to be normal.
fn normality(library: &Library, lexicon: &Lexicon, row: u16) -> Option<FindingId> {
    let state = library.states.iter().position(|s| s.entry.id == NORMAL)?;
    lexicon.grid.cell(row, state as u16).filter(|c| c.denies).map(|c| c.finding)
}

/// The name of a structure in a sentence: its label, its own word, or the name of its first site.
fn name_of(library: &Library, def: &StructureDef) -> Option<String> {
    if !def.label.is_empty() {
        return (!def.sites.iter().any(|s| s == "*")).then(|| def.label.clone());
    }
    let site = || {
        library
            .sites
            .iter()
            .find(|s| def.sites.first() == Some(&s.entry.id))
            .map(|s| &s.entry.terms)
    };
    let terms = if def.terms.is_empty() { site()? } else { &def.terms };
    terms.first().map(|term| first_form(term))
}

/// The expected reading of a sentence.
struct ExpectedReading {
    /// Any one of these findings; empty when nothing may be found.
    findings: Vec<FindingId>,
    denied: bool,
    /// A denial of the finding is accepted as well.
    or_denied: Option<FindingId>,
}

impl ExpectedReading {
    /// The expected reading of a cell. Plain normality may also be read as the denial that it amounts to.
    fn of(lexicon: &Lexicon, cell: Cell, normal: Option<FindingId>) -> Self {
        let is_normal = lexicon.finding(NORMALITY) == Some(cell.finding);
        if cell.finding == FindingId::NONE {
            return Self {
                findings: Vec::new(),
                denied: false,
                or_denied: None,
            };
        }
        let mut findings = vec![cell.finding];
        findings.extend(lexicon.findings[cell.finding.index()].becomes.iter().filter_map(|line| line.to));
        Self {
            findings,
            denied: cell.denies,
            or_denied: normal.filter(|_| is_normal),
        }
    }
}

fn judge(reading: &Reading<'_>, wanted: &ExpectedReading) -> Result<(), Mismatch> {
    let all = &reading.report.mentions;
    let fits = |finding: FindingId, assertion: Assertion| {
        let denied = assertion == Assertion::Absent;
        wanted.findings.contains(&finding) && denied == wanted.denied || denied && wanted.or_denied == Some(finding)
    };
    let met = match wanted.findings.is_empty() {
        true => all.is_empty(),
        false => all.iter().any(|m| fits(m.finding, m.assertion)),
    };
    if met {
        return Ok(());
    }
    let name = |finding: FindingId| reading.report.finding_id(finding).to_owned();
    let status = if wanted.denied { "absent" } else { "present" };
    let wish = wanted
        .findings
        .first()
        .map_or("nothing".to_owned(), |f| format!("{} {status}", name(*f)));
    let got = all.iter().map(|m| format!("{} {}", name(m.finding), m.assertion.as_str()));
    Err(Mismatch::new(wish, listed(got.collect())))
}
