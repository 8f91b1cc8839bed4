//! What differs between two readings.

use radsift::diff::{ComparedRecord, DiffOptions, DiffTally, DifferenceKind, compare};
use serde_json::{Value, json};

/// A statement: a finding at a place of the text.
fn statement(finding: &str, span: [u32; 2]) -> Value {
    json!({"n": 0, "finding": finding, "span": span, "text": "x", "section": "findings", "sentence": [0, 50], "assertion": "present",
        "certainty": "definite", "temporality": "current", "change": null, "sites": [], "levels": [], "severity": null, "extent": [],
        "acuity": null, "count": null, "sizes": [], "attribution": [], "because": [{"rule": "finding/x", "span": span}]})
}

fn with(mut statement: Value, key: &str, value: Value) -> Value {
    statement[key] = value;
    statement
}

fn record(findings: Vec<Value>, flag: &str) -> String {
    json!({"schema": "radsift/report/1", "ruleset": "r", "id": "1", "meta": {}, "sections": [], "findings": findings, "summary": [],
        "flags": [{"flag": "f", "value": flag, "basis": "explicit", "mentions": []}],
        "icans": {"imaging_floor": {"value": "none"}, "stated": [], "discordance": "no"}, "warnings": []})
    .to_string()
}

fn tally(old: Vec<Value>, new: Vec<Value>) -> DiffTally {
    let (old, new) = (record(old, "no"), record(new, "no"));
    let [old, new] = [&old, &new].map(|line| serde_json::from_str::<ComparedRecord<'_>>(line).unwrap());
    let mut tally = DiffTally::default();
    let options = DiffOptions { samples: 9, finding: None };
    compare(&old, &new, None, &options, &mut tally);
    tally
}

fn kinds(old: Vec<Value>, new: Vec<Value>) -> Vec<(DifferenceKind, u64)> {
    tally(old, new).kinds.into_iter().collect()
}

#[test]
fn each_field_has_its_kind() {
    let own = || statement("a", [0, 5]);
    let cases = [
        ("assertion", json!("absent"), DifferenceKind::Assertion),
        ("certainty", json!("probable"), DifferenceKind::Certainty),
        ("temporality", json!("historical"), DifferenceKind::Temporality),
        ("change", json!("new"), DifferenceKind::Change),
        (
            "sites",
            json!([{"site": "s", "laterality": "left", "span": [7, 9]}]),
            DifferenceKind::Sites,
        ),
        ("levels", json!(["L4"]), DifferenceKind::Details),
        ("severity", json!("mild"), DifferenceKind::Details),
        (
            "attribution",
            json!([{"to": "b", "strength": "weak", "span": [7, 9]}]),
            DifferenceKind::Details,
        ),
        ("span", json!([0, 9]), DifferenceKind::Words),
        ("finding", json!("b"), DifferenceKind::Finding),
        ("because", json!([{"rule": "finding/y", "span": [0, 5]}]), DifferenceKind::Rules),
        (
            "because",
            json!([{"rule": "finding/x", "span": [0, 5], "lost": true}]),
            DifferenceKind::Rules,
        ),
    ];
    for (key, value, kind) in cases {
        assert_eq!(kinds(vec![own()], vec![with(own(), key, value)]), [(kind, 1)], "{key}");
    }
    assert_eq!(kinds(vec![own()], vec![]), [(DifferenceKind::Vanished, 1)]);
    assert_eq!(kinds(vec![], vec![own()]), [(DifferenceKind::Appeared, 1)]);
}

#[test]
fn what_does_not_matter_is_no_difference() {
    let old = with(
        statement("a", [0, 5]),
        "sites",
        json!([{"site": "s", "laterality": null, "span": [7, 9]}, {"site": "t", "laterality": null, "span": [10, 12]}]),
    );
    let new = with(
        with(statement("a", [0, 5]), "n", json!(4)),
        "sites",
        json!([{"site": "t", "laterality": null, "span": [10, 12]}, {"site": "s", "laterality": null, "span": [8, 9]}]),
    );
    assert_eq!(kinds(vec![old], vec![new]), []);
}

#[test]
fn only_other_rules_leave_a_report_unchanged() {
    let other = with(statement("a", [0, 5]), "because", json!([{"rule": "finding/y", "span": [0, 5]}]));
    let tally = tally(vec![statement("a", [0, 5])], vec![other]);
    assert!(tally.is_same());
    assert_eq!(tally.kinds.get(&DifferenceKind::Rules), Some(&1));
}

#[test]
fn statements_are_paired_by_finding_before_place() {
    // "a" has moved and another finding stands in its words; a second "a" is nearer.
    let old = vec![statement("a", [0, 5]), statement("a", [10, 20])];
    let new = vec![statement("b", [0, 5]), statement("a", [4, 12]), statement("c", [30, 31])];
    let tally = tally(old, new);
    let found: Vec<(DifferenceKind, u64)> = tally.kinds.iter().map(|(&k, &n)| (k, n)).collect();
    // The second old "a" shares two units with the new one, the first only one.
    assert_eq!(
        found,
        [
            (DifferenceKind::Appeared, 1),
            (DifferenceKind::Finding, 1),
            (DifferenceKind::Words, 1)
        ]
    );
    assert_eq!(tally.turns.keys().map(|k| k.1.as_str()).collect::<Vec<_>>(), ["a -> b"]);
}

#[test]
fn a_statement_is_shown_once_and_counted_in_each_kind() {
    let new = with(with(statement("a", [0, 5]), "assertion", json!("absent")), "change", json!("new"));
    let tally = tally(vec![statement("a", [0, 5])], vec![new]);
    assert_eq!(tally.kinds.len(), 2);
    assert_eq!(tally.samples.values().map(Vec::len).sum::<usize>(), 1);
    assert_eq!(
        tally.samples[&DifferenceKind::Assertion][0].differs_in,
        [DifferenceKind::Assertion, DifferenceKind::Change]
    );
}

#[test]
fn flags_that_only_one_side_knows_say_something_only_when_they_are_stated() {
    let values = |old: &str, new: &str| {
        let (old, new) = (record(vec![], old), record(vec![], new));
        let new = new.replace("\"f\"", "\"g\"");
        let [old, new] = [&old, &new].map(|line| serde_json::from_str::<ComparedRecord<'_>>(line).unwrap());
        let mut tally = DiffTally::default();
        compare(&old, &new, None, &DiffOptions::default(), &mut tally);
        tally
            .flags
            .into_keys()
            .map(|c| format!("{} {} {}", c.flag, c.old, c.new))
            .collect::<Vec<_>>()
    };
    assert_eq!(values("not_stated", "not_stated"), Vec::<String>::new());
    assert_eq!(values("yes", "no"), ["f yes not_stated", "g not_stated no"]);
}

#[test]
fn merging_is_the_same_as_reading_on() {
    let pairs = [
        (vec![statement("a", [0, 5])], vec![statement("b", [0, 5])]),
        (vec![], vec![statement("a", [3, 5])]),
        (
            vec![statement("a", [0, 5])],
            vec![with(statement("a", [0, 5]), "change", json!("new"))],
        ),
        (vec![], vec![statement("c", [3, 5])]),
    ];
    let lines: Vec<(String, String)> = pairs.into_iter().map(|(a, b)| (record(a, "no"), record(b, "yes"))).collect();
    let options = DiffOptions { samples: 1, finding: None };
    let read = |lines: &[(String, String)]| {
        let mut tally = DiffTally::default();
        for (old, new) in lines {
            let [old, new] = [old, new].map(|line| serde_json::from_str::<ComparedRecord<'_>>(line).unwrap());
            compare(&old, &new, None, &options, &mut tally);
        }
        tally
    };
    let whole = read(&lines);
    for cut in 0..=lines.len() {
        let mut merged = read(&lines[..cut]);
        merged.merge(read(&lines[cut..]), options.samples);
        assert_eq!(merged, whole, "cut at {cut}");
    }
    assert_eq!(whole.changed, 4);
}
