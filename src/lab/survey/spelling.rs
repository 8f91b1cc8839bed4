//! Phrases that a lexicon has in British or in American spelling only.

use super::phrases::entry_name;
use super::usage::LANES;
use crate::lexicon::{Lexicon, Note};
use rustc_hash::FxHashSet;
use serde::Serialize;

/// A phrase whose other spelling is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingTwin {
    /// `kind/id`.
    pub entry: String,
    /// The phrase, folded.
    pub phrase: String,
    /// The phrase in the other spelling.
    pub missing: String,
    /// The words that differ: `one -> other`.
    pub twin: String,
}

/// The position of the letters in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Anywhere except at the end.
    Inside,
    /// At the end.
    End,
}

/// Letters that differ between British and American spelling, British first. The rules apply to any word: a rule that is too broad
/// costs only a line in a list of doubts.
const RULES: &[(&str, &str, At)] = &[
    ("ae", "e", At::Inside),
    ("oe", "e", At::Inside),
    ("isation", "ization", At::End),
    ("isations", "izations", At::End),
    ("ise", "ize", At::End),
    ("ised", "ized", At::End),
    ("ising", "izing", At::End),
    ("yse", "yze", At::End),
    ("ysed", "yzed", At::End),
    ("our", "or", At::End),
    ("ours", "ors", At::End),
    ("oured", "ored", At::End),
    ("oural", "oral", At::End),
    ("tre", "ter", At::End),
    ("tred", "tered", At::End),
    ("bre", "ber", At::End),
    ("grey", "gray", At::Inside),
];

/// Endings of words that are spelt the same in both, although a rule matches.
const ALIKE: &[&str] = &[
    "cise", "vise", "wise", "rise", "raise", "noise", "poise", "praise", "mise", "tise", "hour", "four", "tour", "pour", "your", "vised",
    "cised", "raised", "mised", "rising", "raising", "mising", "hours", "tours",
];

/// The shortest word that is converted. Shorter words match by chance.
const SHORTEST: usize = 5;

/// The phrases whose other spelling is missing in the lexicon, in order of their entries.
pub fn missing_twins(lexicon: &Lexicon) -> Vec<MissingTwin> {
    let words: FxHashSet<&str> = lexicon.texts.iter().flat_map(|t| t.text.split(' ')).collect();
    let texts: FxHashSet<&str> = lexicon.texts.iter().map(|t| t.text).collect();
    let mut all = Vec::new();
    for text in lexicon.texts.iter() {
        let (from, to) = text.postings;
        let own = lexicon.postings[from as usize..to as usize].iter();
        let Some(posting) = own
            .into_iter()
            .find(|p| LANES.contains(&p.lane) && p.note != Note::Decoy && p.exact == u32::MAX)
        else {
            continue;
        };
        let american = respelt(text.text, american);
        // Only the words of the lexicon show which American words have a British spelling.
        let british = respelt(text.text, |word| british(word).filter(|twin| words.contains(twin.as_str())));
        for missing in [american, british].into_iter().flatten() {
            if !texts.contains(missing.as_str()) {
                all.push(MissingTwin {
                    entry: entry_name(lexicon, posting.lane, posting.entry),
                    phrase: text.text.to_owned(),
                    twin: difference(text.text, &missing),
                    missing,
                });
            }
        }
    }
    all.sort_by(|a, b| (&a.entry, &a.phrase).cmp(&(&b.entry, &b.phrase)));
    all
}

/// The phrase with every word converted to the other spelling; `None` when no word differs.
fn respelt(phrase: &str, other: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut differs = false;
    let words: Vec<String> = phrase
        .split(' ')
        .map(|word| {
            let twin = other(word);
            differs |= twin.is_some();
            twin.unwrap_or_else(|| word.to_owned())
        })
        .collect();
    differs.then(|| words.join(" "))
}

/// The words that differ between two phrases with the same number of words.
fn difference(phrase: &str, twin: &str) -> String {
    let pairs = phrase.split(' ').zip(twin.split(' ')).filter(|(a, b)| a != b);
    let (own, other): (Vec<&str>, Vec<&str>) = pairs.unzip();
    format!("{} -> {}", own.join(" "), other.join(" "))
}

/// The word in American spelling; `None` when it is the same.
fn american(word: &str) -> Option<String> {
    let mut twin = word.to_owned();
    for (uk, us, at) in RULES {
        if let Some(next) = replaced(&twin, uk, us, *at) {
            twin = next;
        }
    }
    (twin != word).then_some(twin)
}

/// The word in British spelling, changed by one rule at most.
fn british(word: &str) -> Option<String> {
    // "e" stands for "ae" too rarely to be tried.
    let told = RULES.iter().filter(|rule| rule.1.len() > 1);
    told.filter_map(|(uk, us, at)| replaced(word, us, uk, *at)).next()
}

fn replaced(word: &str, from: &str, to: &str, at: At) -> Option<String> {
    if word.chars().count() < SHORTEST && from != "grey" && to != "grey" {
        return None;
    }
    match at {
        At::End => {
            let alike = ALIKE.iter().any(|ending| word.ends_with(ending));
            let stem = word.strip_suffix(from).filter(|stem| stem.len() >= 2 && !alike)?;
            Some([stem, to].concat())
        }
        At::Inside => {
            let start = word.find(from)?;
            let after = &word[start + from.len()..];
            let other = from != "grey" && from != "gray" && (after.is_empty() || two_vowels(&word[..start], from, after));
            (!other).then(|| word.replacen(from, to, 1))
        }
    }
}

/// True when the two letters belong to two syllables or are an ending: "larvae", "intra-epithelial", "co-exist".
fn two_vowels(before: &str, letters: &str, after: &str) -> bool {
    if matches!(after, "s" | "d") {
        return true;
    }
    if letters == "ae" {
        let joined = ["intr", "extr", "infr", "supr", "par", "ultr", "contr"].contains(&before);
        return joined || (before.is_empty() && after.starts_with('r'));
    }
    let coined = before == "c" && !after.starts_with('l');
    coined || (before.len() > 2 && !after.starts_with(['d', 's', 'a']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_words_have_their_american_twins() {
        let twins = [
            ("paediatric", "pediatric"),
            ("oesophagus", "esophagus"),
            ("organisation", "organization"),
            ("realised", "realized"),
            ("analyse", "analyze"),
            ("colour", "color"),
            ("centre", "center"),
            ("grey", "gray"),
        ];
        for (uk, us) in twins {
            assert_eq!(american(uk).as_deref(), Some(us), "{uk}");
        }
        for alike in [
            "precise",
            "larvae",
            "coexist",
            "aerated",
            "hours",
            "noise",
            "other",
            "neuroendocrine",
            "intraepithelial",
        ] {
            assert_eq!(american(alike), None, "{alike}");
        }
    }
}
