//! Examples of statements that are no findings.

use super::outcome::{Collector, ExampleCase, Mismatch};
use super::reading::{Reader, Reading};
use crate::lexicon::{Library, Says, StatementExample};
use crate::report::Record;
use crate::report::record::{Comparison, Recommendation};

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    for located in &library.therapies {
        for example in &located.entry.examples {
            let case = ExampleCase::new("therapy", &located.entry.id, located, &example.text, example.known_gap);
            let result = reader.judge(&example.text, |reading| judge(example, &therapy(reading)));
            collector.written(&case, result);
        }
    }
    for located in &library.statements {
        let said: fn(&Record) -> String = match located.entry.says {
            Says::ComparedWith | Says::EarlierStudy | Says::NoEarlierStudy | Says::When => comparisons,
            Says::Advises | Says::MayAdvise | Says::Action | Says::Interval | Says::Condition | Says::Urgency => recommendations,
            Says::Day | Says::OtherDay | Says::Infusion | Says::NotGiven | Says::After => |_| String::new(),
        };
        for example in &located.entry.examples {
            let case = ExampleCase::new("statement", &located.entry.id, located, &example.text, example.known_gap);
            let record = reader.extractor.extract(&example.text);
            collector.written(&case, judge(example, &said(&record)));
        }
    }
}

/// Modality and date of each.
fn comparisons(record: &Record) -> String {
    let one = |c: &Comparison| match (c.none, &c.modality, c.iso.as_ref().or(c.date.as_ref())) {
        (true, ..) => "none".to_owned(),
        (_, Some(modality), Some(date)) => format!("{modality}, {date}"),
        (_, Some(only), None) | (_, None, Some(only)) => only.clone(),
        (_, None, None) => "earlier study".to_owned(),
    };
    let all: Vec<String> = record.comparisons.iter().map(one).collect();
    all.join("; ")
}

/// Modality, action, interval, condition and urgency of each.
fn recommendations(record: &Record) -> String {
    let one = |r: &Recommendation| {
        let condition = r.condition.map(|_| "if".to_owned());
        let parts = [&r.modality, &r.action, &r.interval, &condition, &r.urgency];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    };
    record.recommendations.iter().map(one).collect::<Vec<_>>().join("; ")
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
