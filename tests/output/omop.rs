//! NOTE and NOTE_NLP.

use super::*;
use std::collections::{BTreeMap, HashMap};

/// How often each finding is read in each way; what the databases count by SQL.
pub fn counts(records: &[Value]) -> BTreeMap<(String, String, String), u64> {
    let mut counts = BTreeMap::new();
    for (_, finding) in findings(records) {
        let said = |name: &str| finding[name].as_str().unwrap().to_owned();
        let exists = said("assertion") != "absent" && said("certainty") != "unlikely" && said("temporality") != "hypothetical";
        let time = match &*said("temporality") {
            "current" => "present",
            "historical" => "past",
            _ => "",
        };
        let key = (said("finding"), if exists { "Y" } else { "N" }.to_owned(), time.to_owned());
        *counts.entry(key).or_default() += 1;
    }
    counts
}

pub const DATE: [&str; 5] = ["--to", "omop", "--nlp-date", "2026-01-31", "-q"];

/// The text of a record as it stands in a note.
fn stored(record: &Value) -> String {
    match record["text"].as_str().unwrap() {
        "" => " ".to_owned(),
        text => text.replace('\0', "\u{fffd}").replace("\n\\.\n", "\n\u{fffd}.\n"),
    }
}

#[test]
fn both_tables_hold_what_the_records_hold() {
    let input = input("omop");
    let records = records(&input, "omop");
    let folder = run(&input, "omop", &[&DATE[..], &["--id-start", "1000"]].concat());
    let (notes, found) = (rows(&folder.join("note-00000.csv")), rows(&folder.join("note_nlp-00000.csv")));
    assert_eq!(notes.len(), records.len());
    for (n, (note, record)) in notes.iter().zip(&records).enumerate() {
        assert_eq!(note["note_id"], (1000 + n).to_string());
        assert_eq!(note["note_title"], record["id"].as_str().unwrap());
        assert_eq!(note["note_text"], stored(record));
    }
    let texts: HashMap<&str, &str> = notes.iter().map(|n| (&*n["note_id"], &*n["note_text"])).collect();
    assert_eq!(found.len(), findings(&records).count());
    for (n, (row, (record, finding))) in found.iter().zip(findings(&records)).enumerate() {
        assert_eq!(row["note_nlp_id"], (1000 + n).to_string());
        let text = texts[&*row["note_id"]];
        assert_eq!(text, stored(record));
        let words: String = text
            .chars()
            .skip(row["offset"].parse().unwrap())
            .take(row["lexical_variant"].chars().count())
            .collect();
        assert_eq!(words, row["lexical_variant"]);
        assert!(row["snippet"].contains(&words) && row["snippet"].chars().count() <= 250);
        assert!(row["term_exists"].len() == 1 && row["term_modifiers"].len() <= 2000);
        assert!(row["term_modifiers"].starts_with(&format!("Finding={};", finding["finding"].as_str().unwrap())));
    }
    let mut counted = BTreeMap::new();
    for row in &found {
        let finding = row["term_modifiers"].split(['=', ';']).nth(1).unwrap().to_owned();
        *counted
            .entry((finding, row["term_exists"].clone(), row["term_temporal"].clone()))
            .or_default() += 1;
    }
    assert_eq!(counted, counts(&records));
}

#[test]
fn persons_and_dates() {
    let folder = run(&input("persons"), "persons", &DATE);
    let notes = rows(&folder.join("note-00000.csv"));
    let of = |id: &str| notes.iter().find(|n| n["note_title"] == id).unwrap();
    let told = |id, names: [&str; 3]| names.map(|name| of(id)[name].clone());
    let names = ["person_id", "note_date", "note_source_value"];
    assert_eq!(told("two\nlines", names), ["77", "2026-01-31", "12"]);
    assert_eq!(told("=1+1", names), ["0", "1970-01-01", "p,\"7\""]);
}

#[test]
fn ids_that_do_not_fit_are_told() {
    let path = scratch("long-ids.jsonl");
    let (patient, id) = ("p".repeat(60), "i".repeat(300));
    let reports = [
        json!({"id": id, "text": "No acute infarct.", "meta": {"patient_id": format!("{patient}1")}}),
        json!({"id": "b", "text": "No acute infarct.", "meta": {"patient_id": format!("{patient}2")}}),
    ];
    fs::write(&path, reports.map(|report| report.to_string()).join("\n")).unwrap();
    let folder = scratch("long-ids");
    let output = Command::new(env!("CARGO_BIN_EXE_radsift"))
        .args(["run".as_ref(), path.as_os_str(), "-o".as_ref(), folder.as_os_str()])
        .args(&DATE[..4])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("2 notes have a patient id of more than 50 characters"), "{said}");
    assert!(said.contains("1 notes have an id of more than 250 characters"), "{said}");
    let notes = rows(&folder.join("note-00000.csv"));
    let values: Vec<&str> = notes.iter().map(|note| &*note["note_source_value"]).collect();
    assert!(
        values.iter().all(|value| value.len() == 50 && value.starts_with(&"p".repeat(33))),
        "{values:?}"
    );
    assert_ne!(values[0], values[1]);
    assert_eq!(notes[0]["note_title"], "i".repeat(250));
}
