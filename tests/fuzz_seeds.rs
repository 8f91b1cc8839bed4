//! The inputs of `fuzz/seeds/`, through the same functions that libFuzzer calls: what fuzzing has found stays found, without libFuzzer.

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use targets::{assert, formats, import, jsonl, lexicon, read};

type Check = fn(&[u8]);

const TARGETS: [(&str, Check); 6] = [
    ("assert", assert::check),
    ("formats", formats::check),
    ("import", import::check),
    ("jsonl", jsonl::check),
    ("lexicon", lexicon::check),
    ("read", read::check),
];

/// The longest seed: seeds are small, so that they can be read.
const LONGEST: u64 = 16 << 10;

#[test]
fn every_seed_holds() {
    let mut failures = Vec::new();
    for (target, check) in TARGETS {
        let seeds = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target));
        assert!(!seeds.is_empty(), "{target} has no seeds");
        for (name, bytes) in seeds {
            if catch_unwind(AssertUnwindSafe(|| check(&bytes))).is_err() {
                failures.push(format!("{target}/{name}"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:?}");
}

#[test]
fn every_target_is_replayed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let names = |folder: &str| -> Vec<String> {
        let listed = fs::read_dir(root.join(folder)).expect(folder);
        let mut names: Vec<String> = listed
            .map(|entry| {
                entry
                    .expect(folder)
                    .path()
                    .file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    };
    let replayed = TARGETS.map(|(target, _)| target.to_owned());
    assert_eq!(names("fuzz_targets"), replayed);
    assert_eq!(names("seeds"), replayed);
}

/// The files of a folder, in order of their names.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<(String, Vec<u8>)> = listed
        .map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            let length = entry.metadata().expect("its length").len();
            assert!(length <= LONGEST, "{name} has {length} bytes");
            (name, fs::read(entry.path()).expect("its bytes"))
        })
        .collect();
    files.sort();
    files
}
