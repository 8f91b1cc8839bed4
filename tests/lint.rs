//! `radsift lint` from outside, and what must hold of the rules whatever the text.

use crate::support::folder::Folder;
use proptest::prelude::*;
use radsift::lint::{Linter, Tables};
use radsift::report::Meta;
use radsift::{Extractor, Session};
use serde_json::Value;
use std::fs;
use std::process::{Command, Output};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

const SIDES: &str =
    "MRI brain. FINDINGS: Restricted diffusion in the left thalamus.\nIMPRESSION: Restricted diffusion in the right thalamus.";
const CLEAN: &str = "MRI brain. FINDINGS: Restricted diffusion in the left thalamus.\nIMPRESSION: Left thalamic infarct.";

fn lint(folder: &Folder, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_radsift"))
        .current_dir(&folder.0)
        .arg("lint")
        .args(args)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn archive(name: &str) -> Folder {
    let folder = Folder::new(&format!("lint-{name}"));
    let line = |id: &str, text: &str| serde_json::json!({"id": id, "text": text, "meta": {"patient_sex": "F"}}).to_string();
    let lines = [
        line("a", CLEAN),
        line("b/<&\"", SIDES),
        line(
            "c",
            "Clinical details: 50-year-old man.\nFINDINGS: No infarct is is seen.\nIMPRESSION: Normal.",
        ),
    ];
    folder.file("reports.jsonl", lines.join("\n"));
    folder.file("radsift.toml", "");
    folder
}

#[test]
fn hits_end_with_one_and_a_clean_archive_with_zero() {
    let folder = archive("exit");
    let found = lint(&folder, &["reports.jsonl", "--format", "concise"]);
    assert_eq!(found.status.code(), Some(1), "{}", said(&found));
    let lines: Vec<String> = out(&found).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("b/<&\":2:"), "{lines:?}");
    assert!(
        said(&found).contains("3 hits in 3 reports: DEM001 1, LAT001 1, TXT001 1"),
        "{}",
        said(&found)
    );
    assert!(said(&found).contains("DEM002 was not run on 3 reports"), "{}", said(&found));
    let none = lint(&folder, &["reports.jsonl", "--select", "LVL"]);
    assert_eq!(none.status.code(), Some(0));
    assert!(out(&none).is_empty());
    let wrong = lint(&folder, &["reports.jsonl", "--select", "XYZ"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("no rule is called `XYZ`"), "{}", said(&wrong));
}

#[test]
fn the_page_for_people_shows_both_places() {
    let folder = archive("full");
    let found = out(&lint(&folder, &["reports.jsonl", "--select", "LAT001"]));
    assert!(
        found.contains("error[LAT001]: restricted diffusion is on the left in the findings and on the right in the impression"),
        "{found}"
    );
    assert!(
        found.contains("here left") && found.contains("here right") && found.contains("= help:"),
        "{found}"
    );
}

#[test]
fn machines_get_no_words_of_reports() {
    let folder = archive("machines");
    for form in ["json", "jsonl", "csv", "sarif", "junit", "concise"] {
        let found = out(&lint(&folder, &["reports.jsonl", "--format", form]));
        assert!(!found.is_empty() && !found.contains("thalam"), "{form}: {found}");
    }
}

#[test]
fn forms_are_what_they_are_called() {
    let folder = archive("forms");
    let hits: Value = serde_json::from_str(&out(&lint(&folder, &["reports.jsonl", "--format", "json"]))).unwrap();
    assert_eq!(hits.as_array().map(Vec::len), Some(3));
    let span = &hits[0]["marks"][0]["span"];
    let (start, end) = (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
    assert_eq!(&SIDES[start..end], "right thalamus");
    let log: Value = serde_json::from_str(&out(&lint(&folder, &["reports.jsonl", "--format", "sarif"]))).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(log["version"], "2.1.0");
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            .as_str()
            .unwrap();
        assert!(uri.starts_with("report:") && !uri.contains(['<', '"', ' ']), "{uri}");
    }
    let junit = out(&lint(&folder, &["reports.jsonl", "--format", "junit"]));
    let mut reader = quick_xml::Reader::from_str(&junit);
    let (mut failures, mut open) = (0, 0_i32);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(start) => {
                open += 1;
                failures += u32::from(start.name().as_ref() == "failure");
            }
            quick_xml::events::Event::End(_) => open -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((failures, open), (3, 0));
    let table = out(&lint(&folder, &["reports.jsonl", "--format", "csv"]));
    let rows = csv::Reader::from_reader(table.as_bytes())
        .into_records()
        .collect::<Result<Vec<_>, _>>()
        .unwrap();
    assert_eq!(rows.len(), 4, "a row for each place");
}

#[test]
fn a_baseline_hides_what_is_known_wherever_it_stands() {
    let folder = archive("baseline");
    let written = lint(&folder, &["reports.jsonl", "--write-baseline", "known.txt"]);
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    let moved = serde_json::json!({"id": "elsewhere", "text": format!("Dear colleague.\n\n{SIDES}")}).to_string();
    folder.file("moved.jsonl", moved);
    let again = lint(&folder, &["moved.jsonl", "--baseline", "known.txt"]);
    assert_eq!(again.status.code(), Some(0), "{}", out(&again));
    assert!(said(&again).contains("0 hits in 1 report, 1 in the baseline"), "{}", said(&again));
    assert!(!fs::read_to_string(folder.0.join("known.txt")).unwrap().contains("thalam"));
    folder.file("broken.txt", "not a key");
    let broken = lint(&folder, &["moved.jsonl", "--baseline", "broken.txt"]);
    assert!(said(&broken).contains("broken.txt:1: this is no key of a hit"), "{}", said(&broken));
}

#[test]
fn the_project_file_suppresses_with_a_reason_and_sets_a_policy() {
    let folder = archive("project");
    folder.file(
        "radsift.toml",
        "[lint]\nignore = [\"TXT\"]\n\n[lint.communication]\n\n[[lint.suppress]]\ncode = \"LAT001\"\nid = 'b/<&\"'\nreason = \"mirrored on purpose\"\n",
    );
    folder.file(
        "critical.jsonl",
        serde_json::json!({"id": "d", "text": "FINDINGS: Acute subdural haematoma on the left of 12 mm.\nIMPRESSION: Acute left subdural haematoma."}).to_string(),
    );
    let found = lint(&folder, &["reports.jsonl", "critical.jsonl", "--format", "concise"]);
    assert!(said(&found).contains("1 suppressed"), "{}", said(&found));
    assert!(
        out(&found).contains("CRT001") && !out(&found).contains("TXT001") && !out(&found).contains("LAT001"),
        "{}",
        out(&found)
    );
    folder.file("radsift.toml", "[lint]\nunknown = 1\n");
    let wrong = lint(&folder, &["reports.jsonl"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        said(&wrong).contains("radsift.toml:2:1: unknown field `unknown`"),
        "{}",
        said(&wrong)
    );
    assert_eq!(lint(&folder, &["reports.jsonl", "--isolated"]).status.code(), Some(1));
}

#[test]
fn doubled_words_are_taken_out_of_text_files_and_nothing_else_is_changed() {
    let folder = Folder::new("lint-fix");
    let text = "MRI brain.\r\nFINDINGS: There is is no infarct in the the left pons.\r\n";
    folder.file("one.txt", text);
    folder.file("clean.txt", CLEAN);
    let shown = lint(&folder, &[".", "--diff"]);
    assert_eq!(shown.status.code(), Some(1));
    assert!(
        out(&shown).contains("-FINDINGS: There is is no") && out(&shown).contains("+FINDINGS: There is no infarct in the left"),
        "{}",
        out(&shown)
    );
    assert_eq!(fs::read_to_string(folder.0.join("one.txt")).unwrap(), text);
    assert_eq!(lint(&folder, &[".", "--fix"]).status.code(), Some(0));
    let fixed = fs::read_to_string(folder.0.join("one.txt")).unwrap();
    assert_eq!(fixed, "MRI brain.\r\nFINDINGS: There is no infarct in the left pons.\r\n");
    assert_eq!(fs::read_to_string(folder.0.join("clean.txt")).unwrap(), CLEAN);
    assert!(said(&lint(&folder, &["Cargo.toml", "--fix"])).contains("no text file"));
}

#[test]
fn every_silent_rule_gives_its_reason() {
    let folder = Folder::new("lint-silent");
    folder.file("one.txt", CLEAN);
    let shown = out(&lint(&folder, &["one.txt", "--why-silent"]));
    assert_eq!(shown.lines().count(), radsift::lint::ALL.len(), "{shown}");
    assert!(
        shown.contains("the record does not have the age of the patient") && shown.contains("needs a policy"),
        "{shown}"
    );
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let folder = Folder::new("lint-threads");
    let lines: Vec<String> = (0..400)
        .map(|n| serde_json::json!({"id": n.to_string(), "text": if n % 3 == 0 { SIDES } else { CLEAN }}).to_string())
        .collect();
    folder.file("many.jsonl", lines.join("\n"));
    let one = out(&lint(&folder, &["many.jsonl", "--format", "jsonl", "-j", "1"]));
    let eight = out(&lint(&folder, &["many.jsonl", "--format", "jsonl", "-j", "8"]));
    assert!(one.lines().count() == 134 && one == eight);
}

#[test]
fn each_rule_has_a_page_on_the_command_line() {
    for rule in radsift::lint::ALL {
        let shown = Command::new(env!("CARGO_BIN_EXE_radsift"))
            .args(["rule", rule.code])
            .output()
            .unwrap();
        let page = String::from_utf8(shown.stdout).unwrap();
        assert!(page.contains(&rule.page().what) && page.contains(&rule.page().source), "{page}");
    }
}

proptest! {
    /// Whatever the text, marks are places of it, and what would be taken out is too.
    #[test]
    fn marks_lie_in_the_text(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "left", "right", "thalamus", "infarct", "No", "or", "FINDINGS:", "IMPRESSION:", "C5-C6", "L7", "measuring", "12", "mm", "cm", "é", "[ ]", "***",
                "is", "is", "64-year-old", "man", "she", ".", "\n", "shift", "of", "midline", "Normal", "brain", "\u{1F9E0}",
            ]),
            0..40,
        ),
        sex in prop::sample::select(vec!["F", "M", ""]),
    ) {
        let text = pieces.join(" ");
        let linter = Linter::new(radsift::lint::ALL.to_vec(), Tables::new(EXTRACTOR.lexicon()).unwrap());
        let mut meta = Meta::default();
        meta.0.insert("patient_sex".to_owned(), sex.into());
        meta.0.insert("patient_age".to_owned(), 30.into());
        meta.0.insert("procedure".to_owned(), "MRI left orbit".into());
        let mut session = Session::default();
        let report = EXTRACTOR.analyse(&mut session, &text, &meta);
        for hit in linter.check(&report, &meta).hits {
            for span in hit.marks.iter().map(|mark| mark.span).chain(hit.fix.iter().map(|fix| fix.delete)) {
                prop_assert!(span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some(), "{hit:?}");
            }
        }
    }
}
