//! The syndrome and its look-alikes in many wordings: a table of texts with the findings, flags, floor and grades wanted.
//!
//! The table (`tests/icans/cases.jsonl`) is this project's own writing, one object a line: `kind`, `text`, and what is wanted of it.
//! `gap` says why a line is not read rightly yet; the test fails once it is.

use radsift::Extractor;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static RULES: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap_or_else(|problems| panic!("{problems}")));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// What it is about.
    kind: String,
    text: String,
    /// Findings with a status that one of their statements must have.
    #[serde(default)]
    want: BTreeMap<String, String>,
    /// Findings that may not be read as present or possible.
    #[serde(default)]
    not: Vec<String>,
    /// Flags with their values; one that is not stated may be `no` too.
    #[serde(default)]
    flags: BTreeMap<String, String>,
    floor: Option<String>,
    /// Why the floor is set aside.
    reason: Option<String>,
    /// The grades stated that are not past: the grade, its scale where one is named, `peak`.
    grades: Option<Vec<String>>,
    /// Grades on other scales.
    apart: Option<Vec<String>>,
    gap: Option<String>,
}

#[test]
fn the_syndrome_in_many_wordings() {
    let table = include_str!("icans/cases.jsonl");
    let (mut failures, mut rows) = (Vec::new(), 0);
    for line in table.lines() {
        let row: Row = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        rows += 1;
        let wrong = judge(&row);
        match (&row.gap, wrong.is_empty()) {
            (None, false) => failures.push(format!("{} {:?}\n    {}", row.kind, row.text, wrong.join("\n    "))),
            (Some(_), true) => failures.push(format!("{} {:?}\n    is read rightly now: take `gap` away", row.kind, row.text)),
            _ => {}
        }
    }
    assert!(failures.is_empty(), "{} of {rows} lines:\n{}", failures.len(), failures.join("\n"));
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// What is read otherwise than wanted.
fn judge(row: &Row) -> Vec<String> {
    let record = serde_json::to_value(RULES.extract(&row.text)).unwrap();
    let mut wrong = Vec::new();
    let mut differs = |what: &str, got: String, wanted: &str| {
        if got != wanted {
            wrong.push(format!("{what}: {got}, wanted {wanted}"));
        }
    };
    let statuses = |finding: &str| -> Vec<String> {
        let own = list(&record, "findings").iter().filter(|f| f["finding"] == finding);
        own.map(|f| {
            if f["temporality"] == "current" {
                text(f, "assertion")
            } else {
                text(f, "temporality")
            }
        })
        .map(str::to_owned)
        .collect()
    };
    for (finding, status) in &row.want {
        let got = statuses(finding);
        let shown = if got.contains(status) { status.clone() } else { got.join(" ") };
        differs(finding, shown, status);
    }
    for finding in &row.not {
        let claims = statuses(finding).into_iter().filter(|s| s == "present" || s == "possible");
        differs(finding, claims.collect::<Vec<_>>().join(" "), "");
    }
    for (flag, wanted) in &row.flags {
        let own = list(&record, "flags").iter().find(|f| f["flag"] == *flag);
        let got = own.map_or("not_stated", |f| text(f, "value"));
        let got = if got == "no" && wanted == "not_stated" { wanted } else { got };
        differs(flag, got.to_owned(), wanted);
    }
    let icans = &record["icans"];
    let floor = &icans["imaging_floor"];
    if let Some(wanted) = &row.floor {
        differs("floor", text(floor, "value").to_owned(), wanted);
    }
    if let Some(wanted) = &row.reason {
        differs("reason", text(floor, "reason").to_owned(), wanted);
    }
    for (key, wanted) in [("stated", &row.grades), ("stated_apart", &row.apart)] {
        if let Some(wanted) = wanted {
            differs(key, grades(list(icans, key)).join(", "), &sorted(wanted.clone()).join(", "));
        }
    }
    wrong
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

fn grades(stated: &[Value]) -> Vec<String> {
    let now = stated.iter().filter(|g| g["temporality"] != "historical" || g["peak"] == true);
    let name = |g: &Value| {
        let mut words = vec![g["low"].to_string()];
        if g["low"] != g["high"] {
            words[0] = format!("{}-{}", g["low"], g["high"]);
        }
        if g["scale"] != "unspecified" {
            words.push(text(g, "scale").to_owned());
        }
        if g["peak"] == true {
            words.push("peak".to_owned());
        }
        words.join(" ")
    };
    sorted(now.map(name).collect())
}
