//! What holds the code base in shape: medicine stays in `lexicons/`, modules know only those below them, files stay short.

mod circles;
mod clinical;
mod features;
mod modules;
mod printing;

use crate::support::rust_source::{Token, tokens};
use clinical::{ALLOWED, Allowed, STEMS};
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

/// The stem that makes a word clinical.
fn clinical_stem(word: &str) -> Option<&'static str> {
    STEMS.iter().copied().find(|stem| word.starts_with(stem))
}

/// The clinical words of a file of `src/` that may not stand there, each with its line.
fn clinical_words(file: &File) -> Vec<(String, usize)> {
    let applies = |entry: &&Allowed| entry.only_in.iter().any(|start| file.path.starts_with(start));
    let allowed: BTreeSet<&str> = ALLOWED.iter().filter(applies).flat_map(|entry| entry.words).copied().collect();
    let mut found = Vec::new();
    for located in tokens(&file.text) {
        let (Token::Word(text) | Token::Text(text)) = &located.token else {
            continue;
        };
        let clinical = words(text)
            .into_iter()
            .filter(|word| clinical_stem(word).is_some() && !allowed.contains(word.as_str()));
        found.extend(clinical.map(|word| (word, located.line)));
    }
    found
}

#[test]
fn no_clinical_word_in_the_source() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in source().iter().filter(|file| !is_test(file)) {
        for (word, line) in clinical_words(file) {
            found.entry(word).or_default().push(format!("src/{}:{line}", file.path));
        }
    }
    let lines: Vec<String> = found.iter().map(|(word, places)| format!("{word}: {}", places.join(" "))).collect();
    assert!(
        found.is_empty(),
        "clinical words stand in src/: move medicine to lexicons/\n{}",
        lines.join("\n")
    );
}

#[test]
fn clinical_words_are_known_by_their_stems() {
    let text = "fn hasInfarct() { say(\"left thalamus\"); } // a comment on oedema";
    let file = File {
        path: "engine/made_up.rs".to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(clinical_words(&file), [("infarct".to_owned(), 1), ("thalamus".to_owned(), 1)]);
}

#[test]
fn every_allowed_clinical_word_is_needed() {
    for entry in ALLOWED {
        assert!(!entry.because.is_empty() && !entry.only_in.is_empty());
        for word in entry.words {
            assert!(clinical_stem(word).is_some(), "{word} is not clinical: take it off the list");
        }
    }
}

/// Ids of effects that no other vocabulary of the record has.
const EFFECTS: &[&str] = &[
    "absent_new",
    "affirmed",
    "attributed",
    "background",
    "conditional",
    "consistent",
    "differential",
    "interpreted_as",
    "maybe_attributed",
    "probably_absent",
    "questioned",
];

/// `maybe_attributed` as the name of a type or a variant.
fn camel_case(id: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    id.split('_').map(capital).collect()
}

/// What cues do is a table of the lexicon, and the engine asks its columns. An effect named in the source, as a variant or as a text, would
/// be one that a lexicon folder cannot have under another name.
#[test]
fn no_effect_is_named_in_the_source() {
    let variants: Vec<String> = EFFECTS.iter().map(|id| camel_case(id)).collect();
    let mut found = Vec::new();
    for file in source().iter().filter(|file| !is_test(file)) {
        // The cue lists of other systems become cues of ours, which have to name what they do.
        if file.path.starts_with("lab/import/") {
            continue;
        }
        for located in tokens(&file.text) {
            let named = match &located.token {
                Token::Word(word) => variants.contains(word),
                Token::Text(text) => EFFECTS.contains(&text.as_str()),
                Token::Sign(_) => false,
            };
            if named {
                found.push(format!("src/{}:{}", file.path, located.line));
            }
        }
    }
    assert!(
        found.is_empty(),
        "ask a column of the table of effects instead: {}",
        found.join(", ")
    );
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

/// A synthetic archive that were made from the lexicons would be read as well as they are written, whatever people write.
#[test]
fn synthetic_reports_are_not_made_from_the_lexicons() {
    let source = source();
    let synth: Vec<&File> = source
        .iter()
        .filter(|file| modules::module_of(&file.path) == Some("synth"))
        .collect();
    assert!(synth.len() > 20);
    for file in synth {
        let known = ["synth", "vocabulary", "error"];
        let other = modules::uses(file)
            .into_iter()
            .find(|(module, _)| !known.contains(&module.as_str()));
        assert_eq!(other, None, "src/{}", file.path);
        assert!(
            !file.text.contains("lexicons/") || file.path.ends_with("synth/mod.rs"),
            "src/{}",
            file.path
        );
    }
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
