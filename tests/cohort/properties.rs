//! What holds for any archive and any cohort: counts that add up, and members that depend on nothing but the reports.

use super::archive::{Archive, Built, cohort, table};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

const TEXTS: [&str; 9] = [
    "MRI brain. Microhaemorrhage in the left thalamus.",
    "MRI brain. No microhaemorrhage.",
    "MRI brain. Possible microhaemorrhage in the pons.",
    "MRI brain. Probable acute infarct in the left cerebellum.",
    "MRI brain. Acute infarct in the right frontal lobe. Microhaemorrhage in the pons.",
    "MRI brain. History of acute infarct. The ventricles are normal in size.",
    "MRI cervical spine. Syrinx at C5.",
    "MRI brain. The microhaemorrhages have resolved.",
    // Cannot be read.
    "",
];
const FINDINGS: [&str; 3] = ["microhaemorrhage", "acute_infarct", "syrinx"];
const WAYS: [&str; 3] = ["every", "first", "last"];
const LEVELS: [&str; 3] = ["definite", "probable", "possible"];

/// A cohort of these tests, in parts, so that a test knows what it asks for.
#[derive(Clone, Debug)]
struct Asked {
    by_table: bool,
    take: usize,
    keep: usize,
    washout: Option<u32>,
    merge: &'static str,
    rules: Vec<String>,
}

impl Asked {
    fn file(&self, certainty: &str) -> String {
        let about = format!(
            "merge = \"{}\"\nkeep = \"{}\"\ncertainty = \"{certainty}\"",
            self.merge, WAYS[self.keep]
        );
        let what = match self.by_table {
            true => "events = \"*\"",
            false => "criterion = { finding = [\"microhaemorrhage\", \"acute_infarct\"] }",
        };
        let washout = self.washout.map_or(String::new(), |days| format!("washout_days = {days}"));
        let rules = (0..).zip(&self.rules);
        let rules: String = rules
            .map(|(n, rule)| format!("[[rule]]\nid = \"r{n}\"\nlabel = \"r{n}\"\n{rule}\n\n"))
            .collect();
        cohort(&about, &format!("{what}\ntake = \"{}\"\n{washout}", WAYS[self.take]), &rules)
    }

    /// True where less certain statements can only add members.
    fn only_grows(&self) -> bool {
        let plain = !self.rules.iter().any(|rule| rule.contains("exclude") || rule.contains("not = "));
        plain && (self.by_table || (self.take == 0 && self.washout.is_none()))
    }
}

fn rule() -> impl Strategy<Value = String> {
    let window = (-30..30_i32, 0..30_i32, 0..8_u8).prop_map(|(first, days, open)| match open {
        0 => "[-inf, inf]".to_owned(),
        1 => format!("[{first}, inf]"),
        _ => format!("[{first}, {}]", first + days),
    });
    let finding = prop_oneof![
        (0..3_usize).prop_map(|n| format!("{{ finding = \"{}\" }}", FINDINGS[n])),
        (0..3_usize).prop_map(|n| format!("{{ finding = \"{}\", not_same_report = \"acute_infarct\" }}", FINDINGS[n])),
        Just("{ any = [{ finding = \"syrinx\" }, { finding = \"microhaemorrhage\" }] }".to_owned()),
        Just("{ all = [{ finding = \"acute_infarct\" }, { finding = \"microhaemorrhage\" }] }".to_owned()),
        Just("{ not = { finding = \"microhaemorrhage\" } }".to_owned()),
    ];
    (0..10_u8, finding, window).prop_map(|(kind, finding, window)| match kind {
        0..=3 => format!("include = {finding}\nwindow = {window}"),
        4 => format!("include = {finding}\nstudies = 2\nwindow = {window}"),
        5..=6 => format!("exclude = {finding}\nwindow = {window}"),
        7 => format!("studies = 1\nwindow = {window}"),
        8 => "age = [59, 61]".to_owned(),
        _ => "sex = \"F\"".to_owned(),
    })
}

fn asked() -> impl Strategy<Value = Asked> {
    let rules = prop::collection::vec(rule(), 0..4);
    let merge = prop::sample::select(vec!["day", "accession", "report"]);
    let washout = prop::option::of(0..20_u32);
    let parts = (any::<bool>(), 0..3_usize, 0..3_usize, washout, merge, rules);
    parts.prop_map(|(by_table, take, keep, washout, merge, rules)| Asked {
        by_table,
        take,
        keep,
        washout,
        merge,
        rules,
    })
}

/// A report: patient (the last is nobody), day (the last three are none), text, accession, sex and age; how many versions, or a copy.
type Record = (u8, u8, usize, u8, u8, u8, u8);

fn records() -> impl Strategy<Value = Vec<Record>> {
    let record = (0..6_u8, 0..43_u8, 0..TEXTS.len(), 0..5_u8, 0..4_u8, 58..62_u8, 0..8_u8);
    prop::collection::vec(record, 0..30)
}

/// The lines of a record: id, patient, day, text, metadata.
fn lines(number: usize, record: Record) -> Vec<(String, Value, String, &'static str, Value)> {
    let (patient, day, text, accession, sex, age, again) = record;
    let patient = if patient == 5 { Value::Null } else { json!(format!("p{patient}")) };
    let date = if day < 40 {
        format!("2024-{:02}-{:02}", 1 + day / 20, 1 + day % 20)
    } else {
        "2024-01".to_owned()
    };
    let mut meta = json!({ "patient_age": age });
    if accession < 4 {
        meta["accession"] = json!(accession.to_string());
    }
    if sex < 3 {
        meta["patient_sex"] = json!(["F", "F", "M"][usize::from(sex)]);
    }
    let line = |text: usize, version: Option<u8>| {
        let mut meta = meta.clone();
        if let Some(version) = version {
            meta["version"] = json!(version);
        }
        (format!("r{number}"), patient.clone(), date.clone(), TEXTS[text % TEXTS.len()], meta)
    };
    match again {
        0 => vec![line(text, None), line(text, None)],
        1 => vec![line(text, Some(1)), line(text + 1, Some(2))],
        2 => vec![line(text, None), line(text + 1, Some(1)), line(text + 2, Some(2))],
        _ => vec![line(text, None)],
    }
}

fn archive(records: &[Record], events: &[(u8, u8)], turned: bool) -> Archive {
    let mut all: Vec<_> = (0..).zip(records).flat_map(|(number, record)| lines(number, *record)).collect();
    if turned {
        all.reverse();
    }
    let name = if turned { "cohort-any-turned" } else { "cohort-any" };
    let mut archive = Archive::new(name).event("unknown", "2024-01-01");
    for (id, patient, date, text, meta) in all {
        archive = archive.report(&id, patient, &date, text, meta);
    }
    for (patient, day) in events {
        archive = archive.event(&format!("p{patient}"), &format!("2024-01-{:02}", 1 + day));
    }
    archive
}

/// The files of the output with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            all.extend(files(&path).into_iter().map(|(name, bytes)| (format!("share/{name}"), bytes)));
        } else {
            all.insert(path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap());
        }
    }
    all
}

/// The numbers of `attrition.csv`, `members.csv`, `cohort.csv`, `attrition_detail.csv` and `run.json` against each other.
fn adds_up(archive: &Archive, asked: &Asked, built: &Built) -> Result<(), TestCaseError> {
    let rows = table(&archive.path("out/attrition.csv"));
    let number = |row: &csv::StringRecord, n: usize| row[n].parse::<i64>().unwrap();
    for (at, pair) in rows.windows(2).enumerate() {
        for (left, less) in [(1, 5), (2, 6)] {
            prop_assert_eq!(
                number(&pair[0], left) - number(&pair[1], less),
                number(&pair[1], left),
                "step {}",
                at + 1
            );
        }
    }
    let run: Value = serde_json::from_slice(&fs::read(archive.path("run/run.json")).unwrap()).unwrap();
    let skipped: u64 = run["counts"]["skipped"]
        .as_object()
        .unwrap()
        .values()
        .filter_map(Value::as_u64)
        .sum();
    prop_assert_eq!(number(&rows[0], 1) as u64, run["records"].as_u64().unwrap() - skipped);

    let persons: BTreeSet<&String> = built.members.iter().map(|(patient, _)| patient).collect();
    let own = (built.members.len() as i64, persons.len() as i64);
    prop_assert_eq!(*built.steps.last().unwrap(), own);
    let omop = table(&archive.path("out/cohort.csv"));
    let subjects: BTreeSet<&str> = omop.iter().map(|row| &row[1]).collect();
    prop_assert_eq!((omop.len() as i64, subjects.len() as i64), own);

    let details = table(&archive.path("out/attrition_detail.csv"));
    let without_index = details.iter().filter(|d| &d[2] == "persons_without_index_event");
    prop_assert_eq!(without_index.map(|d| number(d, 5)).sum::<i64>(), number(&rows[8], 6));
    let first = rows.len() - asked.rules.len() - usize::from(asked.keep != 0);
    for (rule, row) in rows[first..first + asked.rules.len()].iter().enumerate() {
        let own: Vec<_> = details
            .iter()
            .filter(|d| d[1] == format!("r{rule}") && &d[2] == "excluded")
            .collect();
        for (count, less) in [(4, 5), (5, 6)] {
            let sum: i64 = own.iter().map(|d| number(d, count)).sum();
            prop_assert_eq!(sum, number(row, less), "rule r{} of {:?}", rule, asked);
        }
    }
    Ok(())
}

fn config() -> Config {
    let default = Config::default();
    Config {
        // Each case starts the program eight times.
        cases: std::env::var("PROPTEST_CASES").map_or(10, |_| default.cases),
        failure_persistence: None,
        max_shrink_iters: 100,
        ..default
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_cohort_of_any_archive_adds_up(records in records(), asked in asked(), events in prop::collection::vec((0..5_u8, 0..31_u8), 0..12)) {
        let own = archive(&records, &events, false);
        own.read_some();
        let mut by_level = Vec::new();
        for level in LEVELS {
            let built = own.rebuilt(&asked.file(level), &[]);
            adds_up(&own, &asked, &built)?;
            by_level.push(built);
        }
        if asked.only_grows() {
            for pair in by_level.windows(2) {
                let sets = [&pair[0], &pair[1]].map(|built| built.members.iter().cloned().collect::<BTreeSet<_>>());
                let persons = sets.clone().map(|set| set.into_iter().map(|(patient, _)| patient).collect::<BTreeSet<_>>());
                prop_assert!(persons[0].is_subset(&persons[1]), "{asked:?}");
                prop_assert!(asked.keep != 0 || sets[0].is_subset(&sets[1]), "{asked:?}");
            }
        }

        if !asked.rules.iter().any(|rule| rule.contains("exclude")) {
            let variants = table(&own.path("out/sensitivity.csv"));
            for (level, built) in LEVELS.iter().zip(&by_level) {
                let row = variants.iter().find(|row| row[1] == **level).unwrap();
                let (records, persons) = *built.steps.last().unwrap();
                prop_assert_eq!([&row[2], &row[3]], [records.to_string(), persons.to_string()], "{} of {:?}", level, asked);
            }
        }
        let outcome = files(&own.path("out"));
        if !asked.rules.is_empty() {
            let details = table(&own.path("out/attrition_detail.csv"));
            let told = details.iter().find(|row| &row[1] == "r0" && &row[2] == "members_without_this_rule").unwrap();
            let less = Asked { rules: asked.rules[1..].to_vec(), ..asked.clone() };
            let (records, persons) = *own.rebuilt(&less.file("possible"), &[]).steps.last().unwrap();
            prop_assert_eq!([&told[4], &told[5]], [records.to_string(), persons.to_string()], "without r0 of {:?}", asked);
            own.folder.file("cohort.toml", asked.file("possible"));
        }

        let turned = archive(&records, &events, true);
        turned.read_some();
        let other = turned.rebuilt(&asked.file("possible"), &[]);
        prop_assert_eq!(&other, &by_level[2], "the order of the input decides");

        let threads = [1, 8].map(|threads: u8| {
            let out = own.path(&format!("threads-{threads}"));
            let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
            command.args(["cohort", "run", "-q"]).env("RAYON_NUM_THREADS", threads.to_string());
            command.arg(own.path("cohort.toml")).arg(own.path("run")).arg("-o").arg(&out);
            if asked.by_table {
                command.arg("--events").arg(own.path("events.csv"));
            }
            assert!(command.status().unwrap().success());
            let files = files(&out);
            fs::remove_dir_all(out).unwrap();
            files
        });
        prop_assert!(threads[0] == threads[1], "the number of threads decides");
        prop_assert!(threads[0] == outcome, "the same input gives other bytes");
    }
}
