//! The ready cohorts: each runs its own example patients, and each of its rules keeps one of them out.

use radsift::cohort::examples;
use radsift::cohort::file::{READY, STARTER, load, title};
use radsift::lexicon::SourceFile;
use std::process::Command;

fn source(name: &str, text: &'static str) -> SourceFile {
    SourceFile {
        name: name.to_owned(),
        text: text.into(),
    }
}

#[test]
fn examples_of_ready_cohorts_come_out_as_they_say() {
    for (name, text) in READY.iter().chain([&("starter", STARTER)]) {
        let cohort = load(source(name, text), &crate::support::EXTRACTOR).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(
            examples::run(&cohort, &crate::support::EXTRACTOR).unwrap(),
            Vec::<String>::new(),
            "{name}"
        );
        assert!(cohort.examples.iter().any(|example| example.is.get_ref() == "in"), "{name}");
        assert_eq!(cohort.about.label, title(text), "{name}");
    }
}

#[test]
fn ids_and_numbers_of_ready_cohorts_are_their_own() {
    let mut numbers = Vec::new();
    for (name, text) in READY {
        let cohort = load(source(name, text), &crate::support::EXTRACTOR).unwrap();
        assert_eq!(cohort.about.id, *name);
        numbers.push(cohort.about.number);
    }
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), READY.len());
}

#[test]
fn an_example_that_comes_out_otherwise_is_told() {
    let text = STARTER.replacen("is = \"in\"", "is = \"out\"\nwhy = \"adult\"", 1);
    let folder = crate::support::folder::Folder::new("cohort-example");
    let file = folder.file("c.toml", &text);
    let done = Command::new(env!("CARGO_BIN_EXE_radsift"))
        .args(["cohort", "check"])
        .arg(file)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1));
    let told = String::from_utf8(done.stdout).unwrap();
    assert!(
        told.contains("microhaemorrhage on day 3: in, and out by `adult` is wanted"),
        "{told}"
    );
}
