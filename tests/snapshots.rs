//! Every report of `corpus/` with everything that is read in it, one snapshot a report, so that a change of the rules shows what
//! it changes. CONTRIBUTING.md says how the snapshots are made anew.

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/render.rs"]
mod render;
mod support;

use corpus::{Entry, project};
use insta::Settings;
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

fn main() -> ExitCode {
    let entries = corpus::corpus();
    let ids: BTreeSet<String> = entries.iter().map(|entry| entry.id.clone()).collect();
    let mut trials: Vec<Trial> = entries
        .into_iter()
        .map(|entry| Trial::test(entry.id.clone(), move || compare(&entry)))
        .collect();
    trials.push(Trial::test("every_snapshot_has_its_report", move || no_orphans(&ids)));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn compare(entry: &Entry) -> Result<(), Failed> {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let rendered = render::report(entry);
    settings.bind(|| {
        // insta tells of a difference by a panic, after it has shown it.
        let same = catch_unwind(AssertUnwindSafe(|| insta::assert_snapshot!(entry.id.as_str(), rendered)));
        same.map_err(|_| Failed::from("not as in its snapshot; CONTRIBUTING.md, \"Snapshots\", says what to do"))
    })
}

fn no_orphans(ids: &BTreeSet<String>) -> Result<(), Failed> {
    let mut orphans = Vec::new();
    for file in std::fs::read_dir(project("tests/snapshots"))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.strip_suffix(".snap").is_some_and(|id| !ids.contains(id)) {
            orphans.push(name);
        }
    }
    match orphans.as_slice() {
        [] => Ok(()),
        _ => Err(format!("no report of corpus/ has these snapshots; delete them: {}", orphans.join(" ")).into()),
    }
}
