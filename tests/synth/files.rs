//! The bytes of archives, and how their files fit together.

use super::{archive, cut, lines, options, reports, rows};
use radsift::synth::{Options, ReportForm, write_archive};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The files that stand beside the reports in every form.
const TRUTH: [&str; 5] = ["patients.jsonl", "events.csv", "truth.jsonl", "mistakes.jsonl", "gold.jsonl"];

/// The bytes of all files of an archive of messages, pinned. A change of the tables or of the code changes them: then pin the new ones, and say in
/// CHANGELOG.md that seeds give other archives.
#[test]
fn the_bytes_of_a_seed_are_pinned() {
    let options = Options {
        nights: 3,
        ..options(60, 11)
    };
    let folder = archive("pinned", &options, ReportForm::Hl7);
    let mut hash = blake3::Hasher::new();
    let of_nights = [
        "night-1/messages.hl7",
        "night-2/messages.hl7",
        "night-3/messages.hl7",
        "expected-after-night-1.csv",
        "expected-after-night-2.csv",
        "expected-after-night-3.csv",
    ];
    for name in TRUTH.into_iter().chain(of_nights) {
        hash.update(&fs::read(folder.0.join(name)).unwrap());
    }
    assert_eq!(hash.finalize().to_hex().as_str(), PINNED);
}

const PINNED: &str = "c30ccc126fe5c5313c30cd15d8e353598e06abefb794566538d22ddb562e16ee";

#[test]
fn patients_do_not_depend_on_how_many_there_are() {
    for form in [ReportForm::Jsonl, ReportForm::Csv, ReportForm::Hl7] {
        let (few, many) = (reports(&options(7, 5), form), reports(&options(40, 5), form));
        assert!(few.len() > 1000 && many.len() > few.len() && many.starts_with(&few), "{form:?}");
    }
    let [few, many] = [7, 40].map(|patients| archive(&format!("of-{patients}"), &options(patients, 5), ReportForm::Jsonl));
    for name in TRUTH.into_iter().chain(["reports.jsonl"]) {
        let [few, many] = [&few, &many].map(|folder| fs::read(folder.0.join(name)).unwrap());
        assert!(many.starts_with(&few), "{name}");
    }
}

#[test]
fn seeds_give_other_patients() {
    let [one, two] = [1, 2].map(|seed| reports(&options(5, seed), ReportForm::Jsonl));
    assert_ne!(one, two);
}

#[test]
fn the_files_speak_of_the_same_reports() {
    let folder = archive("files", &options(150, 3), ReportForm::Jsonl);
    let read = |name: &str| lines(folder.0.join(name));
    let (patients, truth, gold, texts) = (
        read("patients.jsonl"),
        read("truth.jsonl"),
        read("gold.jsonl"),
        read("reports.jsonl"),
    );
    assert_eq!(patients.len(), 150);
    let id = |line: &serde_json::Value| line["id"].as_str().unwrap().to_owned();
    let ids: Vec<String> = texts.iter().map(id).collect();
    assert_eq!(ids, gold.iter().map(id).collect::<Vec<_>>());
    let latest: Vec<&serde_json::Value> = truth.iter().filter(|line| line["latest"] == true).collect();
    assert_eq!(ids, latest.iter().map(|line| id(line)).collect::<Vec<_>>());
    let studies: u64 = patients.iter().map(|patient| patient["studies"].as_u64().unwrap()).sum();
    let accessions: BTreeSet<String> = truth.iter().map(id).collect();
    assert_eq!(accessions.len() as u64, studies);
    let events = rows(folder.0.join("events.csv"));
    let with_event: Vec<String> = patients
        .iter()
        .filter(|patient| !patient["event"].is_null())
        .map(|patient| patient["patient_id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(events.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), with_event);
    // The tables and the messages hold the same texts.
    let table = String::from_utf8(reports(&options(150, 3), ReportForm::Csv)).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let of_table: Vec<String> = reader.records().map(|row| row.unwrap()[1].to_owned()).collect();
    assert_eq!(
        of_table,
        texts
            .iter()
            .map(|line| line["text"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    );
    // Statements stand where the truth says.
    for (line, text) in latest.iter().zip(&texts) {
        for said in line["statements"].as_array().unwrap() {
            let words = cut(text["text"].as_str().unwrap(), &said["span"]);
            assert!(
                words.chars().count() > 4 && !words.starts_with(' ') && !words.ends_with('\n'),
                "{words:?}"
            );
        }
    }
}

#[test]
fn houses_write_in_all_styles_and_studies_are_of_all_kinds() {
    let folder = archive("styles", &options(300, 4), ReportForm::Jsonl);
    let truth = lines(folder.0.join("truth.jsonl"));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = |value: &serde_json::Value| *counts.entry(value.as_str().unwrap_or("none").to_owned()).or_default() += 1;
    for line in &truth {
        ["style", "status", "modality", "facility"]
            .iter()
            .for_each(|field| count(&line[field]));
        for said in line["statements"].as_array().unwrap() {
            ["change", "assertion", "certainty", "temporality"]
                .iter()
                .for_each(|field| count(&said[field]));
        }
    }
    for word in [
        "headed",
        "prose",
        "items",
        "form",
        "telegram",
        "preliminary",
        "final",
        "corrected",
        "addended",
        "cancelled",
        "MR",
        "CT",
        "new",
        "increased",
        "unchanged",
        "decreased",
        "resolved",
        "present",
        "possible",
        "absent",
        "probable",
        "historical",
        "hypothetical",
    ] {
        assert!(counts.get(word).is_some_and(|&n| n > 2), "{word}: {counts:?}");
    }
    let texts = lines(folder.0.join("reports.jsonl"));
    assert!(texts.iter().any(|line| !line["text"].as_str().unwrap().is_ascii()));
    let distinct: BTreeSet<&str> = texts.iter().map(|line| line["text"].as_str().unwrap()).collect();
    assert!(distinct.len() * 100 > texts.len() * 98, "texts repeat");
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = crate::support::folder::Folder::new("synth-full");
    let kept = folder.file("notes.txt", "mine");
    let refused = write_archive(&options(1, 1), ReportForm::Jsonl, &folder.0).unwrap_err().to_string();
    assert!(refused.contains("is not empty"), "{refused}");
    assert_eq!(fs::read(kept).unwrap(), b"mine");
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
}
