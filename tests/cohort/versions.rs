//! Reports that are there twice, or in several versions.

use super::archive::{Archive, NO, YES, within};
use serde_json::json;

#[test]
fn a_copy_counts_once_and_another_report_of_the_same_id_too() {
    let archive = Archive::new("cohort-copies")
        .yes("a", "2024-02-05")
        .yes("a", "2024-02-05")
        .yes("a", "2024-02-06")
        .event("p", "2024-02-01");
    let built = archive.built(&within("[0, 30]"));
    assert_eq!(built.steps[4..6], [(3, 1), (2, 1)]);
}

#[test]
fn the_last_version_counts_wherever_it_stands() {
    for (first, second) in [
        (json!(1), json!(2)),
        (json!("1"), json!("2")),
        (json!(9), json!(10)),
        (json!(1), json!(2.0)),
        (json!("1.0"), json!("2.0")),
        (json!(null), json!(1)),
    ] {
        for turned in [false, true] {
            let old = |archive: Archive| archive.report("a", "p", "2024-02-05", YES, json!({ "version": first }));
            let new = |archive: Archive| archive.report("a", "p", "2024-02-05", NO, json!({ "version": second }));
            let archive = Archive::new("cohort-versions").event("p", "2024-02-01");
            let archive = if turned { old(new(archive)) } else { new(old(archive)) };
            let built = archive.built(&within("[0, 30]"));
            assert_eq!(built.members, [], "{first} then {second}, turned: {turned}");
            assert_eq!(built.steps[4..6], [(2, 1), (1, 1)]);
        }
    }
}

#[test]
fn an_earlier_version_does_not_stand_in_for_a_later_one_that_does_not_count() {
    for later in [
        json!({ "version": 2, "study_date": null }),
        json!({ "version": 2, "study_date": "2024-02-05", "modality": "CT" }),
    ] {
        let archive = Archive::new("cohort-later")
            .report("a", "p", "2024-02-05", YES, json!({ "version": 1, "modality": "MR" }))
            .report("a", "p", "2024-02-05", YES, later.clone())
            .event("p", "2024-02-01");
        let built = archive.built(&format!("{}[studies]\nmodality = \"MR\"\n", within("[0, 30]")));
        assert_eq!(built.members, [], "{later}");
    }
}
