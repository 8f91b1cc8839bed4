//! FHIR: what the specification asks of the resources, and what they say.

use super::*;
use std::collections::HashSet;

/// The codes that a status may have.
const REPORT: [&str; 10] = [
    "registered",
    "partial",
    "preliminary",
    "final",
    "amended",
    "corrected",
    "appended",
    "cancelled",
    "entered-in-error",
    "unknown",
];

/// Fails where a resource holds what FHIR's JSON never holds: null, empty strings, lists and objects.
fn nothing_is_empty(value: &Value, path: &str) {
    match value {
        Value::Null => panic!("{path} is null"),
        Value::String(text) => assert!(!text.trim().is_empty(), "{path} is empty"),
        Value::Array(values) => {
            assert!(!values.is_empty(), "{path} is empty");
            values.iter().for_each(|v| nothing_is_empty(v, path));
        }
        Value::Object(map) => {
            assert!(!map.is_empty(), "{path} is empty");
            map.iter().for_each(|(key, v)| nothing_is_empty(v, &format!("{path}.{key}")));
        }
        _ => {}
    }
}

#[test]
fn bundles_are_whole() {
    let input = input("fhir");
    let records = records(&input, "fhir");
    let bundles = json_lines(&run(&input, "fhir", &["--to", "fhir", "-q"]).join("part-00000.ndjson"));
    assert_eq!(bundles.len(), records.len());
    let mut ids = HashSet::new();
    for (bundle, record) in bundles.iter().zip(&records) {
        nothing_is_empty(bundle, "Bundle");
        assert_eq!([&bundle["resourceType"], &bundle["type"]], ["Bundle", "collection"]);
        assert!(ids.insert(bundle["id"].as_str().unwrap()));
        let entries = bundle["entry"].as_array().unwrap();
        for entry in entries {
            let id = entry["resource"]["id"].as_str().unwrap();
            assert!(ids.insert(id), "{id} stands twice");
            assert_eq!(entry["fullUrl"], format!("urn:uuid:{id}"));
        }
        let report = &entries[0]["resource"];
        assert_eq!(report["resourceType"], "DiagnosticReport");
        assert!(REPORT.contains(&report["status"].as_str().unwrap()));
        let results: Vec<&Value> = report["result"].as_array().into_iter().flatten().map(|r| &r["reference"]).collect();
        assert_eq!(results, entries[1..].iter().map(|e| &e["fullUrl"]).collect::<Vec<_>>());
        assert_eq!(entries.len() - 1, record["findings"].as_array().unwrap().len());
        for (entry, finding) in entries[1..].iter().zip(record["findings"].as_array().unwrap()) {
            observation(&entry["resource"], finding, record, &entries[0]["fullUrl"]);
        }
    }
}

fn observation(resource: &Value, finding: &Value, record: &Value, report: &Value) {
    assert_eq!([&resource["resourceType"], &resource["status"]], ["Observation", "preliminary"]);
    assert_eq!(resource["valueCodeableConcept"]["text"], finding["assertion"]);
    let codings = resource["code"]["coding"].as_array().unwrap();
    assert_eq!(codings.last().unwrap()["code"], finding["finding"]);
    let place = resource["extension"][0]["extension"].as_array().unwrap();
    assert_eq!(&place[0]["valueReference"]["reference"], report);
    let start = place[1]["valueInteger"].as_u64().unwrap();
    let words = characters(&record["text"], start, start + place[2]["valueInteger"].as_u64().unwrap());
    assert_eq!(words, finding["text"]);
}

#[test]
fn what_came_with_a_report_is_kept() {
    let bundles = json_lines(&run(&input("came"), "came", &["--to", "fhir", "-q"]).join("part-00000.ndjson"));
    let report = |id: &str| {
        let reports = bundles.iter().map(|b| &b["entry"][0]["resource"]);
        reports.clone().find(|r| r["identifier"][0]["value"] == id).unwrap()
    };
    let dated = report("two\nlines");
    assert_eq!([&dated["status"], &dated["effectiveDateTime"]], ["final", "2026-01-31"]);
    assert_eq!(dated["subject"]["identifier"]["value"], "12");
    assert_eq!(report("=1+1").get("effectiveDateTime"), None);
}
