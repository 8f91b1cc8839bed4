//! Runs that are whole, empty, cut off or of other forms.

use super::archive::{Archive, YES, told, within};
use serde_json::json;
use std::fs;

fn archive(name: &str) -> Archive {
    Archive::new(name)
        .yes("a", "2024-02-05")
        .yes("b", "2024-02-06")
        .event("p", "2024-02-01")
}

#[test]
fn an_empty_archive_is_an_empty_cohort() {
    let built = Archive::new("cohort-empty").event("p", "2024-02-01").built(&within("[0, 30]"));
    assert_eq!(built.members, []);
    assert!(built.steps.iter().all(|step| *step == (0, 0)), "{built:?}");
}

#[test]
fn a_step_that_nobody_passes_leaves_nobody_to_those_after_it() {
    let rules = "[[rule]]\nid = \"s\"\nlabel = \"women\"\nsex = \"F\"\n\n[[rule]]\n";
    let built = archive("cohort-nobody-left").built(&within("[0, 30]").replacen("[[rule]]\n", rules, 1));
    assert_eq!(built.steps[8..], [(1, 1), (0, 0), (0, 0)]);
}

#[test]
fn a_run_that_is_not_whole_is_none() {
    type Damage = fn(&Archive);
    let shard = "run/part-00000.jsonl";
    let damages: [(Damage, &str); 5] = [
        (|a| fs::remove_file(a.path("run/run.json")).unwrap(), "holds no complete run"),
        (|a| fs::write(a.path("run/run.json"), "{}").unwrap(), "no account of a run"),
        (
            |a| fs::remove_file(a.path("run/part-00000.jsonl")).unwrap(),
            "no list of all reports",
        ),
        (
            |a| {
                let lines = fs::read_to_string(a.path("run/part-00000.jsonl")).unwrap();
                fs::write(a.path("run/part-00000.jsonl"), &lines[..lines.len() - 30]).unwrap();
            },
            "this line is no record of radsift",
        ),
        (
            |a| {
                let lines = fs::read_to_string(a.path("run/part-00000.jsonl")).unwrap();
                fs::write(a.path("run/part-00000.jsonl"), lines.split_inclusive('\n').next().unwrap()).unwrap();
            },
            "there are 1 reports, and run.json says 2",
        ),
    ];
    for (damage, wanted) in damages {
        let archive = archive("cohort-damage");
        archive.read(&[]);
        assert!(archive.path(shard).exists());
        damage(&archive);
        let done = archive.build(&within("[0, 30]"), &[]);
        assert_eq!(done.status.code(), Some(2), "{wanted}");
        assert!(told(&done).contains(wanted), "{}", told(&done));
    }
}

#[test]
fn packed_shards_give_the_same_cohort() {
    let archive = archive("cohort-packed");
    let plain = archive.built(&within("[0, 30]"));
    fs::remove_dir_all(archive.path("run")).unwrap();
    archive.read(&["--zstd"]);
    assert_eq!(archive.rebuilt(&within("[0, 30]"), &[]), plain);
}

#[test]
fn a_run_without_words_gives_the_same_members() {
    let archive = Archive::new("cohort-no-text")
        .report("a", "p", "2024-02-05", "MRI brain. Microbleeds in the left thalamus.", json!({}))
        .event("p", "2024-02-01");
    let plain = archive.built(&within("[0, 30]"));
    let said = |file: &str| fs::read_to_string(archive.path("out").join(file)).unwrap().contains("Microbleeds");
    assert!(said("evidence.jsonl"), "with words the evidence has them");
    assert_eq!(archive.rebuilt(&within("[0, 30]"), &["--no-text"]), plain);
    for file in fs::read_dir(archive.path("out")).unwrap().map(|entry| entry.unwrap().path()) {
        if file.is_file() {
            let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
            assert!(!text.contains("Microbleeds"), "{}", file.display());
        }
    }
}

#[test]
fn small_counts_are_hidden_in_what_is_shared() {
    let mut archive = Archive::new("cohort-share").event("x", "2024-02-01");
    for number in 0..7 {
        let patient = format!("q{number}");
        archive = archive
            .report(&number.to_string(), &*patient, "2024-02-05", YES, json!({}))
            .event(&patient, if number < 3 { "2024-02-01" } else { "2023-02-01" });
    }
    let built = archive.built(&within("[0, 30]"));
    assert_eq!(built.steps.last(), Some(&(3, 3)));
    for (limit, wanted) in [("5", "<5"), ("2", "3")] {
        archive.rebuilt(&within("[0, 30]"), &["--min-cell", limit]);
        let shared = super::archive::table(&archive.path("out/share/attrition.csv"));
        assert_eq!(&shared.last().unwrap()[1], wanted, "--min-cell {limit}");
    }
}
