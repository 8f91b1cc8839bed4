//! Who is one person.

use super::archive::{Archive, YES, cohort, table, within};
use serde_json::{Value, json};

#[test]
fn ids_are_compared_as_they_are_written_without_blanks_around_them() {
    let ids = ["a b", "Zo\u{eb}", "p,\"q\"", "1", "01", "1.0", "x\ty"];
    let mut archive = Archive::new("cohort-ids");
    for (number, id) in ids.iter().enumerate() {
        archive = archive
            .report(&number.to_string(), *id, "2024-02-05", YES, json!({}))
            .event(id, "2024-02-01");
    }
    archive = archive
        .report("n", 1, "2024-02-05", YES, json!({}))
        .report("blank", " a b ", "2024-02-05", YES, json!({}));
    let built = archive.built(&within("[0, 30]"));
    let mut wanted = ids.map(str::to_owned).to_vec();
    wanted.sort();
    assert_eq!(built.members.into_iter().map(|(patient, _)| patient).collect::<Vec<_>>(), wanted);
    assert_eq!(built.steps[0], (9, 7), "the number 1 is the patient `1`, and blanks are nobody's");
}

#[test]
fn a_report_of_nobody_counts_only_as_a_record() {
    let nobody = [json!(""), json!("NULL"), json!(" "), json!("nan"), Value::Null, json!(["p"])];
    let mut archive = Archive::new("cohort-nobody").yes("a", "2024-02-05").event("p", "2024-02-01");
    for (number, id) in nobody.into_iter().enumerate() {
        archive = archive.report(&number.to_string(), id, "2024-02-05", YES, json!({}));
    }
    let built = archive.built(&within("[0, 30]"));
    assert_eq!(built.steps[..4], [(7, 1), (7, 1), (7, 1), (1, 1)]);
}

#[test]
fn an_id_of_more_reports_than_a_person_has_is_left_out() {
    let mut archive = Archive::new("cohort-crowd")
        .report("q", "q", "2024-02-05", YES, json!({}))
        .event("p", "2024-02-01")
        .event("q", "2024-02-01");
    for number in 0..10_001 {
        archive = archive.yes(&number.to_string(), "2024-02-05");
    }
    let built = archive.built(&within("[0, 30]"));
    assert_eq!(built.members, [("q".to_owned(), "2024-02-01".to_owned())]);
    assert_eq!(built.steps[6..], [(10_002, 2), (1, 1), (1, 1), (1, 1)]);
}

#[test]
fn numbers_with_zeros_before_them_are_no_subjects() {
    // As whole numbers both would be the subject 1.
    let archive = Archive::new("cohort-zeros")
        .report("a", "1", "2024-02-05", YES, json!({}))
        .report("b", "01", "2024-02-05", YES, json!({}))
        .event("1", "2024-02-01")
        .event("01", "2024-02-01");
    archive.built(&within("[0, 30]"));
    let subjects = table(&archive.path("out/cohort.csv"));
    let mut numbers: Vec<u64> = subjects.iter().map(|row| row[1].parse().unwrap()).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), 2, "{subjects:?}");
    let known = table(&archive.path("out/subjects.csv"));
    assert!(known.iter().any(|row| &row[1] == "01" && row[0] != row[1]), "{known:?}");
}

#[test]
fn whoever_has_no_report_that_counts_is_in_no_cohort() {
    let rule = "[[rule]]\nid = \"m\"\nlabel = \"m\"\nexclude = { finding = \"microhaemorrhage\" }\nwindow = [0, 30]";
    let file = cohort("", "events = \"*\"\ntake = \"every\"", rule) + "[studies]\nmodality = \"MR\"\n";
    let archive = Archive::new("cohort-none")
        .report("a", "p", "2024-02-05", YES, json!({ "modality": "CT" }))
        .event("p", "2024-02-01");
    assert_eq!(archive.built(&file).members, []);
    let run = archive.path("run").to_string_lossy().into_owned();
    archive.rebuilt(&file, &["--compare", &run]);
    let variants = table(&archive.path("out/sensitivity.csv"));
    let other = variants.iter().find(|row| &row[1] == "other_rule_set").unwrap();
    assert_eq!(
        [&other[2], &other[3], &other[4], &other[5]],
        ["0", "0", "0", "0"],
        "the same run has the same members"
    );
}
