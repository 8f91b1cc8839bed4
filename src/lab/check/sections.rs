//! Examples of headings.

use super::outcome::{Collector, ExampleCase, Mismatch};
use super::reading::{Reader, Reading, listed};
use crate::lexicon::{Example, Library};
use crate::report::contract_word as name;
use crate::structure::Section;

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    for (index, located) in library.sections.iter().enumerate() {
        let entry = &located.entry;
        for example in &entry.examples {
            let case = ExampleCase::of("section", &entry.id, located, example);
            let result = reader.judge(&example.text, |reading| judge(reading, index, example));
            collector.written(&case, result);
        }
    }
}

/// The marked words must be the whole text below the entry's heading.
fn judge(reading: &Reading<'_>, entry: usize, example: &Example) -> Result<(), Mismatch> {
    let own = |s: &&Section| s.rule.is_some_and(|rule| rule.index() == entry);
    let found: Vec<&Section> = reading.report.doc.sections.iter().filter(own).collect();
    let got = || {
        listed(
            reading
                .report
                .doc
                .sections
                .iter()
                .map(|s| format!("{} {}", name(s.role), reading.quote(s.body)))
                .collect(),
        )
    };
    if example.is == "nothing" {
        return if found.is_empty() {
            Ok(())
        } else {
            Err(Mismatch::new("no heading of this entry", got()))
        };
    }
    let places: Vec<(u32, u32)> = found.iter().map(|s| s.body).collect();
    let placed = if reading.marks.is_empty() {
        !places.is_empty()
    } else {
        places == reading.marks
    };
    if placed && found.iter().all(|s| name(s.role) == example.is) {
        return Ok(());
    }
    let wanted = reading
        .marks
        .iter()
        .map(|&m| format!("{} {}", example.is, reading.quote(m)))
        .collect();
    Err(Mismatch::new(listed(wanted), got()))
}
