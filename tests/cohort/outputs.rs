//! What a cohort writes besides its members: words, small counts, episodes, figures, the text for a paper, controls.

use super::archive::{Archive, NO, YES, cohort, radsift, reports, table, told, within};
use serde_json::{Value, json};
use std::fs;
use std::process::{Command, Output};

fn lines(path: &std::path::Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn methods(archive: &Archive) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
    command.args(["cohort", "methods"]).arg(archive.path("out")).output().unwrap()
}

#[test]
fn evidence_gets_its_sentence_from_the_archive() {
    let archive = Archive::new("cohort-snippets").yes("a", "2024-02-05");
    archive.read(&[]);
    let texts = archive.path("archive.jsonl");
    archive.rebuilt(&reports(""), &["--texts", texts.to_str().unwrap()]);
    let evidence = lines(&archive.path("out/evidence.jsonl"));
    assert_eq!(evidence[0]["snippet"], "Microhaemorrhage in the left thalamus");
    assert_eq!(evidence[0]["text"], "Microhaemorrhage");
    assert_eq!(evidence[0]["criterion"], "index");
    let left: Vec<_> = fs::read_dir(archive.path("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("sqlite")), "{left:?}");
}

#[test]
fn no_words_of_reports_where_none_are_wanted() {
    let archive = Archive::new("cohort-no-text").report(
        "a",
        "p",
        "2024-02-05",
        "MRI brain. Microbleedlets: microhaemorrhage in the left thalamus.",
        json!({}),
    );
    archive.read(&[]);
    archive.rebuilt(&reports(""), &["--no-text"]);
    assert!(lines(&archive.path("out/evidence.jsonl"))[0].get("text").is_none());
    for entry in fs::read_dir(archive.path("out")).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            let bytes = fs::read(entry.path()).unwrap();
            assert!(
                !String::from_utf8_lossy(&bytes).contains("left thalamus"),
                "{:?}",
                entry.file_name()
            );
        }
    }
    let done = methods(&archive);
    assert!(told(&done).contains("--no-text"), "{}", told(&done));
}

#[test]
fn what_is_shared_has_no_patient_and_no_small_count() {
    let mut archive = Archive::new("cohort-share");
    for n in 0..9 {
        let text = if n < 6 { YES } else { NO };
        archive = archive.report(&format!("a{n}"), format!("patient-{n}"), "2024-02-05", text, json!({}));
        archive = archive.event(&format!("patient-{n}"), "2024-02-01");
    }
    archive.built(&within("[0, 30]"));
    let shared = archive.path("out/share");
    let rows = table(&shared.join("attrition.csv"));
    let last = rows.last().unwrap();
    assert_eq!([&last[1], &last[2], &last[5], &last[6]], ["6", "6", "<5", "<5"]);
    let before = &rows[rows.len() - 2];
    assert_eq!([&before[1], &before[2]], ["hidden", "hidden"]);
    for entry in fs::read_dir(&shared).unwrap().map(Result::unwrap) {
        let bytes = fs::read(entry.path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("patient-"), "{:?}", entry.file_name());
    }
    let figure = fs::read_to_string(shared.join("flow.svg")).unwrap();
    assert!(figure.contains("&lt;5 index events") && figure.contains("hidden"), "{figure}");
    assert!(fs::read(archive.path("out/flow.png")).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn studies_around_an_event_are_one_episode() {
    let ct = |oedema: &str| format!("CT head, after CAR-T. {oedema}");
    let archive = Archive::new("cohort-episode")
        .report("before", "p", "2024-01-20", &ct("No cerebral oedema."), json!({ "modality": "CT" }))
        .report(
            "first",
            "p",
            "2024-02-05",
            &ct("No cerebral oedema. No sulcal effacement."),
            json!({ "modality": "CT" }),
        )
        .report(
            "second",
            "p",
            "2024-02-08",
            &ct("New diffuse cerebral oedema. Sulcal effacement."),
            json!({ "modality": "CT" }),
        )
        .report(
            "brain",
            "p",
            "2024-02-09",
            "MRI brain. ICANS, ASTCT grade 4. FLAIR hyperintensity of the white matter.",
            json!({ "modality": "MR", "accession": "a" }),
        )
        .report(
            "spine",
            "p",
            "2024-02-09",
            "MRI spine. Myelopathy of the thoracic cord.",
            json!({ "modality": "MR", "accession": "b" }),
        )
        .report("late", "p", "2024-03-20", &ct("No cerebral oedema."), json!({ "modality": "CT" }));
    archive.read(&[]);
    let events = archive.folder.file("grades.csv", "patient_id,date,grade\np,2024-02-01,4\n");
    let file = archive.folder.file("c.toml", cohort("", "events = \"*\"\ntake = \"every\"", ""));
    let mut command = radsift(&["cohort", "run"]);
    command.arg(file).arg(archive.path("run")).arg("-o").arg(archive.path("out"));
    let done = command.arg("--events").arg(events).args(["--grade", "grade"]).output().unwrap();
    assert!(done.status.success(), "{}", told(&done));
    let episodes = table(&archive.path("out/episodes.csv"));
    let cells: Vec<&str> = episodes[0].iter().skip(3).collect();
    assert_eq!(
        cells,
        [
            "1",
            "3",
            "1",
            "none",
            "4",
            "2024-02-08",
            "7",
            "none",
            "",
            "",
            "ASTCT:4",
            "2024-02-09",
            "8",
            "no",
            "4",
            "yes"
        ]
    );
    let timeline = table(&archive.path("out/timeline.csv"));
    let visits: Vec<(&str, &str, &str)> = timeline.iter().map(|row| (&row[7], &row[3], &row[5])).collect();
    assert_eq!(
        visits,
        [
            ("before", "1", "baseline"),
            ("first", "2", "acute"),
            ("second", "3", "acute"),
            ("brain", "4", "acute"),
            ("spine", "4", "acute"),
            ("late", "5", "after")
        ]
    );
    let flags = table(&archive.path("out/episode_flags.csv"));
    let oedema = flags.iter().find(|row| &row[3] == "astct_diffuse_cerebral_oedema").unwrap();
    let cells: Vec<&str> = oedema.iter().skip(4).collect();
    assert_eq!(
        cells,
        ["no", "yes", "no", "2024-02-08", "7", "acute", "2024-02-08", "2024-03-20", "48"]
    );
    let changes = table(&archive.path("out/changes.csv"));
    let of: Vec<(&str, &str)> = changes
        .iter()
        .filter(|row| &row[3] == "sulcal_effacement")
        .map(|row| (&row[5], &row[8]))
        .collect();
    assert!(of.contains(&("2024-02-08", "appeared")), "{changes:?}");
    let account: Value = serde_json::from_str(&fs::read_to_string(archive.path("out/cohort.json")).unwrap()).unwrap();
    assert_eq!(account["agreement"]["table"][2][4], 1);
}

#[test]
fn a_stated_grade_below_the_floor_of_another_report_is_discordant() {
    let archive = Archive::new("cohort-discordant")
        .report(
            "ct",
            "p",
            "2024-02-05",
            "CT head. Diffuse cerebral oedema.",
            json!({ "modality": "CT" }),
        )
        .report(
            "mr",
            "p",
            "2024-02-06",
            "MRI brain. ICANS, ASTCT grade 2.",
            json!({ "modality": "MR" }),
        )
        .event("p", "2024-02-01");
    archive.built(&cohort("", "events = \"*\"\ntake = \"every\"", ""));
    assert_eq!(&table(&archive.path("out/episodes.csv"))[0][16], "yes");
}

#[test]
fn the_text_for_a_paper_tells_the_cohort_and_its_phrases() {
    let archive = Archive::new("cohort-methods").yes("a", "2024-02-05").yes("b", "2024-03-05");
    archive.built(&reports("label = \"x\"").replace("label = \"C\"\n", ""));
    let done = methods(&archive);
    assert!(done.status.success(), "{}", told(&done));
    let text = fs::read_to_string(archive.path("out/methods.md")).unwrap();
    for part in [
        "2 index events of 1 persons",
        "RECORD",
        "| Reports read | 2 | 1 |",
        "criterion = { finding = \"microhaemorrhage\" }",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let phrases = table(&archive.path("out/phrases.csv"));
    let cells: Vec<&str> = phrases[0].iter().collect();
    assert_eq!(cells, ["index", "microhaemorrhage", "present", "microhaemorrhage", "2", "2", "1"]);
    assert_eq!(table(&archive.path("out/share/phrases.csv")), Vec::<csv::StringRecord>::new());
}
