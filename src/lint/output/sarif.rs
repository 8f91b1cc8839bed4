//! SARIF 2.1.0, which code hosts and editors show.

use super::{Placed, PlacedMark};
use crate::lint::page::Severity;
use crate::lint::rule::Rule;
use serde_json::{Value, json};

/// The log of one run with these rules.
pub fn sarif(hits: &[Placed], rules: &[&Rule], version: &str) -> String {
    let described: Vec<Value> = rules.iter().map(|rule| description(rule)).collect();
    let results: Vec<Value> = hits.iter().map(|hit| result(hit, rules)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "radsift", "version": version, "rules": described}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn description(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.page().name,
        "shortDescription": {"text": rule.page().what},
        "fullDescription": {"text": format!("{} ({})", rule.page().why, rule.page().source)},
        "help": {"text": rule.page().advice},
        "defaultConfiguration": {"level": level(rule.severity())},
    })
}

fn result(hit: &Placed, rules: &[&Rule]) -> Value {
    let mut result = json!({
        "ruleId": hit.code,
        "level": level(hit.severity),
        "message": {"text": hit.message},
        "partialFingerprints": {"radsift/v1": hit.key},
        "locations": hit.marks.first().map(|mark| location(&hit.id, mark, None)).into_iter().collect::<Vec<_>>(),
    });
    if let Some(index) = rules.iter().position(|rule| rule.code == hit.code) {
        result["ruleIndex"] = index.into();
    }
    let related: Vec<Value> = hit
        .marks
        .iter()
        .enumerate()
        .skip(1)
        .map(|(number, mark)| location(&hit.id, mark, Some(number)))
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

/// A report is an artifact; its address is its id, written so that any id makes a valid one.
fn location(id: &str, mark: &PlacedMark, number: Option<usize>) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": format!("report:{}", encoded(id))},
            "region": {
                "startLine": mark.start.line,
                "startColumn": mark.start.column,
                "endLine": mark.end.line,
                "endColumn": mark.end.column,
                "charOffset": mark.span[0],
                "charLength": mark.span[1] - mark.span[0],
            },
        },
        "message": {"text": mark.label},
    });
    if let Some(number) = number {
        location["id"] = number.into();
    }
    location
}

fn encoded(id: &str) -> String {
    let mut out = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
