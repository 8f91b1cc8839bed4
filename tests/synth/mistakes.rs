//! Planted mistakes stand where `mistakes.jsonl` says, and corrections put them right.

use super::{archive, cut, lines, options, share};
use proptest::prelude::*;
use radsift::synth::{Options, ReportForm};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const KINDS: [&str; 11] = [
    "contradiction",
    "impression_missing",
    "level_swapped",
    "negation_lost",
    "not_communicated",
    "side_swapped",
    "size_unit",
    "template_left",
    "wrong_age",
    "wrong_organ",
    "wrong_study",
];

/// An archive in which every report has a mistake.
fn wrong(seed: u64, patients: u64) -> (Vec<Value>, BTreeMap<String, Value>, Vec<Value>) {
    let options = Options {
        mistake_rate: share(1.0),
        cancel_rate: share(0.0),
        ..options(patients, seed)
    };
    let folder = archive(&format!("wrong-{seed}-{patients}"), &options, ReportForm::Jsonl);
    let texts = lines(folder.0.join("reports.jsonl"));
    let texts = texts
        .into_iter()
        .map(|line| (line["id"].as_str().unwrap().to_owned(), line))
        .collect();
    (lines(folder.0.join("mistakes.jsonl")), texts, lines(folder.0.join("truth.jsonl")))
}

#[test]
fn every_kind_of_mistake_is_planted() {
    let (mistakes, ..) = wrong(2, 300);
    let kinds: BTreeSet<&str> = mistakes.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, BTreeSet::from(KINDS));
}

#[test]
fn without_mistakes_there_are_none() {
    let options = Options {
        mistake_rate: share(0.0),
        ..options(50, 2)
    };
    let folder = archive("right", &options, ReportForm::Jsonl);
    assert!(lines(folder.0.join("mistakes.jsonl")).is_empty());
    assert!(lines(folder.0.join("truth.jsonl")).iter().all(|line| line["mistake"].is_null()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn mistakes_stand_where_they_are_said_to(seed in 0..u64::MAX) {
        let (mistakes, texts, truth) = wrong(seed, 20);
        let labelled = truth.iter().filter(|line| !line["mistake"].is_null()).count();
        prop_assert_eq!(labelled, mistakes.len());
        for line in &mistakes {
            let (what, right) = (line["what"].as_str().unwrap(), line["right"].as_str().unwrap());
            prop_assert!(what != right, "{}", line);
            let report = &texts[line["id"].as_str().unwrap()];
            let text = report["text"].as_str().unwrap();
            if report["meta"]["version"] == line["version"] {
                prop_assert!(line["corrected_by"].is_null());
                prop_assert_eq!(cut(text, &line["span"]), what);
            } else {
                prop_assert_eq!(&line["corrected_by"], &report["meta"]["version"]);
                prop_assert!(text.contains(right), "{}", line);
            }
        }
    }
}
