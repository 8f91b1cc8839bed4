//! `run --ruleset-changed`: only what other rules read otherwise.

use crate::support::folder::Folder;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(input: &Path, output: &Path, options: &[&str]) -> Output {
    let mut radsift = Command::new(env!("CARGO_BIN_EXE_radsift"));
    radsift.arg("run").arg(input).arg("-o").arg(output).args(options).output().unwrap()
}

fn ids(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("part-00000.jsonl")).unwrap_or_default();
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    text.lines().map(id).collect()
}

const WORDS: &str = "[[extend]]\nid = \"meningioma\"\nkind = \"finding\"\nterms = [\"grobblefrax\"]\n";

#[test]
fn only_what_is_read_otherwise_is_written() {
    let folder = Folder::new("ruleset-changed");
    let texts = ["No acute infarct.", "There is a grobblefrax.", "Left subdural haematoma.", "Normal study."];
    let line = |(n, text): (usize, &&str)| format!("{{\"id\":\"r{n}\",\"text\":\"{text}\"}}\n");
    let all: Vec<String> = texts.iter().enumerate().map(line).collect();
    let first = folder.file("first.jsonl", all[..3].concat());
    let input = folder.file("all.jsonl", all.concat());
    let (old, new, same) = (folder.0.join("old"), folder.0.join("new"), folder.0.join("same"));
    assert!(run(&first, &old, &[]).status.success());
    let words = folder.file("words/words.toml", WORDS);
    let words = words.parent().unwrap().to_str().unwrap();
    let options = ["--ruleset-changed", old.to_str().unwrap(), "-j", "2"];
    let done = run(&input, &new, &[&options[..], &["--lexicon", words]].concat());
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    assert!(said.contains("otherwise than by the earlier run: 1, that were not in it: 1;"), "{said}");
    assert_eq!(ids(&new), ["r1", "r3"]);
    let changes = fs::read_to_string(new.join("changes.csv")).unwrap();
    assert!(changes.starts_with("what,id,change,old,new,count\nfinding,meningioma,appeared,,,1\n"), "{changes}");
    // By the same rules nothing differs.
    assert!(run(&first, &same, &options).status.success());
    assert_eq!(ids(&same), [""; 0]);
    assert_eq!(fs::read_to_string(same.join("changes.csv")).unwrap(), "what,id,change,old,new,count\n");
    let nothing = folder.0.join("words");
    let refused = run(&first, &folder.0.join("none"), &["--ruleset-changed", nothing.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
}
