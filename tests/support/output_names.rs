//! The forms of output, as the program itself lists them.

use std::process::Command;

/// What stands behind `--to` for each form, and for two of them packed.
pub fn forms() -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
    let output = command.args(["run", "-", "-o", "none", "--to", "?"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let listed = said.split("[possible values: ").nth(1).and_then(|rest| rest.split(']').next());
    let names = listed.unwrap_or_else(|| panic!("no list of forms: {said}")).split(", ");
    let all: Vec<String> = names.chain(["jsonl --zstd", "wide --zstd"]).map(str::to_owned).collect();
    assert!(all.len() >= 12, "{all:?}");
    all
}

/// The options of a form, with those that it cannot do without.
pub fn options(form: &str) -> Vec<&str> {
    let day: &[&str] = if form == "omop" { &["--nlp-date", "2026-01-31"] } else { &[] };
    ["--to"].into_iter().chain(form.split(' ')).chain(day.iter().copied()).collect()
}
