//! Examples of kinds of study.

use super::outcome::{Collector, ExampleCase, Mismatch};
use super::reading::{Reader, Reading, listed};
use crate::lexicon::{Library, Located, StudyExample};
use crate::report::Meta;
use crate::study::Source;

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    for located in &library.modalities {
        run_entry("modality", &located.entry.id, located, &located.entry.examples, reader, collector);
    }
    for located in &library.body_parts {
        run_entry("body_part", &located.entry.id, located, &located.entry.examples, reader, collector);
    }
}

fn run_entry<T>(
    kind: &'static str,
    id: &str,
    located: &Located<T>,
    examples: &[StudyExample],
    reader: &mut Reader<'_>,
    collector: &mut Collector<'_>,
) {
    for example in examples {
        let shown = if example.name.is_empty() { &example.text } else { &example.name };
        let case = ExampleCase::new(kind, id, located, shown, example.known_gap);
        let mut meta = Meta::default();
        if !example.name.is_empty() {
            meta.0.insert("procedure".to_owned(), example.name.clone().into());
        }
        let result = reader.judge_with(&example.text, &meta, |reading| judge(kind, reading, example));
        collector.written(&case, result);
    }
}

/// The example's modality, or its only part of the body, must be the expected one and must come from the expected source.
fn judge(kind: &str, reading: &Reading<'_>, example: &StudyExample) -> Result<(), Mismatch> {
    let report = &reading.report;
    let (got, source): (Vec<&str>, Option<Source>) = if kind == "modality" {
        let known = report.modality();
        (known.iter().map(|(id, _)| *id).collect(), known.map(|(_, source)| source))
    } else {
        (report.body_parts().collect(), report.doc.body_parts().map(|(_, source)| source))
    };
    let from = match (&example.from, example.name.is_empty()) {
        (Some(from), _) => Some(from.as_str()),
        (None, false) => Some(Source::Meta.as_str()),
        (None, true) => None,
    };
    let right = match example.is.as_str() {
        "nothing" => got.is_empty(),
        id => got == [id] && from.is_none_or(|from| source.is_some_and(|s| s.as_str() == from)),
    };
    if right {
        return Ok(());
    }
    let wanted = from.map_or_else(|| example.is.clone(), |from| format!("{} by {from}", example.is));
    let by = source.map_or_else(String::new, |s| format!(" by {}", s.as_str()));
    Err(Mismatch::new(wanted, listed(got.iter().map(|id| format!("{id}{by}")).collect())))
}
