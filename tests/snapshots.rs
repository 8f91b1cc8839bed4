//! Every report of `corpus/` with everything that is read in it, one snapshot a report, so that a change of the rules shows what
//! it changes. CONTRIBUTING.md says how the snapshots are made anew.

use crate::support::corpus::{self, CorpusReport, project};
use crate::support::render;
use insta::Settings;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn every_report_is_read_as_in_its_snapshot() {
    let entries = corpus::corpus();
    let ids: BTreeSet<String> = entries.iter().map(|entry| entry.id.clone()).collect();
    let different: Vec<&str> = entries
        .iter()
        .filter(|entry| !is_same(entry))
        .map(|entry| entry.id.as_str())
        .collect();
    assert!(
        different.is_empty(),
        "not as in their snapshots: {}\nwhere the new reading is wanted: INSTA_UPDATE=always cargo test --test all -- snapshots",
        different.join(" ")
    );
    no_orphans(&ids);
}

fn is_same(entry: &CorpusReport) -> bool {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let rendered = render::report(entry);
    settings.bind(|| {
        // insta tells of a difference by a panic, after it has shown it.
        catch_unwind(AssertUnwindSafe(|| insta::assert_snapshot!(entry.id.as_str(), rendered))).is_ok()
    })
}

fn no_orphans(ids: &BTreeSet<String>) {
    let mut orphans = Vec::new();
    for file in std::fs::read_dir(project("tests/snapshots")).unwrap() {
        let name = file.unwrap().file_name().to_string_lossy().into_owned();
        if name.strip_suffix(".snap").is_some_and(|id| !ids.contains(id)) {
            orphans.push(name);
        }
    }
    assert!(
        orphans.is_empty(),
        "no report of corpus/ has these snapshots; delete them: {}",
        orphans.join(" ")
    );
}
