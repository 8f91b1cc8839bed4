//! Collecting the phrases of all lanes and building the one automaton.

use super::compiled::{DECOY, Lane, Phrase, Posting};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Phrases on their way into the automaton.
#[derive(Default)]
pub(super) struct PhraseBook {
    /// Folded text, open to a plural ending or not, and what it stands for.
    entries: Vec<(String, bool, Posting)>,
    exact: Vec<String>,
}

/// The automaton and the tables that go with it.
pub(super) struct Built {
    pub phrases: Vec<Phrase>,
    pub postings: Vec<Posting>,
    pub exact: Vec<String>,
    pub automaton: AhoCorasick,
    /// Phrases that an entry both claims and disclaims.
    pub silenced: Vec<(String, Lane, u16)>,
}

impl PhraseBook {
    /// Adds a folded phrase, `open` to a plural ending; the same posting twice is kept once.
    pub fn add(&mut self, text: String, open: bool, lane: Lane, entry: u16, note: u8) {
        self.entries.push((
            text,
            open,
            Posting {
                lane,
                entry,
                note,
                exact: u32::MAX,
            },
        ));
    }

    /// Adds a folded phrase that must be written in exactly these capitals.
    pub fn add_exact(&mut self, text: String, capitals: String, lane: Lane, entry: u16) {
        let exact = self.exact.len() as u32;
        self.exact.push(capitals);
        self.entries.push((
            text,
            false,
            Posting {
                lane,
                entry,
                note: 0,
                exact,
            },
        ));
    }

    /// Builds the automaton over all phrases, each with a blank before it and, unless it is open to a plural ending, one after it.
    pub fn build(mut self) -> Result<Built, aho_corasick::BuildError> {
        // Sorting brings equal phrases together; no table of phrases is needed.
        let key = |p: &Posting| (p.lane, p.entry, p.note, p.exact);
        self.entries
            .sort_unstable_by(|a, b| (&a.0, a.1, key(&a.2)).cmp(&(&b.0, b.1, key(&b.2))));
        self.entries.dedup_by(|b, a| a.0 == b.0 && a.1 == b.1 && key(&a.2) == key(&b.2));
        let mut phrases: Vec<Phrase> = Vec::with_capacity(self.entries.len());
        let mut postings: Vec<Posting> = Vec::with_capacity(self.entries.len());
        let mut needles = Vec::with_capacity(self.entries.len());
        let mut silenced = Vec::new();
        let mut last: Option<(&str, bool)> = None;
        for (text, open, posting) in &self.entries {
            if last != Some((text, *open)) {
                let words = text.split(' ').count().min(255) as u8;
                let first = postings.len() as u32;
                phrases.push(Phrase {
                    postings: (first, first),
                    words,
                    open: *open,
                });
                needles.push(if *open { format!(" {text}") } else { format!(" {text} ") });
                last = Some((text, *open));
            }
            let phrase = phrases.len() - 1;
            let own = &postings[phrases[phrase].postings.0 as usize..];
            if posting.note == DECOY
                && own
                    .iter()
                    .any(|p| p.lane == posting.lane && p.entry == posting.entry && p.exact == u32::MAX)
            {
                silenced.push((text.clone(), posting.lane, posting.entry));
            }
            postings.push(*posting);
            phrases[phrase].postings.1 = postings.len() as u32;
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .prefilter(false)
            .build(&needles)?;
        Ok(Built {
            phrases,
            postings,
            exact: self.exact,
            automaton,
            silenced,
        })
    }
}
