//! The page of a review and what is written of decisions, from outside.

use crate::support::folder::Folder;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn input(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/cohort_review.in").join(name)
}

/// A copy of the folder of the small cohort.
fn cohort(name: &str) -> Folder {
    let folder = Folder::new(&format!("review-{name}"));
    for name in ["cohort.json", "pool.jsonl"] {
        folder.file(name, fs::read(input("out").join(name)).unwrap());
    }
    folder
}

/// Runs `cohort review` on a folder; what it prints to standard output and to standard error.
fn review(folder: &Folder, args: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_radsift"))
        .args(["cohort", "review"])
        .arg(&folder.0)
        .args(args)
        .output()
        .unwrap();
    let [out, said] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert!(output.status.success(), "{said}");
    (out, said)
}

fn page(folder: &Folder, args: &[&str]) -> (String, String) {
    let texts = input("reports.jsonl");
    let (_, said) = review(folder, &[&["--texts", texts.to_str().unwrap()], args].concat());
    (fs::read_to_string(folder.0.join("review.html")).unwrap(), said)
}

/// What the script of a page is given.
fn data(page: &str) -> Value {
    let (_, data) = page.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
    serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
}

fn cases(page: &str) -> Vec<Value> {
    data(page)["cases"].as_array().unwrap().clone()
}

#[test]
fn a_draw_is_told_with_what_was_not_there() {
    let folder = cohort("told");
    let (_, said) = page(&folder, &[]);
    let name = folder.0.join("review.html");
    let wanted = [
        "asked for 50 members, the pool has 12: all are taken",
        "asked for 50 non-members, the pool has 14: all are taken",
        "the texts of 1 of 37 reports are not in the archive",
        "the texts of 1 report are not those that were read: the words of the evidence do not stand there",
        &format!(
            "26 cases: 12 members, 14 non-members (5 one_rule_short, 3 hedged, 6 other): {}",
            name.display()
        ),
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), wanted);
    let (_, said) = review(&folder, &["--sample", "4", "--non-members", "5"]);
    assert!(
        said.contains("9 cases: 4 members, 5 non-members (3 one_rule_short, 1 hedged, 1 other)"),
        "{said}"
    );
    assert!(
        said.contains("without --texts the page shows the words of the evidence only"),
        "{said}"
    );
    assert_eq!(review(&folder, &["-q", "--sample", "4"]), (String::new(), String::new()));
}

#[test]
fn a_seed_draws_the_same_page_again() {
    let folder = cohort("seed");
    let args = ["--sample", "5", "--non-members", "6", "--seed"];
    let [first, again, other] = ["7", "7", "8"].map(|seed| page(&folder, &[&args[..], &[seed]].concat()).0);
    assert!(first == again, "the same seed has made another page");
    let ids = |page: &str| cases(page).iter().map(|case| case["case"].to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&first).len(), 11);
    assert_ne!(ids(&first), ids(&other));
}

#[test]
fn texts_cannot_leave_their_place_and_come_back_whole() {
    let folder = cohort("texts");
    let (page, _) = page(&folder, &[]);
    assert_eq!(page.matches("<script").count(), 2);
    assert!(!page.contains("alert(1)</script>") && !page.contains("</textarea> &amp;") && !page.contains('\u{2028}'));
    let texts: Vec<Value> = fs::read_to_string(input("reports.jsonl"))
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut known = 0;
    for report in cases(&page).iter().flat_map(|case| case["reports"].as_array().unwrap()) {
        let Some(segments) = report["segments"].as_array() else { continue };
        let text: String = segments.iter().map(|s| s["text"].as_str().unwrap()).collect();
        let own = texts.iter().find(|text| text["id"] == report["id"]).unwrap();
        assert_eq!(own["text"].as_str().unwrap(), text);
        for (number, evidence) in report["evidence"].as_array().unwrap().iter().enumerate() {
            let holds = |s: &&Value| s["evidence"].as_array().is_some_and(|all| all.contains(&number.into()));
            let words: String = segments.iter().filter(holds).map(|s| s["text"].as_str().unwrap()).collect();
            assert_eq!(evidence["words"].as_str().unwrap(), words);
        }
        known += 1;
    }
    assert_eq!(known, 35);
}

/// Of several versions of a report, the one counts that was read: the words of its evidence tell.
#[test]
fn the_version_that_was_read_is_shown() {
    let folder = cohort("versions");
    let own = fs::read_to_string(input("reports.jsonl")).unwrap();
    let other = |id: &str, text: &str| serde_json::json!({"id": id, "text": text}).to_string() + "\n";
    let first = own.lines().find(|line| line.contains("\"acc-6-1\"")).unwrap();
    let read: Value = serde_json::from_str(first).unwrap();
    let archive = other("acc-6-1", "An earlier version.") + &own + &other("acc-6-1", "A later version.");
    let archive = folder.file("archive.jsonl", archive);
    let (_, said) = review(&folder, &["--texts", archive.to_str().unwrap()]);
    assert!(said.contains("the texts of 1 report are not those"), "{said}");
    let page = fs::read_to_string(folder.0.join("review.html")).unwrap();
    let reports = cases(&page)
        .into_iter()
        .flat_map(|case| case["reports"].as_array().unwrap().clone());
    let report = reports.into_iter().find(|report| report["id"] == "acc-6-1").unwrap();
    let text: String = report["segments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["text"].as_str().unwrap())
        .collect();
    assert_eq!(text, read["text"].as_str().unwrap());
}

/// A run that was told to leave the words out has none to show, and still takes the texts of the archive.
#[test]
fn a_pool_without_words_is_reviewed() {
    let folder = cohort("no-words");
    let strip = |line: &str| {
        let mut case: Value = serde_json::from_str(line).unwrap();
        for report in case["reports"].as_array_mut().unwrap() {
            for evidence in report["evidence"].as_array_mut().unwrap() {
                evidence.as_object_mut().unwrap().remove("text");
            }
        }
        case.to_string() + "\n"
    };
    let pool = fs::read_to_string(input("out/pool.jsonl")).unwrap();
    folder.file("pool.jsonl", pool.lines().map(strip).collect::<String>());
    let (page, said) = page(&folder, &[]);
    assert!(said.contains("the texts of 1 report are not those"), "{said}");
    let all = cases(&page);
    let evidence: Vec<&Value> = all
        .iter()
        .flat_map(|case| case["reports"].as_array().unwrap())
        .flat_map(|report| report["evidence"].as_array().unwrap())
        .collect();
    assert!(
        evidence.len() > 50
            && evidence
                .iter()
                .all(|e| e["words"].is_null() && !e["label"].as_str().unwrap().is_empty())
    );
}

/// By hand. Anna accepts 9 of 11 members, 1 of 5 one rule short (of 8), 1 of 2 hedged (of 3), none of 6 others (of 40).
#[test]
fn decisions_of_one_reader_are_summed_up() {
    let folder = cohort("one");
    let anna = input("anna.json");
    let (out, _) = review(&folder, &["--decisions", anna.to_str().unwrap()]);
    let members = 12.0 * 9.0 / 11.0;
    let missed = 8.0 / 5.0 + 3.0 / 2.0;
    let rejected = 8.0 * 0.8 + 1.5 + 40.0;
    let wanted = [
        ("ppv", 9.0 / 11.0),
        ("npv", rejected / 51.0),
        ("sensitivity", members / (members + missed)),
        ("specificity", rejected / (rejected + 12.0 * 2.0 / 11.0)),
    ];
    let summary: Value = serde_json::from_slice(&fs::read(folder.0.join("review/summary.json")).unwrap()).unwrap();
    let reader = &summary["readers"][0];
    for (name, value) in wanted {
        let figures = reader["figures"].as_array().unwrap();
        let figure = figures.iter().find(|f| f["figure"] == name && f["unsure"] == "left_out").unwrap();
        assert!((figure["value"].as_f64().unwrap() - value).abs() < 1e-12, "{name} {figure}");
        let [low, high] = ["low", "high"].map(|end| figure[end].as_f64().unwrap());
        assert!(low < value && value < high && low >= 0.0 && high <= 1.0, "{name} {figure}");
    }
    assert!(out.contains("PPV          0.818  0.523 to 0.949  0.750            0.833"), "{out}");
    let row = |criterion: &str, state: &str, group: &str| {
        let rows = reader["criteria"].as_array().unwrap();
        let row = rows
            .iter()
            .find(|r| r["criterion"] == criterion && r["state"] == state && r["group"] == group);
        let row = row.unwrap_or_else(|| panic!("{criterion} {state} {group}"));
        ["yes", "no", "unsure", "open"].map(|n| row[n].as_u64().unwrap())
    };
    assert_eq!(row("index", "met", "member"), [9, 2, 1, 0]);
    assert_eq!(row("index", "hedged", "non_member"), [1, 1, 0, 1]);
    assert_eq!(row("oedema", "not_stated", "non_member"), [1, 10, 0, 0]);
    let flow = fs::read_to_string(folder.0.join("review/stard.txt")).unwrap();
    let wanted = "\
cases judged for Microhaemorrhage with oedema: 63
+- rules: in the cohort: 12
|  +- not drawn: 0
|  +- reviewed by Anna: 12
|     +- belongs to the cohort (true positive): 9
|     +- does not (false positive): 2
|     +- unsure: 1
+- rules: not in the cohort: 51
   |  of stratum one_rule_short: 8 (5 drawn)
   |  of stratum hedged: 3 (3 drawn)
   |  of stratum other: 40 (6 drawn)
   +- not drawn: 37
   +- drawn, not decided: 1
   +- reviewed by Anna: 13
      +- belongs to the cohort (false negative): 2
      +- does not (true negative): 11
";
    assert_eq!(flow, wanted);
    assert!(!folder.0.join("review/disagreements.csv").exists());
}

/// By hand. Both decide 25 cases: yes/yes 9 (8 members, one hedged), yes/no 2, unsure/no 1, no/no 13.
#[test]
fn two_readers_are_compared() {
    let folder = cohort("two");
    let [anna, ben] = ["anna.json", "ben.json"].map(input);
    review(
        &folder,
        &["--decisions", anna.to_str().unwrap(), "--decisions", ben.to_str().unwrap()],
    );
    let summary: Value = serde_json::from_slice(&fs::read(folder.0.join("review/summary.json")).unwrap()).unwrap();
    let agreement = &summary["agreement"];
    assert_eq!(agreement["table"], serde_json::json!([[9, 2, 0], [0, 13, 0], [0, 1, 0]]));
    assert_eq!(agreement["cases"], 25);
    // Shares: agreement 22/25; chance (11*9 + 13*16 + 1*0) / 625.
    let chance = (11.0 * 9.0 + 13.0 * 16.0) / 625.0;
    let kappa = (22.0 / 25.0 - chance) / (1.0 - chance);
    assert!((agreement["all"]["kappa"].as_f64().unwrap() - kappa).abs() < 1e-12, "{agreement}");
    let names: Vec<&str> = summary["readers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["reader"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Anna", "Ben", "agreed"]);
    // What they differ about is unsure to both together: two members, and one that is one rule short.
    let unsure: Vec<u64> = summary["readers"][2]["strata"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["unsure"].as_u64().unwrap())
        .collect();
    assert_eq!(unsure, [2, 1, 0, 0]);
    let mut rows = fs::read_to_string(folder.0.join("review/disagreements.csv"))
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    rows[1..].sort_by_key(|row| row.split(',').nth(1).map(str::to_owned));
    let patients: Vec<&str> = rows[1..].iter().map(|row| row.split(',').nth(1).unwrap()).collect();
    assert_eq!(patients, ["P01", "P12", "P13"]);
    assert!(rows[2].ends_with(",member,member,Anna,unsure,,Ben,no,"), "{}", rows[2]);
}

#[test]
fn redcap_records_fit_their_dictionary() {
    let folder = cohort("redcap");
    let [anna, ben] = ["anna.json", "ben.json"].map(input);
    review(
        &folder,
        &["--decisions", anna.to_str().unwrap(), "--decisions", ben.to_str().unwrap()],
    );
    let read = |name: &str| {
        let mut reader = csv::Reader::from_path(folder.0.join("review").join(name)).unwrap();
        let header = reader.headers().unwrap().clone();
        (header, reader.records().map(Result::unwrap).collect::<Vec<_>>())
    };
    let (columns, fields) = read("redcap_dictionary.csv");
    assert_eq!(
        (columns.len(), &columns[0], &columns[17]),
        (18, "Variable / Field Name", "Field Annotation")
    );
    let (header, records) = read("redcap.csv");
    let names: Vec<&str> = fields.iter().map(|field| &field[0]).chain(["cohort_review_complete"]).collect();
    assert_eq!(header.iter().collect::<Vec<_>>(), names);
    assert_eq!(records.len(), 26);
    for (at, field) in fields.iter().enumerate().filter(|(_, field)| &field[3] == "radio") {
        let codes: Vec<&str> = field[5].split(" | ").map(|choice| choice.split_once(", ").unwrap().0).collect();
        for record in &records {
            assert!(
                record[at].is_empty() || codes.contains(&&record[at]),
                "{}: {}",
                &field[0],
                &record[at]
            );
        }
    }
    let of = |patient: &str| records.iter().find(|record| &record[1] == patient).unwrap();
    let tenth: Vec<&str> = of("P10").iter().skip(2).collect();
    let anna = ["Anna", "0", "=cmd, \"quoted\"\nline 2", "2026-02-03 04:05:06"];
    assert_eq!(tenth[..4], ["2024-01-05", "1", "0", "1.000000"]);
    assert_eq!(tenth[4..8], anna);
    assert_eq!(tenth[12], "2");
    // A note without a decision is kept, and the record is not complete.
    let twentieth: Vec<&str> = of("P20").iter().skip(6).collect();
    assert_eq!(
        twentieth,
        [
            "Anna",
            "",
            "no prior",
            "2026-02-03 04:05:06",
            "Ben",
            "1",
            "",
            "2026-02-03 04:05:06",
            "0"
        ]
    );
}

#[test]
fn label_studio_gets_spans_in_its_unit() {
    let folder = cohort("label-studio");
    let (anna, texts) = (input("anna.json"), input("reports.jsonl"));
    review(
        &folder,
        &["--decisions", anna.to_str().unwrap(), "--texts", texts.to_str().unwrap()],
    );
    let tasks: Vec<Value> = serde_json::from_slice(&fs::read(folder.0.join("review/label_studio.json")).unwrap()).unwrap();
    assert_eq!(tasks.len(), 37);
    let mut spans = 0;
    for task in &tasks {
        let text: Vec<u16> = task["data"]["text"].as_str().unwrap().encode_utf16().collect();
        for result in task["predictions"][0]["result"].as_array().unwrap() {
            let value = &result["value"];
            let [start, end] = ["start", "end"].map(|end| value[end].as_u64().unwrap() as usize);
            assert_eq!(String::from_utf16(&text[start..end]).unwrap(), value["text"].as_str().unwrap());
            spans += usize::from(result["type"] == "labels");
        }
    }
    assert!(spans > 50);
    let strange = tasks.iter().find(|task| task["data"]["report"] == "acc-4-2").unwrap();
    assert!(strange["data"]["text"].as_str().unwrap().contains("<script>"));
    assert_eq!(strange["annotations"][0]["result"][0]["value"]["choices"][0], "yes");
    // A report that is not in the archive has the words of its evidence.
    let missing = tasks.iter().find(|task| task["data"]["report"] == "acc-5-2").unwrap();
    assert_eq!(missing["data"]["text"], "oedema");
}

#[cfg(unix)]
#[test]
fn what_a_review_writes_is_for_its_owner() {
    use std::os::unix::fs::PermissionsExt;
    let folder = cohort("owner");
    let anna = input("anna.json");
    page(&folder, &[]);
    review(&folder, &["--decisions", anna.to_str().unwrap()]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.0.join("review.html")), 0o600);
    assert_eq!(mode(&folder.0.join("review")), 0o700);
    let files: Vec<PathBuf> = fs::read_dir(folder.0.join("review"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), 8);
    assert!(files.iter().all(|path| mode(path) == 0o600));
}
