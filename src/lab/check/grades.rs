//! Examples of stated grades.

use super::outcome::{Collector, ExampleCase, Mismatch};
use super::reading::{Reader, Reading, listed};
use crate::lexicon::Library;
use crate::lexicon::schema::GradeExample;
use crate::report::StatedGrade;

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    let Some(located) = &library.grades else { return };
    for example in &located.entry.examples {
        let case = ExampleCase::new("grades", "examples", located, &example.text, false);
        let result = reader.judge(&example.text, |reading| judge(reading, example));
        collector.written(&case, result);
    }
}

fn judge(reading: &Reading<'_>, example: &GradeExample) -> Result<(), Mismatch> {
    let stated = &reading.report.icans.stated;
    let got = listed(stated.iter().map(|g| format!("{} {}", grade(g), g.scale)).collect());
    if example.grade == "none" {
        return if stated.is_empty() {
            Ok(())
        } else {
            Err(Mismatch::new("no grade", got))
        };
    }
    let scale_fits = |g: &StatedGrade| example.scale.as_deref().is_none_or(|scale| scale == g.scale);
    match stated.as_slice() {
        [only] if grade(only) == example.grade && scale_fits(only) => Ok(()),
        _ => Err(Mismatch::new(
            format!("{} {}", example.grade, example.scale.as_deref().unwrap_or("on any scale")),
            got,
        )),
    }
}

/// `4` or `2-3`.
fn grade(stated: &StatedGrade) -> String {
    if stated.low == stated.high {
        stated.low.to_string()
    } else {
        format!("{}-{}", stated.low, stated.high)
    }
}
