//! Sentences with known answers by authors who had seen no rule: `yardsticks/frames.jsonl`, 150 frames of assertion with three findings each, and
//! `yardsticks/faults.jsonl`, faults that public bug reports of other systems brought to light. The floors may only rise.
//!
//! A line is right when every wanted statement is read, the same finding or one of its family, and none of the unwanted is.
#![expect(clippy::print_stdout, reason = "what is read wrongly is for people to read")]

use crate::support::EXTRACTOR;
use crate::support::corpus::project;
use radsift::report::record::Finding;
use radsift::vocabulary::{Assertion, Experiencer, Temporality};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    want: Vec<(String, String)>,
    not: Vec<(String, String)>,
}

#[test]
fn frames_of_assertion() {
    hold("tests/yardsticks/frames.jsonl", 0.88);
}

#[test]
fn faults_of_other_systems() {
    hold("tests/yardsticks/faults.jsonl", 0.90);
}

fn hold(file: &str, floor: f64) {
    let text = std::fs::read_to_string(project(file)).unwrap();
    let cases: Vec<Case> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let wrong: Vec<&str> = cases.iter().filter(|case| !is_right(case)).map(|case| case.id.as_str()).collect();
    let right = 1.0 - wrong.len() as f64 / cases.len() as f64;
    println!("{file}: {right:.3} of {} right; wrong: {}", cases.len(), wrong.join(" "));
    assert!(right >= floor, "{right:.3} is below {floor}");
}

fn is_right(case: &Case) -> bool {
    let record = EXTRACTOR.extract(&case.text);
    let exact: BTreeSet<(&str, &str)> = record.findings.iter().filter_map(stated).collect();
    let by_family: BTreeSet<(&str, &str)> = exact.iter().map(|(finding, status)| (family(finding), *status)).collect();
    let wanted: BTreeSet<(&str, &str)> = case.want.iter().map(|(f, s)| (family(f), s.as_str())).collect();
    let unwanted = |(finding, status): &(String, String)| {
        let kin = (family(finding), status.as_str());
        exact.contains(&(finding.as_str(), status.as_str())) || (by_family.contains(&kin) && !wanted.contains(&kin))
    };
    wanted.is_subset(&by_family) && !case.not.iter().any(unwanted)
}

/// The finding and its status; none for what is no statement of the patient's.
fn stated(finding: &Finding) -> Option<(&str, &str)> {
    let status = match finding.temporality {
        Temporality::Current => finding.assertion.as_str(),
        other => other.as_str(),
    };
    let silent = finding.assertion == Assertion::NotAssessed || finding.experiencer != Experiencer::Patient;
    (!silent).then_some((finding.finding.as_str(), status))
}

fn family(finding: &str) -> &str {
    let lexicon = EXTRACTOR.lexicon();
    let found = lexicon.finding(finding).map(|id| &lexicon.findings[id.index()]);
    found.and_then(|f| f.family.as_deref()).unwrap_or(finding)
}
