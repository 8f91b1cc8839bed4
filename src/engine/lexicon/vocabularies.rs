//! Words in entries that must be one of a closed list: groups of findings, and what examples ask for.

use super::library::Library;
use super::located::Located;
use super::problem::{Problem, Problems};
use super::schema::Example;
use super::suggest::nearest;
use crate::vocabulary::{Assertion, Certainty, Change, Laterality, Role, Temporality};

/// Notes every word that is not on its list.
pub(super) fn check(library: &Library, problems: &mut Problems) {
    groups(library, problems);
    let statuses = statuses();
    for l in &library.findings {
        examples(library, l, &l.entry.id, &l.entry.examples, &statuses, problems);
    }
    for l in &library.cues {
        examples(library, l, &l.entry.id, &l.entry.examples, &statuses, problems);
    }
    for l in &library.sites {
        examples(library, l, &l.entry.id, &l.entry.examples, &["site", "nothing"], problems);
    }
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).chain(["nothing"]).collect();
    for l in &library.sections {
        examples(library, l, &l.entry.id, &l.entry.examples, &roles, problems);
    }
}

/// What a finding can be in an example: the words of `assertion`, those of `temporality` but for what is usual, and `nothing`.
fn statuses() -> Vec<&'static str> {
    let assertions = Assertion::ALL.iter().map(|assertion| assertion.as_str());
    let times = Temporality::ALL
        .iter()
        .filter(|time| **time != Temporality::Current)
        .map(|time| time.as_str());
    assertions.chain(times).chain(["nothing"]).collect()
}

/// Where some `[[group]]` is declared, findings must belong to one that is.
fn groups(library: &Library, problems: &mut Problems) {
    let known: Vec<&str> = library.groups.iter().map(|l| l.entry.id.as_str()).collect();
    for l in library.findings.iter().filter(|_| !known.is_empty()) {
        let group = l.entry.group.as_str();
        if !group.is_empty() && !known.contains(&group) {
            let message = format!("no group has the id `{group}`, expected {}", one_of(&known));
            let declare = || {
                Some(format!(
                    "a group of your own needs an entry: `[[group]]`, `id = \"{group}\"`, `label = ...`"
                ))
            };
            let help = nearest(group, known.iter().copied()).or_else(declare);
            problems.0.push(library.problem(l.file, &l.entry.id, group, message, help));
        }
    }
}

fn examples<T>(library: &Library, l: &Located<T>, id: &str, examples: &[Example], readings: &[&str], problems: &mut Problems) {
    let changes: Vec<&str> = Change::ALL.iter().map(|change| change.as_str()).chain(["none"]).collect();
    let certainties: Vec<&str> = Certainty::ALL.iter().map(|certainty| certainty.as_str()).collect();
    let sides: Vec<&str> = Laterality::ALL.iter().map(|side| side.as_str()).collect();
    for example in examples {
        let words = [
            ("is", Some(&example.is), readings),
            ("change", example.change.as_ref(), &changes),
            ("certainty", example.certainty.as_ref(), &certainties),
            ("side", example.side.as_ref(), &sides),
        ];
        for (key, word, known) in words {
            let Some(word) = word.filter(|word| !word.is_empty() && !known.contains(&word.as_str())) else {
                continue;
            };
            problems
                .0
                .push(wrong(library, example.file.unwrap_or(l.file), id, key, word, known));
        }
    }
}

fn wrong(library: &Library, file: usize, id: &str, key: &str, word: &str, known: &[&str]) -> Problem {
    let message = format!("`{key}` of an example cannot be `{word}`, expected {}", one_of(known));
    library.problem(file, id, word, message, nearest(word, known.iter().copied()))
}

fn one_of(words: &[&str]) -> String {
    format!("one of `{}`", words.join("`, `"))
}
