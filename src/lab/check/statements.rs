//! Examples of statements that are no findings.

use super::outcome::{Case, Collector, Mismatch};
use super::reading::{Reader, Reading};
use crate::lexicon::{Library, StatementExample};

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    for located in &library.therapies {
        for example in &located.entry.examples {
            let case = Case::new("therapy", &located.entry.id, located, &example.text, example.known_gap);
            let result = reader.judge(&example.text, |reading| judge(example, &therapy(reading)));
            collector.written(&case, result);
        }
    }
}

fn judge(example: &StatementExample, got: &str) -> Result<(), Mismatch> {
    let got = if got.is_empty() { "nothing" } else { got };
    if example.is == got {
        Ok(())
    } else {
        Err(Mismatch::new(example.is.clone(), got))
    }
}

/// The product, or the kind, and the day.
fn therapy(reading: &Reading<'_>) -> String {
    let Some(therapy) = &reading.report.statements.therapy else {
        return String::new();
    };
    let id = reading.report.doc.lexicon.statements.therapies[therapy.entry as usize].id.clone();
    match therapy.day {
        Some(day) => format!("{id}, day {day}"),
        None => id,
    }
}
