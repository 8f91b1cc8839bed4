//! Collecting the phrases of all lanes and building the one automaton.

use super::compiled::{DECOY, Lane, Phrase, PhraseText, Posting};
use super::openings::Openings;
use super::word_numbers::{Code, Stem, Vocabulary, Words};
use aho_corasick::MatchKind;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::nfa::noncontiguous;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

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
    pub openings: Openings,
    pub automaton: NFA,
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
        let mut texts: Vec<PhraseText> = Vec::with_capacity(self.entries.len());
        let mut postings: Vec<Posting> = Vec::with_capacity(self.entries.len());
        // Where the postings of each phrase end.
        let mut ends: Vec<u32> = Vec::with_capacity(self.entries.len());
        let mut silenced = Vec::new();
        for (text, open, posting) in self.entries {
            if texts.last().is_none_or(|last| last.text != text || last.open != open) {
                let from = postings.len() as u32;
                texts.push(PhraseText {
                    text,
                    open,
                    postings: (from, from),
                });
                ends.push(postings.len() as u32);
            }
            let phrase = texts.len() - 1;
            let own = &postings[phrase.checked_sub(1).map_or(0, |before| ends[before] as usize)..];
            if posting.note == DECOY
                && own
                    .iter()
                    .any(|p| p.lane == posting.lane && p.entry == posting.entry && p.exact == u32::MAX)
            {
                silenced.push((texts[phrase].text.clone(), posting.lane, posting.entry));
            }
            postings.push(posting);
            ends[phrase] = postings.len() as u32;
            texts[phrase].postings.1 = postings.len() as u32;
        }
        let encoded = encode(&texts, &ends, &mut postings);
        // Deeper states made fast to step through would be many times the rest of the automaton.
        const DENSE_DEPTH: usize = 1;
        let linked = noncontiguous::Builder::new()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .dense_depth(DENSE_DEPTH)
            .build(encoded.needles.iter())?;
        let automaton = NFA::builder().dense_depth(DENSE_DEPTH).build_from_noncontiguous(&linked)?;
        let openings = Openings::new(encoded.needles.openings, &automaton);
        Ok(Built {
            phrases: encoded.phrases,
            texts,
            forms: encoded.forms,
            postings,
            exact: self.exact,
            vocabulary: encoded.vocabulary,
            openings,
            automaton,
            silenced,
        })
    }
}

/// Phrases as the scan looks for them.
struct Encoded {
    vocabulary: Vocabulary,
    /// The phrases of several words.
    phrases: Vec<Phrase>,
    needles: Needles,
    forms: Vec<u16>,
}

/// Splits the phrases into those of one word, which looking up the word finds, and those of several, which the automaton finds.
/// The postings of phrase `i` end at `ends[i]`; those of each word by itself are added to them.
fn encode(texts: &[PhraseText], ends: &[u32], postings: &mut Vec<Posting>) -> Encoded {
    let mut words = Words::default();
    // The words of the phrases of several words by number; the last of an open phrase with its plurals.
    let mut numbers = Vec::with_capacity(texts.len() * 4);
    let mut phrases = Vec::with_capacity(texts.len());
    let mut singles: Vec<(u32, (u32, u32))> = Vec::new();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    for (PhraseText { text, open, .. }, own) in texts.iter().zip(starts.zip(ends.iter().copied())) {
        let (before, last) = text.rsplit_once(' ').map_or((None, text.as_str()), |(b, l)| (Some(b), l));
        let lasts = if *open {
            SmallVec::from(words.with_plurals(last.as_bytes()))
        } else {
            smallvec![words.number(last.as_bytes())]
        };
        let names = postings[own.0 as usize..own.1 as usize]
            .iter()
            .all(|p| matches!(p.lane, Lane::Finding | Lane::Part | Lane::Site));
        words.note_use(lasts[0], names);
        let Some(before) = before else {
            singles.extend(lasts.iter().map(|&word: &u32| (word, own)));
            continue;
        };
        let first = numbers.len();
        for word in before.split(' ') {
            let number = words.number(word.as_bytes());
            words.note_use(number, names);
            numbers.push(number);
        }
        phrases.push(Phrase {
            postings: own,
            forms: u32::MAX,
            words: (numbers.len() - first + 1).min(255) as u8,
            open: *open,
        });
        numbers.extend(lasts);
    }
    singles.sort_by_key(|single| single.0);
    let mut own = vec![(0, 0); words.len()];
    for (word, (from, to)) in singles {
        let place: &mut (u32, u32) = &mut own[word as usize];
        if place.0 == place.1 {
            *place = (postings.len() as u32, postings.len() as u32);
        }
        postings.extend_from_within(from as usize..to as usize);
        place.1 = postings.len() as u32;
    }
    let (vocabulary, codes) = words.finish(|word| own[word as usize]);
    let (needles, forms) = needles(&codes, &numbers, &mut phrases);
    Encoded {
        vocabulary,
        phrases,
        needles,
        forms,
    }
}

/// The bytes the automaton looks for, phrase by phrase, and the forms that the words of phrases must have; notes in `phrases` where
/// its forms stand, if any of its words shares its stem with another.
fn needles(codes: &[Code], numbers: &[u32], phrases: &mut [Phrase]) -> (Needles, Vec<u16>) {
    let mut shared = FxHashMap::default();
    for code in codes {
        *shared.entry(code.stem).or_insert(0) |= code.form;
    }
    let mut needles = Needles::default();
    let mut forms = Vec::new();
    let mut rest = numbers.iter().map(|&n| codes[n as usize]);
    for phrase in phrases {
        let from = forms.len();
        let mut exact = true;
        if let [Some(first), Some(second)] = [0, 1].map(|at| rest.clone().nth(at)) {
            needles.openings.push((first.stem, second.stem, phrase.words > 2));
        }
        for at in 1..=phrase.words {
            let Some(code) = rest.next() else { break };
            needles.bytes.extend(code.stem.bytes());
            let plurals = if phrase.open && at == phrase.words { 2 } else { 0 };
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
    (needles, forms)
}

/// The bytes of many phrases, one behind the other, and which two words begin them and whether there are more.
#[derive(Default)]
struct Needles {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    openings: Vec<(Stem, Stem, bool)>,
}

impl Needles {
    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.bytes[start..end])
    }
}
