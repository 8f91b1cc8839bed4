//! Examples of flags.

use super::outcome::{Collector, ExampleCase, Mismatch};
use super::reading::{Reader, Reading};
use crate::lexicon::Library;
use crate::lexicon::criterion::FlagExample;
use crate::report::contract_word as word;

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    for (index, located) in library.flags.iter().enumerate() {
        for example in &located.entry.examples {
            let case = ExampleCase::new("flag", &located.entry.id, located, &example.text, false);
            let result = reader.judge(&example.text, |reading| judge(reading, index, example));
            collector.written(&case, result);
        }
    }
}

fn judge(reading: &Reading<'_>, index: usize, example: &FlagExample) -> Result<(), Mismatch> {
    let wanted = match &example.basis {
        Some(basis) => format!("{} ({basis})", example.is),
        None => example.is.clone(),
    };
    let Some(result) = reading.report.flags.get(index) else {
        return Err(Mismatch::new(wanted, "no result for this flag"));
    };
    let got = match &example.basis {
        Some(_) => format!("{} ({})", word(result.value), word(result.basis)),
        None => word(result.value),
    };
    if got == wanted { Ok(()) } else { Err(Mismatch::new(wanted, got)) }
}
