//! How a run ended, by its exit code: what a nightly job asks.

use crate::support::folder::Folder;
use serde_json::json;
use std::path::Path;
use std::process::{Command, Output};

fn radsift(command: &str, input: &Path, output: &Path, more: &[&str]) -> Output {
    let mut radsift = Command::new(env!("CARGO_BIN_EXE_radsift"));
    radsift.arg(command).arg(input).arg("-o").arg(output).args(more).output().unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn report(id: usize) -> String {
    json!({"id": id, "text": "No acute infarct.", "meta": {"study_date": "2026-01-31"}}).to_string()
}

#[test]
fn every_way_to_read_nothing_has_its_code() {
    let folder = Folder::new("exit-codes");
    let good = folder.file("good.jsonl", format!("{}\n{}\n", report(1), report(2)));
    let some = folder.file("some.jsonl", format!("{}\n{{\n", report(1)));
    let none = folder.file("none.jsonl", "{\n{\n");
    let empty = folder.file("empty.jsonl", "");
    let files = folder.0.join("files");
    std::fs::create_dir_all(&files).unwrap();
    for (name, input, more, wanted) in [
        ("good", &good, &[][..], 0),
        ("some", &some, &[], 3),
        ("none", &none, &[], 4),
        // Nothing was wrong; that there was nothing is in the account.
        ("empty", &empty, &[], 0),
        ("files", &files, &[], 2),
        // Skipped on purpose: each record was handled.
        ("since", &good, &["--since", "2026-02-01"], 0),
    ] {
        let done = radsift("run", input, &folder.0.join(format!("run-{name}")), more);
        assert_eq!(code(&done), Some(wanted), "run {name} {}", String::from_utf8_lossy(&done.stderr));
        if more.is_empty() {
            let done = radsift("extract", input, &folder.0.join(format!("{name}.out")), &[]);
            assert_eq!(code(&done), Some(wanted), "extract {name}");
        }
    }
    let before = folder.0.join("run-good");
    let unchanged = radsift(
        "run",
        &good,
        &folder.0.join("again"),
        &["--unchanged-from", before.to_str().unwrap()],
    );
    assert_eq!(code(&unchanged), Some(0));
    // A run that is complete ends as it did.
    assert_eq!(code(&radsift("run", &some, &folder.0.join("run-some"), &["--resume"])), Some(3));
    assert_eq!(code(&radsift("run", &none, &folder.0.join("run-none"), &["--resume"])), Some(4));
}

#[test]
fn a_final_report_and_its_older_version_are_read_once() {
    let folder = Folder::new("exit-superseded");
    let message = |time: &str, text: &str| {
        format!(
            "MSH|^~\\&|RIS|SITE|X|Y|{time}||ORU^R01|{time}|P|2.3\rPID|1||P1\rOBR|1||A1|MR^MRI BRAIN|||{time}||||||||||||||||||F\rOBX|1|TX|R||{text}||||||F\r"
        )
    };
    let both = message("20260131080000", "Oedema.") + &message("20260131090000", "No oedema.");
    let input = folder.file("log.hl7", both);
    let done = radsift("run", &input, &folder.0.join("out"), &[]);
    assert_eq!(code(&done), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn too_many_rejections_end_a_run_that_can_go_on() {
    let folder = Folder::new("max-rejects");
    let lines = |records: usize, every: usize| -> String {
        let line = |n: usize| {
            if n.is_multiple_of(every) {
                "{\n".to_owned()
            } else {
                report(n) + "\n"
            }
        };
        (0..records).map(line).collect()
    };
    // Two of a hundred.
    let input = folder.file("archive.jsonl", lines(5_000, 50));
    let account =
        |output: &Path| -> serde_json::Value { serde_json::from_slice(&std::fs::read(output.join("run.json")).unwrap()).unwrap() };
    let whole = folder.0.join("whole");
    assert_eq!(code(&radsift("run", &input, &whole, &[])), Some(3));
    for (number, refused) in ["20", "0", "1.9%", "0%"].into_iter().enumerate() {
        let output = folder.0.join(format!("out-{number}"));
        let done = radsift("run", &input, &output, &["--max-rejects", refused]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(code(&done), Some(5), "{refused} {said}");
        assert!(said.contains(&format!("more than --max-rejects {refused} allows")), "{said}");
        assert!(said.contains("rejected: ") && said.contains("rejects.jsonl"), "{said}");
        assert!(!output.join("run.json").exists());
        assert_eq!(
            code(&radsift("run", &input, &output, &["--max-rejects", refused, "--resume"])),
            Some(5)
        );
        assert_eq!(
            code(&radsift("run", &input, &output, &["--max-rejects", "2%", "--resume"])),
            Some(3)
        );
        assert_eq!(account(&output)["counts"], account(&whole)["counts"]);
        for name in ["part-00000.jsonl", "rejects.jsonl"] {
            assert!(
                std::fs::read(output.join(name)).unwrap() == std::fs::read(whole.join(name)).unwrap(),
                "{refused} {name}"
            );
        }
        let file = folder.0.join(format!("out-{number}.jsonl"));
        assert_eq!(code(&radsift("extract", &input, &file, &["--max-rejects", refused])), Some(5));
        assert!(!file.exists());
    }
    let enough = radsift("extract", &input, &folder.0.join("enough.jsonl"), &["--max-rejects", "100"]);
    assert_eq!(code(&enough), Some(3));
    // A share is judged at the end where there are few records.
    let few = folder.file("few.jsonl", lines(10, 5));
    assert_eq!(
        code(&radsift("run", &few, &folder.0.join("few"), &["--max-rejects", "10%"])),
        Some(5)
    );
    assert_eq!(
        code(&radsift("run", &few, &folder.0.join("few-2"), &["--max-rejects", "20%"])),
        Some(3)
    );
    assert_eq!(
        code(&radsift("run", &few, &folder.0.join("few-3"), &["--max-rejects", "many"])),
        Some(2)
    );
}

#[test]
fn rejections_are_no_longer_than_a_multiple_of_the_input() {
    let folder = Folder::new("rejects-bound");
    const RECORDS: u64 = 200_000;
    let input = folder.file("archive.jsonl", "{\n".repeat(RECORDS as usize));
    let (out, file, rejects) = (folder.0.join("out"), folder.0.join("out.jsonl"), folder.0.join("rejects.jsonl"));
    assert_eq!(code(&radsift("run", &input, &out, &["-q"])), Some(4));
    let done = radsift("extract", &input, &file, &["-q", "--rejects", rejects.to_str().unwrap()]);
    assert_eq!(code(&done), Some(4));
    for path in [out.join("rejects.jsonl"), rejects] {
        let lines = std::fs::read_to_string(path).unwrap();
        // What is left out is counted; the first 8,000 always have their line.
        assert!(lines.len() as u64 <= 8 * 2 * RECORDS + (1 << 20) + 1_000, "{} bytes", lines.len());
        let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let told: u64 = lines.iter().map(|line| 1 + line["more"].as_u64().unwrap_or(0)).sum();
        assert_eq!(told, RECORDS);
        assert!(lines[..5_000].iter().all(|line| line.get("more").is_none()));
    }
}

#[test]
fn several_earlier_runs_tell_what_is_unchanged() {
    let folder = Folder::new("unchanged-from");
    let night = |name: &str, ids: &[usize], before: &[&str]| -> u64 {
        let input = folder.file(
            &format!("{name}.jsonl"),
            ids.iter().map(|id| report(*id) + "\n").collect::<String>(),
        );
        let folders: Vec<String> = before.iter().map(|name| folder.0.join(name).display().to_string()).collect();
        let options: Vec<&str> = folders.iter().flat_map(|folder| ["--unchanged-from", folder]).collect();
        let output = folder.0.join(name);
        assert_eq!(code(&radsift("run", &input, &output, &options)), Some(0));
        let account: serde_json::Value = serde_json::from_slice(&std::fs::read(output.join("run.json")).unwrap()).unwrap();
        account["counts"]["reports"].as_u64().unwrap()
    };
    assert_eq!(night("one", &[1, 2], &[]), 2);
    assert_eq!(night("two", &[2, 3], &["one"]), 1);
    assert_eq!(night("three", &[1, 2, 3, 4], &["one", "two"]), 1);
}
