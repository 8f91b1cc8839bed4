//! What is wrong with a value, in words for the person who wrote it.

use crate::lexicon::suggest::nearest;
use serde::de::{self, Expected, Unexpected};
use std::fmt;
use std::ops::Range;

/// A mistake in a lexicon file.
#[derive(Debug)]
pub(in crate::lexicon) struct Fault {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The key that is not there, where that is the mistake.
    pub missing: Option<&'static str>,
    /// The bytes of the key, of the value, or of the table that lacks a key.
    pub at: Option<Range<usize>>,
}

impl Fault {
    fn new(message: String) -> Self {
        Self {
            message,
            help: None,
            missing: None,
            at: None,
        }
    }

    /// The same; where it has no place yet, at this one.
    pub fn at(mut self, place: &Range<usize>) -> Self {
        self.at.get_or_insert_with(|| place.clone());
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let mut fault = Self::new(format!("expected {}, found {}", wanted(expected), kind(&found)));
        if matches!(found, Unexpected::Map) && expected.to_string() == "a sequence" {
            fault.help = Some("the name of an entry stands in two brackets: `[[finding]]`".to_owned());
        }
        fault
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {}, found {found}", wanted(expected)))
    }

    fn unknown_variant(word: &str, expected: &'static [&'static str]) -> Self {
        let mut fault = Self::new(format!("unknown value `{word}`, expected {}", list(expected)));
        fault.help = nearest(word, expected.iter().copied());
        fault
    }

    fn unknown_field(key: &str, expected: &'static [&'static str]) -> Self {
        let mut fault = Self::new(format!("unknown key `{key}`, expected {}", list(expected)));
        let readme = || Some("lexicons/README.md shows the form of each entry".to_owned());
        fault.help = nearest(key, expected.iter().copied()).or_else(readme);
        fault
    }

    fn missing_field(key: &'static str) -> Self {
        let mut fault = Self::new(format!("the key `{key}` is missing"));
        fault.missing = Some(key);
        fault
    }

    fn duplicate_field(key: &'static str) -> Self {
        Self::new(format!("the key `{key}` stands here twice, once by an older name"))
    }
}

/// What was wanted, without the words of programming.
fn wanted(expected: &dyn Expected) -> String {
    let words = expected.to_string();
    match words.as_str() {
        "a string" => "words in \"quotes\"".to_owned(),
        "a sequence" => "a list in `[ ]`".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "a map" => "a table".to_owned(),
        "u8" | "u16" | "u32" | "usize" | "f32" => "a number".to_owned(),
        struct_name if struct_name.starts_with("struct ") => "a table in `{ }`".to_owned(),
        enum_name if enum_name.starts_with("enum ") => "one of a few words in \"quotes\"".to_owned(),
        _ => words,
    }
}

fn kind(found: &Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Str(_) => "words",
        Unexpected::Bool(_) => "`true` or `false`",
        Unexpected::Signed(_) | Unexpected::Unsigned(_) | Unexpected::Float(_) => "a number",
        Unexpected::Seq => "a list",
        Unexpected::Map => "a table",
        _ => "something else",
    }
}

fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [only] => only.clone(),
        _ => format!("one of {}", quoted.join(", ")),
    }
}
