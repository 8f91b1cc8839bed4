//! Suggests additions to a lexicon: the unknown words of an archive, ranked.

use super::near::Neighbours;
use super::unknown::{Unknown, lexicon_words};
use crate::lexicon::Lexicon;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

/// The options of the suggestions.
#[derive(Clone, Copy, Debug)]
pub struct SuggestOptions {
    /// Words in fewer reports are left out.
    pub min_reports: u64,
    /// The most words in each list.
    pub limit: usize,
    /// Also lists words that are mostly capitalised like names.
    pub names: bool,
}

/// One word, or two neighbouring words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// In lower case.
    pub words: String,
    /// The number of occurrences.
    pub times: u64,
    /// The number of reports.
    pub reports: u64,
    /// The number of occurrences where a finding is named.
    pub as_finding: u64,
    /// The number of occurrences where a place is named.
    pub as_place: u64,
    #[serde(skip)]
    named: bool,
    /// The word of the lexicon that differs by one letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// True when all its words occur in phrases of the lexicon, but not together.
    pub in_phrases: bool,
    /// The first use, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
}

/// Words of an archive that are not in the lexicon, most frequent first in each list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Suggestions {
    /// Words where a finding is named.
    pub findings: Vec<Suggestion>,
    /// Words where a place is named.
    pub places: Vec<Suggestion>,
    /// Words that differ from a word of the lexicon by one letter.
    pub near_misses: Vec<Suggestion>,
    /// Other pairs of neighbouring words.
    pub pairs: Vec<Suggestion>,
    /// Other words.
    pub words: Vec<Suggestion>,
    /// Words that are mostly capitalised like names, if asked for: names of people, or terms made from names.
    pub names: Vec<Suggestion>,
}

/// Ranks the unknown words of an archive.
pub fn suggest(lexicon: &Lexicon, unknown: &Unknown, asked: SuggestOptions) -> Suggestions {
    let known = lexicon_words(lexicon);
    let neighbours = Neighbours::new(&known);
    let enough = unknown.words.iter().filter(|(_, seen)| seen.reports >= asked.min_reports);
    let mut all: Vec<Suggestion> = enough
        .map(|(words, seen)| Suggestion {
            words: words.to_string(),
            times: seen.times,
            reports: seen.reports,
            as_finding: seen.as_finding,
            as_place: seen.as_place,
            named: seen.as_name > 0 && seen.as_name * 2 >= seen.times - seen.in_capitals,
            near: Some(words)
                .filter(|w| !known.contains(&***w))
                .and_then(|w| neighbours.of(w))
                .map(str::to_owned),
            in_phrases: words.split(' ').all(|word| known.contains(word)),
            context: seen.context.as_deref().map(str::to_owned),
        })
        .collect();
    let paired = of_one_pair(&all);
    all.retain(|s| s.near.is_some() || !paired.contains(&s.words));
    let mut out = Suggestions::default();
    for suggestion in all {
        // The usual context of a word decides: nearly every word follows "in" once.
        let often = suggestion.times.div_ceil(4).max(2);
        let list = if suggestion.named {
            &mut out.names
        } else if suggestion.near.is_some() {
            &mut out.near_misses
        } else if suggestion.as_finding >= often && suggestion.as_finding >= suggestion.as_place {
            &mut out.findings
        } else if suggestion.as_place >= often {
            &mut out.places
        } else if suggestion.words.contains(' ') {
            &mut out.pairs
        } else {
            &mut out.words
        };
        list.push(suggestion);
    }
    rank(&mut out.findings, asked.limit, |s| s.as_finding);
    rank(&mut out.places, asked.limit, |s| s.as_place);
    rank(&mut out.near_misses, asked.limit, |s| s.times);
    for list in [&mut out.pairs, &mut out.words, &mut out.names] {
        // Words that are in no phrase at all come first.
        rank(list, asked.limit, |s| (!s.in_phrases, s.times));
    }
    if !asked.names {
        out.names.clear();
    }
    out
}

fn rank<K: Ord>(list: &mut Vec<Suggestion>, limit: usize, by: impl Fn(&Suggestion) -> K) {
    list.sort_by(|a, b| {
        by(b)
            .cmp(&by(a))
            .then_with(|| b.times.cmp(&a.times))
            .then_with(|| a.words.cmp(&b.words))
    });
    list.truncate(limit);
}

/// Words that mostly occur in one pair, which is listed itself.
fn of_one_pair(all: &[Suggestion]) -> FxHashSet<String> {
    let times: FxHashMap<&str, u64> = all.iter().map(|s| (s.words.as_str(), s.times)).collect();
    let pairs = all.iter().filter(|s| s.words.contains(' '));
    let halves = pairs.flat_map(|pair| pair.words.split(' ').map(move |half| (half, pair.times)));
    halves
        .filter(|(half, together)| times.get(half).is_some_and(|all| together * 5 >= all * 4))
        .map(|(half, _)| half.to_owned())
        .collect()
}
