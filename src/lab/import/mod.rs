//! Cue lists of other systems, rewritten as lexicon files.
//!
//! Each reader (`negex`, `medspacy`, `pycontext`) turns its file into rules; `write` sorts them into `[[cue]]` entries. What the
//! lexicon's form cannot say is kept as a remark and told to the caller.

mod finite;
mod medspacy;
mod negex;
mod pycontext;
mod write;

use crate::lexicon::Lexicon;

/// The systems whose lists can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueListFormat {
    /// medSpaCy's ConText rules, JSON.
    Medspacy,
    /// A NegEx trigger list: `phrase [PREN]` a line.
    Negex,
    /// A pyConText knowledge base, tab-separated or YAML.
    Pycontext,
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The lexicon file.
    pub toml: String,
    /// How many rules were taken over.
    pub taken: usize,
    /// How many were left out because the lexicon has their phrases already.
    pub known: usize,
    /// The rules that cannot be said in the lexicon's form.
    pub refused: Vec<Refused>,
}

/// A rule that cannot be said in the lexicon's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line of the file it stands on, from 1.
    pub line: usize,
    /// Its name or phrase.
    pub name: String,
    /// Why.
    pub why: String,
}

/// A rule of another system.
#[derive(Clone, Debug)]
struct Rule {
    line: usize,
    name: String,
    does: Does,
    /// Its phrases in the lexicon's form, or why there are none.
    phrases: Result<Vec<String>, String>,
}

/// What a rule does.
#[derive(Clone, Debug)]
enum Does {
    /// A cue: `makes`, `reaches` and `limit` of the lexicon.
    Cue(&'static str, &'static str, Option<u8>),
    /// It looks like a cue and is none.
    Nothing,
    /// Something that the lexicon has no word for.
    Unknown(String),
}

/// What the word that ends a scope makes.
const ENDS_SCOPE: &str = "affirmed";

/// Rewrites `text`, a file of `origin`, as a lexicon file. Phrases that are cues of `known` already are left out.
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
        return Err("holds no rules of this form".to_owned());
    }
    Ok(write::write(prefix, &rules, known))
}

/// A phrase of another system as one of the lexicon, in which brackets and bars mean something and other marks nothing.
fn plain(phrase: &str) -> Result<String, String> {
    let joined = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '\'' | '\u{2019}' | ',');
    if !joined.chars().all(told) || joined.starts_with(['-', '/', ',']) {
        return Err("its marks mean something that a phrase cannot say".to_owned());
    }
    if !joined.chars().any(char::is_alphanumeric) {
        return Err("has no letters or digits".to_owned());
    }
    let articles = ["a", "an", "the"];
    if joined.to_lowercase().split(' ').all(|w| articles.contains(&w)) {
        return Err("is an article, which phrases do not see".to_owned());
    }
    Ok(joined)
}
