//! The pages in a browser, opened from disk: clicks, keys, files. Needs Chromium, Node.js and playwright-core, which `.ci/browser` installs and whose folder is then
//! in `RADSIFT_BROWSER`; without them these tests are skipped and say so. `RADSIFT_PICTURES` names a folder that keeps the pictures of a run.

#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use crate::support::folder::Folder;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why there is no browser; `None` where there is one.
fn missing() -> Option<String> {
    let folder = std::env::var("RADSIFT_BROWSER").unwrap_or_default();
    if folder.is_empty() {
        return Some("RADSIFT_BROWSER is not set: RADSIFT_BROWSER=$(.ci/browser) cargo test browser".to_owned());
    }
    if !Path::new(&folder).join("node_modules/playwright-core").is_dir() {
        return Some(format!("{folder} holds no playwright-core"));
    }
    let chromium = std::env::var("RADSIFT_CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if !Path::new(&chromium).exists() {
        return Some(format!("there is no {chromium}"));
    }
    match Command::new("node").arg("--version").output() {
        Ok(output) if output.status.success() => None,
        _ => Some("there is no Node.js".to_owned()),
    }
}

fn is_skipped(test: &str) -> bool {
    let why = missing();
    if let Some(why) = &why {
        println!("skipped: {test}: {why}");
    }
    why.is_some()
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Runs radsift and returns what it prints.
fn radsift(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_radsift")).args(args).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a script of `tests/browser/` on a page.
fn browse(script: &str, page: &Path, folder: &Folder) {
    let pictures = folder.0.join("pictures");
    std::fs::create_dir_all(&pictures).unwrap();
    let output = Command::new("node")
        .arg(path("tests/browser").join(script))
        .args([page, &pictures])
        .output()
        .unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "{script}: {said}");
    if let Some(kept) = std::env::var_os("RADSIFT_PICTURES").map(PathBuf::from) {
        std::fs::create_dir_all(&kept).unwrap();
        for entry in std::fs::read_dir(&pictures).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, kept.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// Two readers decide on the page, and what they save is read back.
#[test]
fn a_cohort_is_reviewed_by_two_readers() {
    if is_skipped("the review page") {
        return;
    }
    let folder = Folder::new("browser-review");
    let input = path("tests/cmd/cohort_review.in");
    for name in ["cohort.json", "pool.jsonl"] {
        folder.file(name, std::fs::read(input.join("out").join(name)).unwrap());
    }
    let (out, reports) = (folder.0.to_str().unwrap(), input.join("reports.jsonl"));
    radsift(&["cohort", "review", out, "--texts", reports.to_str().unwrap(), "-q"]);
    browse("review.mjs", &folder.0.join("review.html"), &folder);

    let saved = ["decisions-Anna_A.json", "decisions-Ben.json"].map(|name| folder.0.join("pictures").join(name));
    let [first, second] = saved.each_ref().map(|path| path.to_str().unwrap());
    let said = radsift(&["cohort", "review", out, "--decisions", first, "--decisions", second, "-q"]);
    for wanted in [
        "Anna Ä.\n",
        "Ben\n",
        "agreed\n",
        "1 decision made while the answers of the rules were shown",
        "both sure: kappa",
    ] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    let summary = std::fs::read_to_string(folder.0.join("review/summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["agreement"]["cases"], 26);
    let notes = std::fs::read_to_string(folder.0.join("review/redcap.csv")).unwrap();
    assert!(notes.contains("\"yes, no & <b>unsure</b>\""), "{notes}");
}

#[test]
fn the_page_of_eval_is_used() {
    if is_skipped("the page of eval") {
        return;
    }
    let folder = Folder::new("browser-eval");
    let page = folder.0.join("eval.html");
    let (gold, texts) = (path("corpus/gold.jsonl"), path("corpus/reports.jsonl"));
    let args = [gold.to_str().unwrap(), texts.to_str().unwrap(), "--html", page.to_str().unwrap()];
    radsift(&[&["eval"], &args[..], &["--errors-of", "family,site", "-q"]].concat());
    browse("eval.mjs", &page, &folder);
}
