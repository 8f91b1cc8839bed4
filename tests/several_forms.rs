//! Several forms in one run: each is what a run of its own writes.

use crate::support::folder::Folder;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(input: &Path, output: &Path, options: &[&str]) -> Output {
    let mut radsift = Command::new(env!("CARGO_BIN_EXE_radsift"));
    radsift
        .arg("run")
        .arg(input)
        .arg("-o")
        .arg(output)
        .arg("-q")
        .args(options)
        .output()
        .unwrap()
}

/// The shards below a folder, by name.
fn shards(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut shards: Vec<_> = files
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .filter(|(name, _)| name.starts_with("part") || name.starts_with("note") || name.starts_with("reports"))
        .collect();
    shards.sort();
    shards
}

fn archive(folder: &Folder) -> std::path::PathBuf {
    let line = |n: usize| {
        format!(
            "{{\"id\":\"r{n}\",\"text\":\"Acute infarct of {n} mm in the left thalamus. No haemorrhage.{}\"}}\n",
            " x".repeat(900)
        )
    };
    folder.file("archive.jsonl", (0..1_200).map(line).collect::<String>())
}

#[test]
fn each_form_is_what_a_run_of_its_own_writes() {
    let folder = Folder::new("several");
    let input = archive(&folder);
    let together = folder.0.join("together");
    let options = [
        "--to",
        "jsonl,parquet,omop,wide",
        "--nlp-date",
        "2026-01-31",
        "--shard-mb",
        "1",
        "-j",
        "2",
    ];
    assert!(run(&input, &together, &options).status.success());
    for form in ["jsonl", "parquet", "omop", "wide"] {
        let alone = folder.0.join(form);
        let date: &[&str] = if form == "omop" { &["--nlp-date", "2026-01-31"] } else { &[] };
        assert!(
            run(&input, &alone, &[&["--to", form, "--shard-mb", "1", "-j", "1"], date].concat())
                .status
                .success()
        );
        let (one, other) = (shards(&alone), shards(&together.join(form)));
        assert!(one.len() > 1 && one == other, "{form}: {} and {} files", one.len(), other.len());
    }
    let again = run(&input, &together, &[&options[..], &["--resume"]].concat());
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
}

#[test]
fn options_are_for_any_of_the_forms() {
    let folder = Folder::new("several-options");
    let input = folder.file("a.txt", "No acute infarct.");
    let code = |name: &str, options: &[&str]| run(&input, &folder.0.join(name), options).status.code();
    assert_eq!(code("packed", &["--to", "jsonl,parquet", "--zstd"]), Some(0));
    assert!(folder.0.join("packed/jsonl/part-00000.jsonl.zst").exists());
    assert!(folder.0.join("packed/parquet/part-00000.parquet").exists());
    assert_eq!(code("twice", &["--to", "jsonl,jsonl"]), Some(2));
    assert_eq!(
        code("none", &["--to", "parquet,omop", "--nlp-date", "2026-01-31", "--all-flags"]),
        Some(2)
    );
    assert_eq!(code("ids", &["--to", "jsonl,wide", "--id-start", "7"]), Some(2));
}
