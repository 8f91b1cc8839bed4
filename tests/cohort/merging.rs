//! Reports that are one study.

use super::archive::{Archive, NO, YES, cohort, reports};
use serde_json::json;

fn two_accessions() -> Archive {
    Archive::new("cohort-merge")
        .report("a", "p", "2024-02-05", YES, json!({ "accession": "1" }))
        .report("b", "p", "2024-02-08", YES, json!({ "accession": "1" }))
        .report("c", "p", "2024-02-08", YES, json!({ "accession": "2" }))
        .report("d", "p", "2024-02-10", YES, json!({}))
}

#[test]
fn reports_of_an_accession_or_a_day_are_one_study() {
    let archive = two_accessions();
    archive.read(&[]);
    for (merge, days) in [
        ("day", &["2024-02-05", "2024-02-10"][..]),
        ("accession", &["2024-02-05", "2024-02-08", "2024-02-10"]),
        ("report", &["2024-02-05", "2024-02-08", "2024-02-10"]),
    ] {
        let built = archive.rebuilt(&reports(&format!("merge = \"{merge}\"")), &[]);
        let own: Vec<&str> = built.members.iter().map(|(_, day)| day.as_str()).collect();
        assert_eq!(own, days, "{merge}");
    }
}

#[test]
fn a_criterion_of_two_parts_is_met_by_two_reports_of_one_study() {
    let both = "criterion = { all = [{ finding = \"microhaemorrhage\" }, { finding = \"syrinx\" }] }\ntake = \"first\"";
    let spine = "MRI cervical spine. Syrinx at C5.";
    for (merge, accession, date, is_in) in [
        ("day", "1", "2024-02-05", true),
        ("day", "1", "2024-02-06", true),
        ("day", "2", "2024-02-05", true),
        ("day", "2", "2024-02-06", false),
        ("accession", "1", "2024-02-06", true),
        ("accession", "2", "2024-02-05", false),
        ("report", "1", "2024-02-05", false),
    ] {
        let archive = Archive::new("cohort-apart")
            .report("a", "p", "2024-02-05", YES, json!({ "accession": "1" }))
            .report("b", "p", date, spine, json!({ "accession": accession }));
        let days = archive.days(&cohort(&format!("merge = \"{merge}\""), both, ""));
        assert_eq!(!days.is_empty(), is_in, "merge {merge}, accession {accession}, {date}");
    }
}

#[test]
fn what_one_report_of_a_study_denies_another_may_assert() {
    let archive = Archive::new("cohort-denied")
        .report("a", "p", "2024-02-05", NO, json!({ "accession": "1" }))
        .report("b", "p", "2024-02-05", YES, json!({ "accession": "1" }));
    assert_eq!(archive.days(&reports("")), ["2024-02-05"]);
}

#[test]
fn two_studies_are_two_days() {
    let rule = "[[rule]]\nid = \"m\"\nlabel = \"m\"\ninclude = { finding = \"microhaemorrhage\" }\nstudies = 2\nwindow = [0, 30]";
    let twice = |merge: &str| cohort(merge, "events = \"*\"\ntake = \"first\"", rule);
    for (date, is_in) in [("2024-02-05", false), ("2024-02-06", true)] {
        let archive = Archive::new("cohort-twice")
            .yes("a", "2024-02-05")
            .yes("b", date)
            .event("p", "2024-02-01");
        assert_eq!(!archive.days(&twice("merge = \"report\"")).is_empty(), is_in, "{date}");
    }
}

#[test]
fn an_accession_number_that_is_used_again_is_no_study() {
    let archive = Archive::new("cohort-accession-again")
        .report("a", "p", "2020-02-05", NO, json!({ "accession": "0" }))
        .report("b", "p", "2022-02-05", YES, json!({ "accession": "0" }))
        .report("c", "p", "2022-02-07", NO, json!({ "accession": "0" }));
    assert_eq!(archive.days(&reports("")), ["2022-02-05"]);
}
