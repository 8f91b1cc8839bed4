//! Collecting the phrases of all lanes and building the one automaton.

use super::compiled::{DECOY, Lane, Phrase, PhraseText, Posting};
use super::vocabulary::{Vocabulary, Words};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

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
    pub texts: Vec<PhraseText>,
    pub forms: Vec<u16>,
    pub postings: Vec<Posting>,
    pub exact: Vec<String>,
    pub vocabulary: Vocabulary,
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

    /// Builds the automaton over the stems of all phrases.
    pub fn build(mut self) -> Result<Built, aho_corasick::BuildError> {
        // Sorting brings equal phrases together; no table of phrases is needed.
        let key = |p: &Posting| (p.lane, p.entry, p.note, p.exact);
        self.entries
            .sort_unstable_by(|a, b| (&a.0, a.1, key(&a.2)).cmp(&(&b.0, b.1, key(&b.2))));
        self.entries.dedup_by(|b, a| a.0 == b.0 && a.1 == b.1 && key(&a.2) == key(&b.2));
        let mut phrases: Vec<Phrase> = Vec::with_capacity(self.entries.len());
        let mut texts: Vec<PhraseText> = Vec::with_capacity(self.entries.len());
        let mut postings: Vec<Posting> = Vec::with_capacity(self.entries.len());
        let mut silenced = Vec::new();
        for (text, open, posting) in self.entries {
            if texts.last().is_none_or(|last| last.text != text || last.open != open) {
                let first = postings.len() as u32;
                phrases.push(Phrase {
                    postings: (first, first),
                    words: 0,
                    forms: u32::MAX,
                });
                texts.push(PhraseText { text, open });
            }
            let phrase = phrases.len() - 1;
            let own = &postings[phrases[phrase].postings.0 as usize..];
            if posting.note == DECOY
                && own
                    .iter()
                    .any(|p| p.lane == posting.lane && p.entry == posting.entry && p.exact == u32::MAX)
            {
                silenced.push((texts[phrase].text.clone(), posting.lane, posting.entry));
            }
            postings.push(posting);
            phrases[phrase].postings.1 = postings.len() as u32;
        }
        let (vocabulary, needles, forms) = encode(&texts, &mut phrases);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .prefilter(false)
            .dense_depth(1)
            .build(needles.iter())?;
        Ok(Built {
            phrases,
            texts,
            forms,
            postings,
            exact: self.exact,
            vocabulary,
            automaton,
            silenced,
        })
    }
}

/// What the automaton looks for, phrase by phrase, and the forms that the words of phrases must have; notes in `phrases` how many
/// words each has and where its forms stand, if any of its words shares its stem with another.
fn encode(texts: &[PhraseText], phrases: &mut [Phrase]) -> (Vocabulary, Needles, Vec<u16>) {
    let mut words = Words::default();
    // The words of all phrases by number; the last of an open phrase with its plurals.
    let mut numbers = Vec::with_capacity(texts.len() * 4);
    for (PhraseText { text, open }, phrase) in texts.iter().zip(phrases.iter_mut()) {
        let (before, last) = text.rsplit_once(' ').map_or((None, text.as_str()), |(b, l)| (Some(b), l));
        for word in before.iter().flat_map(|b| b.split(' ')) {
            numbers.push(words.number(word.as_bytes()));
            phrase.words = phrase.words.saturating_add(1);
        }
        if *open {
            numbers.extend(words.with_plurals(last.as_bytes()));
        } else {
            numbers.push(words.number(last.as_bytes()));
        }
        phrase.words = phrase.words.saturating_add(1);
    }
    let (vocabulary, codes) = words.finish();
    let mut shared = FxHashMap::default();
    for code in &codes {
        *shared.entry(code.stem).or_insert(0) |= code.form;
    }
    let mut needles = Needles::default();
    let mut forms = Vec::new();
    let mut rest = numbers.iter().map(|&n| codes[n as usize]);
    for (PhraseText { open, .. }, phrase) in texts.iter().zip(phrases) {
        let from = forms.len();
        let mut exact = true;
        for at in 1..=phrase.words {
            let Some(code) = rest.next() else { break };
            vocabulary.write(code, &mut needles.bytes);
            let plurals = if *open && at == phrase.words { 2 } else { 0 };
            let form = rest.by_ref().take(plurals).fold(code.form, |all, plural| all | plural.form);
            exact &= form == shared[&code.stem];
            forms.push(form);
        }
        needles.ends.push(needles.bytes.len());
        if exact {
            // Whatever word of these stems it is will do.
            forms.truncate(from);
        } else {
            phrase.forms = from as u32;
        }
    }
    (vocabulary, needles, forms)
}

/// The bytes of many phrases, one behind the other.
#[derive(Default)]
struct Needles {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Needles {
    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.bytes[start..end])
    }
}
