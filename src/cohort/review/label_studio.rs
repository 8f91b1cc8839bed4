//! Tasks for Label Studio: a report each, with the evidence as predictions and the decisions as annotations; offsets in UTF-16 code units, as in its editor.

use super::decisions::Reader;
use super::draw::Sample;
use super::overview::Overview;
use super::pool::{PoolCase, PoolReport};
use super::segments::range;
use super::texts::Texts;
use crate::text::{OffsetMap, OffsetUnit};
use serde_json::{Value, json};

/// All tasks. A report whose text is not known has the words of its evidence for a text, one a line.
pub(super) fn tasks(overview: &Overview, sample: &Sample<'_>, readers: &[Reader], texts: &Texts) -> Value {
    let version = format!("radsift {} {}", env!("CARGO_PKG_VERSION"), overview.ruleset);
    let of_case = |case: &PoolCase| {
        case.reports
            .iter()
            .map(|report| task(&version, overview, case, report, readers, texts))
            .collect::<Vec<_>>()
    };
    sample.cases.iter().flat_map(|drawn| of_case(drawn.case)).collect()
}

fn task(version: &str, overview: &Overview, case: &PoolCase, report: &PoolReport, readers: &[Reader], texts: &Texts) -> Value {
    let (text, spans) = match texts.get(&report.id) {
        Some(text) => {
            let spans = report.evidence.iter().map(|e| range(text, overview.offset_unit, e.span)).collect();
            (text.to_owned(), spans)
        }
        None => snippets(report),
    };
    let map = OffsetMap::new(&text, OffsetUnit::Utf16);
    let mut result = Vec::new();
    for (number, (evidence, span)) in report.evidence.iter().zip::<Vec<_>>(spans).enumerate() {
        let Some(span) = span else { continue };
        let [start, end] = [span.start, span.end].map(|byte| map.get(&text, byte as u32));
        let place = |more: Value| {
            let mut value = json!({ "start": start, "end": end, "text": text[span.clone()] });
            if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
                value.extend(more);
            }
            value
        };
        let id = number.to_string();
        result.push(json!({
            "id": id, "from_name": "finding", "to_name": "text", "type": "labels",
            "value": place(json!({ "labels": [evidence.finding] })),
        }));
        for (name, word) in [("criterion", &evidence.criterion), ("assertion", &evidence.assertion)] {
            result.push(json!({
                "id": id, "from_name": name, "to_name": "text", "type": "choices",
                "value": place(json!({ "choices": [word] })),
            }));
        }
    }
    let annotation = |reader: &Reader| {
        let decided = reader.decisions.get(&case.case)?;
        let decision = decided.decision?;
        let mut result = vec![json!({
            "id": "decision", "from_name": "decision", "to_name": "text", "type": "choices",
            "value": { "choices": [decision.as_str()] },
            "meta": { "text": [format!("{} {}", reader.name, decided.time).trim_end()] },
        })];
        if !decided.note.is_empty() {
            result.push(json!({
                "id": "note", "from_name": "note", "to_name": "text", "type": "textarea",
                "value": { "text": [decided.note] },
            }));
        }
        Some(json!({ "result": result }))
    };
    json!({
        "data": {
            "text": text,
            "case": case.case, "patient_id": case.patient_id, "index_date": case.index_date,
            "group": case.group, "stratum": case.stratum,
            "report": report.id, "date": report.date, "modality": report.modality,
        },
        "predictions": [{ "model_version": version, "result": result }],
        "annotations": readers.iter().filter_map(annotation).collect::<Vec<_>>(),
    })
}

/// The words of the evidence, one a line, and where each of them is.
fn snippets(report: &PoolReport) -> (String, Vec<Option<std::ops::Range<usize>>>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for evidence in &report.evidence {
        let Some(words) = &evidence.text else {
            spans.push(None);
            continue;
        };
        if !text.is_empty() {
            text.push('\n');
        }
        spans.push(Some(text.len()..text.len() + words.len()));
        text.push_str(words);
    }
    (text, spans)
}
