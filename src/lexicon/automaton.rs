//! Collecting the phrases of all lanes and building the one automaton.

use super::compiled::{Lane, Phrase, Posting};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::HashMap;

/// Phrases on their way into the automaton.
#[derive(Default)]
pub(super) struct PhraseBook {
    by_text: HashMap<(String, bool), Vec<Posting>>,
    exact: Vec<String>,
}

/// The automaton and the tables that go with it.
pub(super) struct Built {
    pub phrases: Vec<Phrase>,
    pub postings: Vec<Posting>,
    pub exact: Vec<String>,
    pub automaton: AhoCorasick,
}

impl PhraseBook {
    /// Adds a folded phrase, `open` to a plural ending; the same posting twice is kept once.
    pub fn add(&mut self, text: String, open: bool, lane: Lane, entry: u16, note: u8) {
        self.push((text, open), Posting { lane, entry, note, exact: u32::MAX });
    }

    /// Adds a folded phrase that must be written in exactly these capitals.
    pub fn add_exact(&mut self, text: String, capitals: String, lane: Lane, entry: u16) {
        let exact = self.exact.len() as u32;
        self.exact.push(capitals);
        self.push((text, false), Posting { lane, entry, note: 0, exact });
    }

    fn push(&mut self, text: (String, bool), posting: Posting) {
        let postings = self.by_text.entry(text).or_default();
        let same = |p: &Posting| (p.lane, p.entry, p.note) == (posting.lane, posting.entry, posting.note) && p.exact == u32::MAX;
        if !postings.iter().any(same) {
            postings.push(posting);
        }
    }

    /// Builds the automaton over all phrases, each with a blank before it and, unless it is open to a plural ending, one after it.
    pub fn build(self) -> Result<Built, aho_corasick::BuildError> {
        let mut entries: Vec<_> = self.by_text.into_iter().collect();
        entries.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut phrases = Vec::with_capacity(entries.len());
        let mut postings = Vec::with_capacity(entries.len());
        let mut needles = Vec::with_capacity(entries.len());
        for ((text, open), mut own) in entries {
            let first = postings.len() as u32;
            let words = text.split(' ').count().min(255) as u8;
            own.sort_unstable_by_key(|p| (p.lane, p.entry, p.note));
            postings.append(&mut own);
            phrases.push(Phrase { postings: (first, postings.len() as u32), words, open });
            needles.push(if open { format!(" {text}") } else { format!(" {text} ") });
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .prefilter(false)
            .build(&needles)?;
        Ok(Built { phrases, postings, exact: self.exact, automaton })
    }
}
