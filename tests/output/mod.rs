//! Every form of output of `radsift run`, held against the JSON Lines of the same reports.

mod databases;
mod fhir;
mod fhir_schema;
mod omop;
mod runs;
mod spans;
mod tables;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, iter};

/// A folder or file of the tests' own that is not there yet.
fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("forms").join(name);
    let _ = fs::remove_dir_all(&path);
    let _ = fs::remove_file(&path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    path
}

/// Reports that are awkward to write down.
fn awkward() -> Vec<Value> {
    let meta = json!({"patient_id": "p,\"7\"", "study_date": "2026-02-31", "modality": "MR"});
    let dated = json!({"patient_id": 12, "person_id": 77, "study_date": "20260131", "status": "F"});
    vec![
        json!({"id": "=1+1", "text": "No acute\r\ninfarct. “Oedème” \u{1D11E}: 12 mm haematoma, \"left\" thalamus.", "meta": meta}),
        json!({"id": "two\nlines", "text": "Acute infarct\nin the pons\u{0}. \u{1D11E} Possible meningioma?\n\\.\n", "meta": dated}),
        json!({"id": "empty", "text": "."}),
        json!({"id": "long", "text": format!("Microhaemorrhage {} and no acute infarct.", "with very many words behind it ".repeat(30))}),
        json!({"id": "family", "text": "MRI of the brain. FINDINGS: No acute infarct. Family history of aneurysm."}),
        json!({"id": "titled", "text": "MRI of the brain\nFINDINGS: No acute infarct."}),
        json!({"id": "", "text": "Normal brain. IMPRESSION: No acute infarct."}),
    ]
}

/// The reports of the corpus and the awkward ones, as a file of its own for each caller.
fn input(name: &str) -> PathBuf {
    let path = scratch(&format!("{name}.jsonl"));
    let mut text = fs::read_to_string("corpus/reports.jsonl").unwrap();
    awkward().iter().for_each(|report| text += &format!("{report}\n"));
    fs::write(&path, text).unwrap();
    path
}

/// Runs radsift over `input` and gives back the folder.
fn run(input: &Path, name: &str, options: &[&str]) -> PathBuf {
    let folder = scratch(name);
    let output = Command::new(env!("CARGO_BIN_EXE_radsift"))
        .args(["run".as_ref(), input.as_os_str(), "-o".as_ref(), folder.as_os_str()])
        .args(options)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

/// The records of the same input, each with its text under `text`.
fn records(input: &Path, name: &str) -> Vec<Value> {
    let folder = run(input, &format!("{name}-jsonl"), &["--to", "jsonl", "-q"]);
    let records = json_lines(&folder.join("part-00000.jsonl"));
    let texts = json_lines(input);
    let with_text = |(mut record, input): (Value, &Value)| {
        record["text"] = input["text"].clone();
        record
    };
    records.into_iter().zip(&texts).map(with_text).collect()
}

fn json_lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.split_terminator('\n')
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Every finding of the records, with its record.
fn findings(records: &[Value]) -> impl Iterator<Item = (&Value, &Value)> {
    records
        .iter()
        .flat_map(|record| iter::repeat(record).zip(record["findings"].as_array().unwrap()))
}

/// The rows of a CSV file, by the names of its columns.
fn rows(path: &Path) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The characters of a text from `start` to `end`.
fn characters(text: &Value, start: u64, end: u64) -> String {
    let text = text.as_str().unwrap();
    text.chars().skip(start as usize).take((end - start) as usize).collect()
}
