//! Imports cue lists of other systems as lexicon files.
//!
//! Each reader (`negex`, `medspacy`, `pycontext`) turns its file into rules; `write` groups them into `[[cue]]` entries. Rules that
//! a lexicon file cannot express become comments in it and are reported to the caller.

mod finite;
mod medspacy;
mod negex;
mod pycontext;
mod write;

use crate::lexicon::Lexicon;

/// The systems whose lists can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueListFormat {
    /// medSpaCy's ConText rules, JSON.
    Medspacy,
    /// A NegEx trigger list, with one `phrase [PREN]` per line.
    Negex,
    /// A pyConText knowledge base, tab-separated or YAML.
    Pycontext,
}

/// The result of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The lexicon file.
    pub toml: String,
    /// The number of rules that were imported.
    pub taken: usize,
    /// The number of rules that were left out because the lexicon already has their phrases.
    pub known: usize,
    /// The rules that a lexicon file cannot express.
    pub refused: Vec<Refused>,
}

/// A rule that a lexicon file cannot express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its line in the imported file, from 1.
    pub line: usize,
    /// Its name or phrase.
    pub name: String,
    /// The reason.
    pub why: String,
}

/// A rule of another system.
#[derive(Clone, Debug)]
struct Rule {
    line: usize,
    name: String,
    does: Does,
    /// Its phrases in the form of the lexicon, or the reason why there are none.
    phrases: Result<Vec<String>, String>,
}

/// The effect of a rule.
#[derive(Clone, Debug)]
enum Does {
    /// A cue: `makes`, `reaches` and `limit` of the lexicon.
    Cue(&'static str, &'static str, Option<u8>),
    /// A decoy: it looks like a cue and is not one.
    Nothing,
    /// An effect that the lexicon does not have.
    Unknown(String),
}

/// The effect of a word that ends a scope.
const ENDS_SCOPE: &str = "affirmed";

/// Converts `text`, a file of `origin`, to a lexicon file. Phrases that are already cues of `known` are left out.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn import(origin: CueListFormat, text: &str, known: Option<&Lexicon>) -> Result<Imported, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (prefix, rules) = match origin {
        CueListFormat::Medspacy => ("medspacy", medspacy::parse(text)?),
        CueListFormat::Negex => ("negex", negex::parse(text)),
        CueListFormat::Pycontext => ("pycontext", pycontext::parse(text)),
    };
    if rules.is_empty() {
        return Err("contains no rules of this form".to_owned());
    }
    Ok(write::write(prefix, &rules, known))
}

/// Converts a phrase of another system to one of the lexicon, where brackets and bars are syntax and other punctuation is ignored.
fn plain(phrase: &str) -> Result<String, String> {
    let joined = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '\'' | '\u{2019}' | ',');
    if !joined.chars().all(told) || joined.starts_with(['-', '/', ',']) {
        return Err("its punctuation has a meaning that a phrase cannot express".to_owned());
    }
    if !joined.chars().any(char::is_alphanumeric) {
        return Err("has no letters or digits".to_owned());
    }
    let articles = ["a", "an", "the"];
    if joined.to_lowercase().split(' ').all(|w| articles.contains(&w)) {
        return Err("is an article, which phrases ignore".to_owned());
    }
    Ok(joined)
}
