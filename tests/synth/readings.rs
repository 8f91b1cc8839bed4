//! Archives as radsift reads them.

use super::{archive, options, rows};
use crate::support::EXTRACTOR;
use radsift::synth::{Options, ReportForm};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::{Command, Output};

fn radsift(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_radsift")).args(args).output().unwrap()
}

/// A floor, not a measure of quality: the wording is that of the authors of both. The rules are not to be fitted to it.
const FLOOR: f64 = 0.9;

#[test]
fn readings_agree_with_the_truth() {
    let folder = archive("read", &options(250, 8), ReportForm::Jsonl);
    let [gold, texts] = ["gold.jsonl", "reports.jsonl"].map(|name| folder.0.join(name).to_str().unwrap().to_owned());
    let output = radsift(&["eval", &gold, &texts, "--bootstrap", "0", "--to", "json", "--quiet"]);
    let evaluation: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(evaluation["reports"].as_u64().unwrap() > 400 && evaluation["without_record"] == 0);
    let f1 = |of: &Value| of["measures"]["family"]["f1"].as_f64().unwrap();
    assert!(f1(&evaluation) >= FLOOR, "{}", evaluation["measures"]);
    let styles = evaluation["groups"].as_array().unwrap();
    assert_eq!(styles.len(), 5);
    for style in styles {
        assert!(f1(style) >= FLOOR, "{}: {}", style["name"], style["measures"]["family"]);
    }
}

#[test]
fn the_truth_names_findings_and_sites_by_the_ids_of_the_record() {
    let folder = archive("ids", &options(700, 9), ReportForm::Jsonl);
    let lexicon = EXTRACTOR.lexicon();
    let findings: BTreeSet<&str> = lexicon.findings.iter().map(|finding| finding.id.as_str()).collect();
    let sites: BTreeSet<&str> = lexicon.sites.iter().map(|site| site.id.as_str()).collect();
    let (mut found, mut placed) = (BTreeSet::new(), BTreeSet::new());
    for line in super::lines(folder.0.join("truth.jsonl")) {
        for said in line["statements"].as_array().unwrap() {
            found.insert(said["finding"].as_str().unwrap().to_owned());
            for site in said["sites"].as_array().unwrap() {
                placed.insert(site["site"].as_str().unwrap().to_owned());
            }
        }
    }
    assert!(
        found.len() >= 50 && placed.len() >= 30,
        "{} findings, {} sites",
        found.len(),
        placed.len()
    );
    assert!(found.iter().all(|id| findings.contains(id.as_str())), "{found:?}");
    assert!(placed.iter().all(|id| sites.contains(id.as_str())), "{placed:?}");
}

/// After each night the versions that count are those of `expected-after-night-K.csv`.
#[test]
fn messages_give_the_versions_that_are_expected_after_each_night() {
    let options = Options {
        nights: 3,
        correction_rate: super::share(0.3),
        cancel_rate: super::share(0.1),
        ..options(120, 6)
    };
    let folder = archive("nights", &options, ReportForm::Hl7);
    let nights = ["night-1", "night-2", "night-3"].map(|night| folder.0.join(night).to_str().unwrap().to_owned());
    for count in 1..=3 {
        let mut args = vec!["extract", "--quiet"];
        args.extend(nights[..count].iter().map(String::as_str));
        let output = radsift(&args);
        let got: BTreeSet<[String; 4]> = output
            .stdout
            .split(|&byte| byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| {
                let record: Value = serde_json::from_slice(line).unwrap();
                let meta = |key: &str| record["meta"][key].as_str().unwrap().to_owned();
                [
                    record["id"].as_str().unwrap().to_owned(),
                    meta("accession"),
                    meta("status"),
                    meta("message_id"),
                ]
            })
            .collect();
        let expected = rows(folder.0.join(format!("expected-after-night-{count}.csv")));
        let expected: BTreeSet<[String; 4]> = expected
            .into_iter()
            .map(|row| [row[1].clone(), row[0].clone(), row[3].clone(), row[4].clone()])
            .collect();
        assert!(
            !expected.is_empty() && got == expected,
            "after {count} nights: {:?}",
            got.symmetric_difference(&expected).next()
        );
    }
}
