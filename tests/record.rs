//! The record as a value: what the program writes, and back.

use crate::support::EXTRACTOR;
use crate::support::corpus::{CorpusReport, beside, corpus, project, record_line, reports};
use radsift::record::{Comparison, Recommendation, Therapy, Unread, UnreadKind, schema};
use radsift::report::Envelope;
use radsift::vocabulary::{Assertion, Certainty, Experiencer};
use radsift::{OffsetUnit, Record, Session};
use serde_json::{Value, json};

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Char, OffsetUnit::Byte, OffsetUnit::Utf16];

/// The record of a report as a value.
fn value(session: &mut Session, entry: &CorpusReport, unit: OffsetUnit) -> Record {
    let envelope = Envelope {
        id: &entry.id,
        meta: &entry.meta,
        warnings: &[],
    };
    EXTRACTOR.analyse(session, &entry.text, &entry.meta).to_record(&envelope, unit)
}

fn holds(entries: &[CorpusReport]) {
    let mut session = Session::default();
    for entry in entries {
        for unit in UNITS {
            let written = String::from_utf8(record_line(&mut session, &entry.id, &entry.text, &entry.meta, unit)).unwrap();
            let record = value(&mut session, entry, unit);
            assert_eq!(serde_json::to_string(&record).unwrap() + "\n", written, "{}", entry.id);
            let back: Record = serde_json::from_str(&written).unwrap();
            assert!(back == record, "{} is read back as another record", entry.id);
        }
    }
}

#[test]
fn a_record_is_the_line_that_is_written_and_back() {
    holds(&corpus());
}

#[test]
fn so_it_is_over_the_texts_beside_the_project() {
    let Some(path) = beside("data/kim_ais_dev.jsonl") else { return };
    let texts = reports(&path);
    holds(&texts[..texts.len().min(300)]);
}

#[test]
fn extracting_is_reading_with_an_empty_id() {
    let mut session = Session::default();
    for entry in corpus() {
        let named = value(&mut session, &entry, OffsetUnit::Char);
        let mut record = EXTRACTOR.extract_with(&entry.text, &entry.meta);
        assert_eq!(record.id, "");
        record.id.clone_from(&named.id);
        assert!(record == named, "{}", entry.id);
    }
    assert!(EXTRACTOR.extract("No infarct.").findings[0].text == "infarct");
}

/// A record with something in every field that most records leave out.
fn full() -> Record {
    let mut record = value(&mut Session::default(), &corpus()[0], OffsetUnit::Char);
    record.findings[0].experiencer = Experiencer::Family;
    record.findings[0].assertion = Assertion::NotAssessed;
    record.findings[0].certainty = Certainty::Unclear;
    record.unread = [UnreadKind::Words, UnreadKind::Predicate, UnreadKind::Pattern]
        .map(|kind| Unread { span: [3, 5], kind })
        .to_vec();
    record.coverage = Some(0.875);
    record.comparisons.push(Comparison {
        span: [0, 2],
        modality: Some("CT".to_owned()),
        date: Some("1 Jan 2026".to_owned()),
        iso: Some("2026-01-01".to_owned()),
        none: false,
        mentions: vec![0],
    });
    record.recommendations.push(Recommendation {
        span: [0, 9],
        modality: None,
        action: Some("follow_up".to_owned()),
        interval: Some("3 months".to_owned()),
        condition: Some([4, 6]),
        urgency: None,
    });
    record.icans.therapy = Some(Therapy {
        product: Some("some_product".to_owned()),
        kind: "car_t".to_owned(),
        day: Some(5),
        spans: vec![[0, 4]],
    });
    record
}

#[test]
fn rare_fields_are_written_only_when_they_say_something() {
    let full = full();
    let line = serde_json::to_value(&full).unwrap();
    assert_eq!(serde_json::from_value::<Record>(line.clone()).unwrap(), full);
    assert_eq!(line["findings"][0]["assertion"], "not_assessed");
    assert_eq!(line["findings"][0]["certainty"], "unclear");
    assert_eq!(line["findings"][0]["experiencer"], "family");
    assert_eq!(line["unread"][1], json!({"span": [3, 5], "kind": "predicate"}));
    assert_eq!(line["coverage"], json!(0.875));
    let plain = serde_json::to_value(radsift::Extractor::new().unwrap().extract("INDICATION: Known infarct.")).unwrap();
    for field in ["unread", "coverage", "comparisons", "recommendations"] {
        assert!(line.get(field).is_some() && plain.get(field).is_none(), "{field}");
    }
    assert!(plain["findings"][0].get("experiencer").is_none() && plain["icans"].get("therapy").is_none());
}

#[test]
fn the_schema_holds_of_every_record() {
    let schema = jsonschema::validator_for(&schema().to_value()).unwrap();
    let mut session = Session::default();
    let mut records: Vec<Value> = UNITS
        .iter()
        .flat_map(|&unit| corpus().into_iter().map(move |entry| (entry, unit)))
        .map(|(entry, unit)| serde_json::to_value(value(&mut session, &entry, unit)).unwrap())
        .collect();
    records.push(serde_json::to_value(full()).unwrap());
    for record in &records {
        let wrong: Vec<String> = schema.iter_errors(record).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", record["id"]);
    }
    // It is no schema that takes everything.
    let mut record = records.remove(0);
    record["findings"][0]["assertion"] = json!("perhaps");
    assert!(!schema.is_valid(&record));
}

#[test]
fn fields_of_later_versions_are_ignored() {
    let record = full();
    let mut line = serde_json::to_value(&record).unwrap();
    for place in ["", "/findings/0", "/icans", "/icans/imaging_floor", "/study", "/unread/0"] {
        let object = line.pointer_mut(place).and_then(Value::as_object_mut).unwrap();
        object.insert("of_a_later_version".to_owned(), json!({"x": [1]}));
    }
    assert_eq!(serde_json::from_value::<Record>(line).unwrap(), record);
}

#[test]
fn the_published_schema_is_that_of_the_record() {
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_radsift"))
        .arg("schema")
        .current_dir(project("."))
        .output()
        .unwrap();
    let printed: Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(printed, schema().to_value());
}
