//! Cohorts over texts that are not ours to ship: they are read where they lie beside the project.

#![allow(clippy::print_stdout, reason = "what is measured is for people to read")]

use super::archive::{radsift, table, told};
use crate::support::corpus::{beside, json_lines};
use crate::support::folder::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Reads reports and builds a ready cohort of them; gives the folder with `out` in it.
fn built(name: &str, reports: &[Value], cohort: &str, events: Option<&str>) -> Folder {
    let folder = Folder::new(name);
    let mut lines = String::new();
    reports.iter().for_each(|report| writeln!(lines, "{report}").unwrap());
    let input = folder.file("reports.jsonl", &lines);
    let run = folder.0.join("run");
    assert!(radsift(&["run"]).arg(input).arg("-o").arg(&run).status().unwrap().success());
    let mut command = radsift(&["cohort", "run", cohort]);
    command.arg(run).arg("-o").arg(folder.0.join("out"));
    if let Some(events) = events {
        command.arg("--events").arg(folder.file("events.csv", events));
    }
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", told(&done));
    folder
}

/// The published teaching case as one patient, with made-up dates.
#[test]
fn the_teaching_case_is_one_episode() {
    let Some(path) = beside("data/reference_case_studies.jsonl") else {
        return;
    };
    let mut reports = json_lines(&path);
    for report in &mut reports {
        let day = match report["id"].as_str().unwrap() {
            "ref-ct1" => "2024-03-05",
            "ref-ct2" => "2024-03-08",
            _ => "2024-03-09",
        };
        report["meta"]["study_date"] = json!(day);
    }
    let events = "patient_id,event,date\nref,car_t_infusion,2024-03-01\n";
    let folder = built("cohort-teaching-case", &reports, "icans_imaging", Some(events));
    let timeline = table(&folder.0.join("out/timeline.csv"));
    let rows: BTreeMap<&str, Vec<&str>> = timeline.iter().map(|row| (&row[7], row.iter().collect())).collect();
    let [ct1, ct2, brain, spine] = ["ref-ct1", "ref-ct2", "ref-mri-brain", "ref-mri-spine"].map(|id| &rows[id]);
    assert_eq!([ct1[4], ct1[11]], ["4", "none"]);
    assert_eq!([ct2[4], ct2[11]], ["7", "4"]);
    assert!(ct2[15].contains("diffuse_cerebral_oedema:new"), "{ct2:?}");
    assert_eq!([brain[4], brain[12]], ["8", "ASTCT:4"]);
    assert!(spine[14].contains("supp_myelopathy"), "{spine:?}");
    assert_eq!(brain[3], spine[3], "brain and spine are one visit");
    let episodes = table(&folder.0.join("out/episodes.csv"));
    assert_eq!(episodes.len(), 1);
    let cells: Vec<&str> = episodes[0].iter().skip(3).take(14).collect();
    assert_eq!(
        cells,
        [
            "0",
            "3",
            "0",
            "",
            "4",
            "2024-03-08",
            "7",
            "",
            "",
            "",
            "ASTCT:4",
            "2024-03-09",
            "8",
            "no"
        ]
    );
}

/// The diagnosis that clinicians gave to the patients of Kim et al. 2019, against the ready cohort, one report a patient.
#[test]
fn the_stroke_cohort_is_that_of_the_clinicians() {
    let Some(path) = beside("data/kim_ais_dev.jsonl") else { return };
    let kim = json_lines(&path);
    let report = |own: &Value| json!({ "id": own["id"], "text": own["text"], "meta": { "patient_id": own["id"], "study_date": "2024-01-01", "modality": "MR" } });
    let reports: Vec<Value> = kim.iter().map(report).collect();
    let folder = built("cohort-kim", &reports, "acute_ischaemic_stroke", None);
    let members = table(&folder.0.join("out/members.csv"));
    let is_stroke = |id: &str| kim.iter().any(|own| own["id"] == id && own["ais"] == 1);
    let hits = members.iter().filter(|row| is_stroke(&row[1])).count();
    let all = kim.iter().filter(|own| own["ais"] == 1).count();
    let (precision, recall) = (hits as f64 / members.len() as f64, hits as f64 / all as f64);
    println!("stroke: precision {precision:.3}, recall {recall:.3} of {all}");
    assert!(precision > 0.93 && recall > 0.95, "precision {precision}, recall {recall}");
}
