//! What holds the code base in shape: medicine stays in `lexicons/`, modules know only those below them, files stay short.

mod allowed;
mod modules;

use crate::support::rust_source::{Token, tokens};
use allowed::{ALLOWED, Allowed};
use radsift::lexicon::{Library, builtin};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src/`: its path below that folder, with `/`, and its text.
pub struct File {
    path: String,
    text: String,
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn source() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    paths
        .iter()
        .map(|path| File {
            path: name(path),
            text: fs::read_to_string(path).unwrap(),
        })
        .collect()
}

/// Files that hold nothing but tests: those their parent declares below `#[cfg(test)]`.
fn is_test(file: &File) -> bool {
    file.path.ends_with("/tests.rs") || file.path.contains("/tests/")
}

/// The words of a name or a text, in lower case: `loadLexicon`, `load_lexicon` and `load lexicon` have two.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let begins = !before.is_alphabetic() || (before.is_lowercase() && c.is_uppercase());
        if c.is_alphabetic() {
            if begins {
                out.push(String::new());
            }
            out.last_mut().unwrap().extend(c.to_lowercase());
        }
        before = c;
    }
    out
}

/// Every word longer than three letters of the ids, terms and abbreviations of findings, parts and sites.
fn clinical_words() -> BTreeSet<String> {
    let library = Library::new(vec![builtin()]).unwrap_or_else(|problems| panic!("{problems}"));
    let findings = library
        .findings
        .iter()
        .flat_map(|f| [&f.entry.terms, &f.entry.abbrev].into_iter().flatten().chain([&f.entry.id]));
    let parts = library
        .parts
        .iter()
        .flat_map(|p| [&p.entry.terms, &p.entry.abbrev].into_iter().flatten().chain([&p.entry.id]));
    let sites = library
        .sites
        .iter()
        .flat_map(|s| [&s.entry.terms, &s.entry.abbrev].into_iter().flatten().chain([&s.entry.id]));
    let all = findings.chain(parts).chain(sites).flat_map(|text| words(text));
    all.filter(|word| word.chars().count() > 3).collect()
}

/// A word and what it may be the plural of.
fn forms(word: &str) -> impl Iterator<Item = &str> {
    let singular = ["s", "es"].into_iter().filter_map(|ending| word.strip_suffix(ending));
    [word].into_iter().chain(singular)
}

#[test]
fn no_clinical_word_in_the_source() {
    let clinical_words = clinical_words();
    assert!(clinical_words.len() > 500 && clinical_words.contains("infarct") && clinical_words.contains("thalamus"));
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in source().iter().filter(|file| !is_test(file)) {
        let applies = |entry: &&Allowed| entry.only_in.is_empty() || entry.only_in.iter().any(|start| file.path.starts_with(start));
        let allowed: BTreeSet<&str> = ALLOWED.iter().filter(applies).flat_map(|entry| entry.words.split(' ')).collect();
        for located in tokens(&file.text) {
            let (Token::Word(text) | Token::Text(text)) = &located.token else {
                continue;
            };
            for word in words(text) {
                let hit = forms(&word).find(|form| clinical_words.contains(*form));
                if hit.is_some() && !forms(&word).any(|form| allowed.contains(form)) {
                    found.entry(word).or_default().push(format!("src/{}:{}", file.path, located.line));
                }
            }
        }
    }
    let lines: Vec<String> = found.iter().map(|(word, places)| format!("{word}: {}", places.join(" "))).collect();
    assert!(
        found.is_empty(),
        "words of the lexicon stand in src/: move medicine to lexicons/, or add a plain word to tests/architecture/allowed.rs\n{}",
        lines.join("\n")
    );
}

#[test]
fn every_allowed_word_has_a_reason_and_stands_once() {
    let mut seen = BTreeSet::new();
    for entry in ALLOWED {
        assert!(!entry.because.is_empty());
        for word in entry.words.split(' ') {
            assert!(seen.insert(word), "{word} is allowed twice");
        }
    }
}

#[test]
fn modules_know_only_those_below_them() {
    let source = source();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in source.iter().filter(|file| !is_test(file)) {
        let Some(from) = modules::module_of(&file.path) else { continue };
        for (to, line) in modules::uses(file) {
            seen += 1;
            if from != to && !modules::may_use(from, &to) {
                wrong.push(format!("src/{}:{line}: {from} uses {to}", file.path));
            }
        }
    }
    assert!(seen > 100, "only {seen} uses were found: the reading of the source is broken");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_place() {
    for file in source() {
        if let Some(module) = modules::module_of(&file.path) {
            assert!(
                modules::rank(module).is_some(),
                "src/{}: the module {module} has no place in the order of tests/architecture",
                file.path
            );
        }
    }
}

#[test]
fn files_stay_short() {
    let mut sizes: Vec<(usize, String)> = source().into_iter().map(|file| (file.text.lines().count(), file.path)).collect();
    sizes.sort();
    let long: Vec<String> = sizes
        .iter()
        .filter(|(lines, _)| *lines > 600)
        .map(|(lines, path)| format!("src/{path} has {lines} lines"))
        .collect();
    assert!(long.is_empty(), "cut these in two: {}", long.join(", "));
    let median = sizes[sizes.len() / 2].0;
    assert!((40..=160).contains(&median), "the median file of src/ has {median} lines");
}
