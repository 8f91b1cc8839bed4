//! Reading one lexicon file so that all its mistakes are found at once.
//!
//! serde stops at the first mistake. So a file is read again with what was wrong set aside, a key skipped and a value replaced by a
//! placeholder, until nothing is wrong any more. A file without a mistake is read once.

mod fault;
mod keys;
mod placeholder;
mod renamed;
mod value;

use super::schema::LexiconFile;
use fault::Fault;
pub use keys::keys_of;
use serde::Deserialize;
use std::ops::Range;
use toml::de::DeTable;
use value::{Known, Pass, Value};

/// After so many mistakes of a file the rest is not looked for.
const MOST: usize = 100;

/// A lexicon file, read.
#[derive(Debug)]
pub(super) struct Parsed {
    /// Its entries. Of those with mistakes some words are empty and stand for what is wrong.
    pub file: LexiconFile,
    /// What is wrong, in order of place.
    pub mistakes: Vec<Remark>,
    /// What is read and has a newer form.
    pub notes: Vec<Remark>,
}

/// Something to say of a place in the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Remark {
    /// The bytes of the text.
    pub at: Range<usize>,
    /// What is so.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Reads the text of a lexicon file.
pub(super) fn parse(text: &str) -> Parsed {
    let (table, broken) = DeTable::parse_recoverable(text);
    let mut parsed = Parsed {
        file: LexiconFile::default(),
        mistakes: Vec::new(),
        notes: Vec::new(),
    };
    // What follows broken syntax is guesswork: its keys and values are not looked at.
    if !broken.is_empty() {
        parsed.mistakes.extend(broken.into_iter().take(MOST).map(|error| Remark {
            at: error.span().unwrap_or(0..0),
            message: error.message().to_owned(),
            help: Some("lexicons/README.md shows the form of each entry".to_owned()),
        }));
        return parsed;
    }
    let mut known = Known::default();
    loop {
        let pass = Pass::new(&known);
        match LexiconFile::deserialize(Value::table(&table, &pass)) {
            Ok(file) => {
                parsed.file = file;
                parsed.notes = pass.notes();
                break;
            }
            Err(fault) => {
                let new = known.set_aside(&fault);
                parsed.mistakes.push(remark(fault, text));
                if !new || parsed.mistakes.len() == MOST {
                    break;
                }
            }
        }
    }
    parsed.mistakes.sort_by_key(|mistake| mistake.at.start);
    parsed
}

fn remark(fault: Fault, text: &str) -> Remark {
    Remark {
        at: fault.at.filter(|at| at.end <= text.len()).unwrap_or(0..0),
        message: fault.message,
        help: fault.help,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn mistakes(text: &str) -> Vec<(usize, String, Option<String>)> {
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let parsed = parse(text);
        parsed.mistakes.into_iter().map(|m| (line(m.at.start), m.message, m.help)).collect()
    }

    #[test]
    fn all_mistakes_of_all_entries_are_found() {
        let text = "[[part]]\nid = \"a\"\ntrems = [\"x\"]\n\n[[part]]\nid = 3\nterms = \"x\"\n\n[[cue]]\nid = \"c\"\nphrases = []\nmakes = \"absent\"\nreaches = \"aftre\"\nexamples = [{ text = \"x\", iss = \"absent\" }]\n";
        let found = mistakes(text);
        let lines: Vec<usize> = found.iter().map(|m| m.0).collect();
        // The first part lacks `terms`, which its own line says; the example lacks `is`.
        assert_eq!(lines, [1, 3, 6, 7, 13, 14, 14], "{found:?}");
        assert_eq!(found[1].2.as_deref(), Some("did you mean `terms`?"));
        assert_eq!(found[4].2.as_deref(), Some("did you mean `after`?"));
        assert!(found[0].1.contains("`terms`"), "{found:?}");
    }

    #[test]
    fn a_mistake_inside_a_list_of_two_forms_is_found() {
        let text = "[[finding]]\nid = \"f\"\nlabel = \"F\"\ngroup = \"g\"\nsource = \"s\"\nexamples = []\nabsent = [\"x\", { part = [\"@a\"] }, 7]\n";
        let found = mistakes(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|m| m.0 == 7), "{found:?}");
        assert!(found.iter().any(|m| m.2.as_deref() == Some("did you mean `parts`?")), "{found:?}");
    }

    #[test]
    fn old_keys_are_read_and_noted() {
        let text = "[[finding]]\nid = \"f\"\nlabel = \"F\"\ngroup = \"g\"\nsource = \"s\"\nexamples = []\ntold = true\nweak = true\nelsewhere = true\n";
        let parsed = parse(text);
        assert!(parsed.mistakes.is_empty(), "{:?}", parsed.mistakes);
        let finding = &parsed.file.finding[0];
        assert!(finding.reported && finding.generic && finding.any_region);
        assert_eq!(parsed.notes.len(), 3);
    }

    #[test]
    fn every_break_of_the_syntax_is_reported() {
        assert!(!mistakes("[[part]\nid = \"a\"\n").is_empty());
        assert!(mistakes("[[part]]\nid = \"a\nterms = [\"b\"]\n[[part]]\nid = \"c\nterms = []\n").len() > 1);
    }
}
