//! Examples generated from the terms: "There is {term}." must be read as the finding of the term, or as a finding that it becomes.

use super::outcome::{Collector, ExampleCase, Mismatch};
use super::reading::{Reader, Reading, listed};
use crate::lexicon::{FindingId, Lexicon, Library, first_form};

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    for located in &library.findings {
        let def = &located.entry;
        let Some(finding) = reader.extractor.lexicon().finding(&def.id) else {
            continue;
        };
        let fates = Fates::of(reader.extractor.lexicon(), finding);
        for term in def.terms.iter().chain(&def.abbrev) {
            let example = format!("There is {{{}}}.", first_form(term));
            let result = reader.judge(&example, |reading| judge(reading, &fates));
            collector.generated(&ExampleCase::new("finding", &def.id, located, &example, false), result);
        }
    }
}

fn judge(reading: &Reading<'_>, fates: &Fates) -> Result<(), Mismatch> {
    let here: Vec<_> = reading
        .report
        .mentions
        .iter()
        .filter(|m| reading.marks.contains(&m.tokens))
        .collect();
    if here.iter().any(|m| fates.findings.contains(&m.finding)) || (here.is_empty() && fates.dropped) {
        return Ok(());
    }
    let name = |finding: FindingId| reading.report.finding_id(finding).to_owned();
    let wanted = fates.findings.iter().map(|&f| name(f)).collect::<Vec<_>>().join(" or ");
    let got = reading
        .report
        .mentions
        .iter()
        .map(|m| format!("{} {}", name(m.finding), reading.quote(m.tokens)));
    Err(Mismatch::new(wanted, listed(got.collect())))
}

/// The findings that a finding may become.
struct Fates {
    findings: Vec<FindingId>,
    dropped: bool,
}

impl Fates {
    fn of(lexicon: &Lexicon, finding: FindingId) -> Self {
        let mut fates = Self {
            findings: vec![finding],
            dropped: false,
        };
        let mut next = 0;
        while next < fates.findings.len() {
            for line in &lexicon.findings[fates.findings[next].index()].becomes {
                match line.to {
                    Some(to) if !fates.findings.contains(&to) => fates.findings.push(to),
                    Some(_) => {}
                    None => fates.dropped = true,
                }
            }
            next += 1;
        }
        fates
    }
}
