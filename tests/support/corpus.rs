//! The reports of `corpus/`, other JSON Lines, and the record that the program would write for a text.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use crate::support::EXTRACTOR;
use radsift::Session;
use radsift::report::{Envelope, JsonWriter, Meta};
use radsift::text::OffsetUnit;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A report and what came with it.
pub struct CorpusReport {
    pub id: String,
    pub text: String,
    pub meta: Meta,
}

/// A file of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A file that lies beside the project on some machines and is no part of it. Says so when it is not there.
pub fn beside(path: &str) -> Option<PathBuf> {
    let path = project("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: shared/{} is not beside the project", path.file_name()?.display());
    None
}

/// The objects of a file of JSON Lines.
pub fn json_lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The reports of a file of JSON Lines.
pub fn reports(path: &Path) -> Vec<CorpusReport> {
    let entry = |value: Value| CorpusReport {
        id: value["id"].as_str().unwrap().to_owned(),
        text: value["text"].as_str().unwrap().to_owned(),
        meta: Meta(value["meta"].as_object().cloned().unwrap_or_default()),
    };
    json_lines(path).into_iter().map(entry).collect()
}

/// The reports of `corpus/`.
pub fn corpus() -> Vec<CorpusReport> {
    reports(&project("corpus/reports.jsonl"))
}

/// The record of one text, as the program writes it.
pub fn record_line(session: &mut Session, id: &str, text: &str, meta: &Meta, unit: OffsetUnit) -> Vec<u8> {
    let report = EXTRACTOR.analyse(session, text, meta);
    let mut line = Vec::new();
    let envelope = Envelope { id, meta, warnings: &[] };
    JsonWriter::new(EXTRACTOR.lexicon(), unit).write(&mut line, &envelope, &report);
    line
}

/// The same, parsed.
pub fn record(session: &mut Session, text: &str, meta: &Meta, unit: OffsetUnit) -> Value {
    serde_json::from_slice(&record_line(session, "test", text, meta, unit)).unwrap()
}
