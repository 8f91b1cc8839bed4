//! Entries of a lexicon that have no effect in an archive, or an unexpected one.

use super::phrases::{Phrases, entry_name};
use super::spelling::{MissingTwin, missing_twins};
use super::usage::{LANES, Usage};
use crate::lexicon::{Effect, HoldsIn, Lane, Lexicon, Note, PatternPiece};
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::cmp::Reverse;

/// Everything that deserves a look; none of it has to be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Doubts {
    /// Entries that were never found.
    pub never_matched: Vec<Unused>,
    /// Phrases that always lost their words to phrases of another entry.
    pub shadowed: Vec<Shadowed>,
    /// Pairs of entries of one lane with the same words.
    pub claimed_twice: Vec<Claimed>,
    /// Cues that never decided the reading of a finding.
    pub idle_cues: Vec<IdleCue>,
    /// Phrases that are known in British or American spelling only.
    pub missing_spellings: Vec<MissingTwin>,
}

/// An entry that was never found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unused {
    /// `kind/id`.
    pub entry: String,
    /// The number of its phrases.
    pub phrases: usize,
}

/// A phrase that always lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shadowed {
    /// `kind/id`.
    pub entry: String,
    /// The phrase, folded.
    pub phrase: String,
    /// The number of its occurrences.
    pub times: u64,
    /// The first entry it lost to.
    pub by: String,
    /// The first phrase it lost to.
    pub by_phrase: String,
}

/// Two entries with the same words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claimed {
    /// The two entries, as `kind/id`.
    pub entries: [String; 2],
    /// A phrase that both have.
    pub phrase: String,
    /// The number of occurrences.
    pub times: u64,
}

/// A cue that never decided anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdleCue {
    /// `cue/id`.
    pub entry: String,
    /// The number of its occurrences.
    pub times: u64,
    /// How often it reached a finding and was overruled by another rule.
    pub overruled: u64,
}

/// Checks a lexicon by the usage of its phrases.
pub fn doubts(lexicon: &Lexicon, phrases: &Phrases, usage: &Usage) -> Doubts {
    Doubts {
        never_matched: never_matched(lexicon, phrases, usage),
        shadowed: shadowed(lexicon, phrases, usage),
        claimed_twice: claimed(lexicon, phrases, usage),
        idle_cues: idle_cues(lexicon, usage),
        missing_spellings: missing_twins(lexicon),
    }
}

fn never_matched(lexicon: &Lexicon, phrases: &Phrases, usage: &Usage) -> Vec<Unused> {
    // The number of phrases of each entry, and of their occurrences.
    let mut entries = std::collections::BTreeMap::<(Lane, u16), (usize, u64)>::new();
    for (index, posting) in phrases.originals(lexicon) {
        if posting.note != Note::Decoy && LANES.contains(&posting.lane) {
            let own = entries.entry((posting.lane, posting.entry)).or_default();
            own.0 += 1;
            own.1 += usage.phrases.get(&index).map_or(0, |u| u.found);
        }
    }
    // A finding may also come from patterns, or from another finding that becomes it.
    for finding in 0..lexicon.findings.len() as u16 {
        let statements = usage.findings.get(&finding).copied().unwrap_or(0);
        entries.entry((Lane::Finding, finding)).or_default().1 += statements;
    }
    let of_patterns: FxHashSet<u16> = patterns_of(lexicon);
    entries
        .into_iter()
        .filter(|((lane, entry), (own, found))| {
            let says_something = *own > 0 || (*lane == Lane::Finding && of_patterns.contains(entry));
            *found == 0 && says_something
        })
        .map(|((lane, entry), (own, _))| Unused {
            entry: entry_name(lexicon, lane, entry),
            phrases: own,
        })
        .collect()
}

/// The findings that are made by patterns.
fn patterns_of(lexicon: &Lexicon) -> FxHashSet<u16> {
    let made = lexicon
        .patterns
        .iter()
        .filter(|p| p.pieces.iter().any(|piece| matches!(piece, PatternPiece::Part(_))));
    made.map(|p| p.finding.0).collect()
}

fn shadowed(lexicon: &Lexicon, phrases: &Phrases, usage: &Usage) -> Vec<Shadowed> {
    let mut all: Vec<Shadowed> = usage
        .phrases
        .iter()
        .filter(|(_, own)| own.kept == 0)
        .filter_map(|(&index, own)| {
            let posting = &lexicon.postings[index as usize];
            let by = own.beaten_by?;
            Some(Shadowed {
                entry: entry_name(lexicon, posting.lane, posting.entry),
                phrase: phrases.text(lexicon, index).to_owned(),
                times: own.found,
                by: entry_name(lexicon, posting.lane, lexicon.postings[by as usize].entry),
                by_phrase: phrases.text(lexicon, by).to_owned(),
            })
        })
        .collect();
    all.sort_by(|a, b| (Reverse(a.times), &a.entry, &a.phrase).cmp(&(Reverse(b.times), &b.entry, &b.phrase)));
    all
}

fn claimed(lexicon: &Lexicon, phrases: &Phrases, usage: &Usage) -> Vec<Claimed> {
    let mut all: Vec<Claimed> = usage
        .claims
        .iter()
        .map(|(&(lane, a, b), &(times, phrase))| Claimed {
            entries: [a, b].map(|entry| entry_name(lexicon, lane, entry)),
            phrase: phrases.text(lexicon, phrase).to_owned(),
            times,
        })
        .collect();
    all.sort_by(|a, b| (Reverse(a.times), &a.entries).cmp(&(Reverse(b.times), &b.entries)));
    all
}

fn idle_cues(lexicon: &Lexicon, usage: &Usage) -> Vec<IdleCue> {
    let mut all: Vec<IdleCue> = usage
        .cues
        .iter()
        .filter(|(cue, own)| own.kept > 0 && own.decided == 0 && leaves_a_trace(lexicon.cues[**cue as usize].makes))
        .map(|(&cue, own)| IdleCue {
            entry: entry_name(lexicon, Lane::Cue, cue),
            times: own.kept,
            overruled: own.reached,
        })
        .collect();
    all.sort_by(|a, b| (Reverse(a.times), &a.entry).cmp(&(Reverse(b.times), &b.entry)));
    all
}

/// Recommendations remove findings, and statements in a request keep their reading: neither effect shows in a finding.
fn leaves_a_trace(makes: Effect) -> bool {
    !(makes.removes || (makes.is_past() && makes.holds_in == HoldsIn::Request))
}
