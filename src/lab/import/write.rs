//! Writes rules as a lexicon file.

use super::{Does, ENDS_SCOPE, Imported, Refused, Rule};
use crate::lexicon::{Lane, Lexicon, Note, Twins, expand};
use crate::terms::whole;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Rules with the same `makes`, `reaches` and `limit` become one entry.
type CueKind = (&'static str, &'static str, Option<u8>);

pub(super) fn write(prefix: &str, rules: &[Rule], known: Option<&Lexicon>) -> Imported {
    let mut out = Imported::default();
    let mut cues: BTreeMap<CueKind, Vec<&String>> = BTreeMap::new();
    let mut nothing: Vec<&String> = Vec::new();
    for rule in rules {
        let mut refuse = |why: &str| {
            out.refused.push(Refused {
                line: rule.line,
                name: rule.name.clone(),
                why: why.to_owned(),
            });
        };
        let phrases = match (&rule.does, &rule.phrases) {
            (Does::Unknown(word), _) => {
                refuse(&format!("the lexicon has no word for `{word}`"));
                continue;
            }
            (_, Err(why)) => {
                refuse(why);
                continue;
            }
            (_, Ok(phrases)) => phrases,
        };
        if let Some(why) = phrases.iter().find_map(|p| expand(p, &Twins::default(), false).err()) {
            refuse(&why);
            continue;
        }
        let kind = match rule.does {
            Does::Cue(makes, reaches, limit) => Some((makes, reaches, limit)),
            _ => None,
        };
        if kind.is_some() && known.is_some_and(|lexicon| phrases.iter().all(|p| is_known(lexicon, p))) {
            out.known += 1;
            continue;
        }
        out.taken += 1;
        let list = match kind {
            Some(kind) => cues.entry(kind).or_default(),
            None => &mut nothing,
        };
        list.extend(phrases);
    }
    out.toml = toml(prefix, &cues, &nothing, &out.refused);
    out
}

/// True when all phrases of a pattern are cues already.
fn is_known(lexicon: &Lexicon, phrase: &str) -> bool {
    let is_cue = |plain: &String| {
        let words = plain.split(' ').map(str::as_bytes);
        whole(lexicon, words).any(|p| p.lane == Lane::Cue || p.note == Note::Decoy)
    };
    expand(phrase, &Twins::default(), false).is_ok_and(|all| all.iter().all(is_cue))
}

fn toml(prefix: &str, cues: &BTreeMap<CueKind, Vec<&String>>, nothing: &[&String], refused: &[Refused]) -> String {
    let mut out = format!("# Cues imported from a list of {prefix}. Give them examples of your own before you count on them.\n");
    for (&(makes, reaches, limit), phrases) in cues {
        let own = plain_phrases(phrases);
        let _ = write!(out, "\n[[cue]]\nid = \"{prefix}_{makes}_{reaches}");
        if let Some(limit) = limit {
            let _ = write!(out, "_{limit}");
        }
        out.push_str("\"\nphrases = ");
        list(&mut out, phrases);
        let _ = write!(out, "makes = \"{makes}\"\nreaches = \"{reaches}\"\n");
        if let Some(limit) = limit {
            let _ = writeln!(out, "limit = {limit}");
        }
        // A decoy that is also a phrase of the entry would silence that phrase.
        let not: Vec<&String> = nothing
            .iter()
            .copied()
            .filter(|n| makes != ENDS_SCOPE && !plain_phrases(&[n]).iter().any(|p| own.contains(p)))
            .collect();
        if !not.is_empty() {
            out.push_str("not = ");
            list(&mut out, &not);
        }
        let _ = write!(out, "source = \"imported from {prefix}\"\nexamples = []\n");
    }
    if !refused.is_empty() {
        out.push_str("\n# Not imported:\n");
    }
    for Refused { line, name, why } in refused {
        let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let why: String = why.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(out, "# line {line}: {name}: {why}");
    }
    out
}

fn plain_phrases(phrases: &[&String]) -> Vec<String> {
    phrases
        .iter()
        .flat_map(|p| expand(p, &Twins::default(), false).unwrap_or_default())
        .collect()
}

/// A list of words in quotes, one per line, without duplicates.
fn list(out: &mut String, words: &[&String]) {
    let mut sorted: Vec<String> = words.iter().map(|w| w.trim().to_lowercase()).collect();
    sorted.sort_unstable();
    sorted.dedup();
    out.push_str("[\n");
    for word in sorted {
        // The only punctuation in phrases is hyphens, slashes, commas, apostrophes and brackets.
        let _ = writeln!(out, "  \"{word}\",");
    }
    out.push_str("]\n");
}
