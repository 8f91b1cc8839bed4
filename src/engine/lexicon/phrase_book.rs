//! Collecting the phrases of all lanes and numbering them and their words for the one automaton.

use super::base::Carried;
use super::compiled::{Lane, Note, PhraseEntry, Posting};
use super::needles::Needles;
use super::prefixes::{self, Prefixes};
use super::schema::Twin;
use super::texts::{PhraseText, PhraseTexts};
use super::word_numbers::{Code, Stem, WordList, Words};
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::iter;

/// Phrases on their way into the automaton.
#[derive(Default)]
pub(super) struct PhraseBook {
    entries: Vec<BookEntry<'static>>,
    exact: Vec<String>,
}

/// A phrase and what it stands for.
struct BookEntry<'t> {
    /// The first bytes of the text: most phrases are told apart by them, without a look at the letters.
    start: u128,
    /// Folded.
    text: Cow<'t, str>,
    /// May be followed by a plural ending.
    open: bool,
    posting: Posting,
}

impl<'t> BookEntry<'t> {
    fn new(text: Cow<'t, str>, open: bool, posting: Posting) -> Self {
        let mut start = [0; 16];
        let length = text.len().min(16);
        start[..length].copy_from_slice(&text.as_bytes()[..length]);
        Self {
            start: u128::from_be_bytes(start),
            text,
            open,
            posting,
        }
    }

    /// By text; equal phrases by what they stand for.
    fn order(&self, other: &Self) -> Ordering {
        let key = |p: &Posting| (p.lane, p.entry, p.note, p.exact);
        let letters = || (&self.text, self.open, key(&self.posting)).cmp(&(&other.text, other.open, key(&other.posting)));
        self.start.cmp(&other.start).then_with(letters)
    }
}

/// The phrases and their words with numbers.
pub(super) struct Numbered {
    pub phrases: Vec<PhraseEntry>,
    pub texts: PhraseTexts,
    pub forms: Vec<u16>,
    pub postings: Vec<Posting>,
    pub exact: Vec<String>,
    pub words: WordList,
    pub needles: Needles,
    /// Phrases that an entry both claims and disclaims.
    pub silenced: Vec<(String, Lane, u16)>,
}

impl PhraseBook {
    /// Adds a folded phrase, `open` to a plural ending; the same posting twice is kept once.
    pub fn add(&mut self, text: String, open: bool, lane: Lane, entry: u16, note: Note) {
        let posting = Posting {
            lane,
            entry,
            note,
            exact: u32::MAX,
        };
        self.entries.push(BookEntry::new(text.into(), open, posting));
    }

    /// Adds a folded phrase that must be written in exactly these capitals.
    pub fn add_exact(&mut self, text: String, capitals: String, lane: Lane, entry: u16) {
        let exact = self.exact.len() as u32;
        self.exact.push(capitals);
        let posting = Posting {
            lane,
            entry,
            note: Note::Names,
            exact,
        };
        self.entries.push(BookEntry::new(text.into(), false, posting));
    }

    /// A book that has the capitals of the phrases that are carried over.
    pub fn over(carried: Option<&Carried<'_>>) -> Self {
        Self {
            entries: Vec::new(),
            exact: carried.map(|carried| carried.base.tables.exact.clone()).unwrap_or_default(),
        }
    }

    /// Sorts the phrases, those that are carried over among them, gives numbers to them and their words, and says what the
    /// automaton is to look for. `twins` tells the signs that stand for a word.
    pub fn number(mut self, carried: Option<&Carried<'_>>, twins: &[Twin]) -> Numbered {
        // Sorting brings equal phrases together; no table of phrases is needed.
        self.entries.sort_unstable_by(BookEntry::order);
        self.entries.dedup_by(|b, a| a.order(b).is_eq());
        let carried = carried.map(sorted).unwrap_or_default();
        let mut texts = PhraseTexts::default();
        let mut postings: Vec<Posting> = Vec::with_capacity(self.entries.len() + carried.len());
        let mut silenced = Vec::new();
        for BookEntry { text, open, posting, .. } in merged(carried, self.entries) {
            if texts.last().is_none_or(|last| last.text != text || last.open != open) {
                texts.push(&text, open);
            }
            let own = texts.last().map_or(0, |last| last.postings.0 as usize);
            let claims = |p: &Posting| p.lane == posting.lane && p.entry == posting.entry && p.exact == u32::MAX;
            if posting.note == Note::Decoy && postings[own..].iter().any(claims) {
                silenced.push((text.into_owned(), posting.lane, posting.entry));
            }
            postings.push(posting);
            texts.push_posting();
        }
        let encoded = encode(&texts, &mut postings, twins);
        Numbered {
            phrases: encoded.phrases,
            texts,
            forms: encoded.forms,
            postings,
            exact: self.exact,
            words: encoded.words,
            needles: encoded.needles,
            silenced,
        }
    }
}

/// The phrases that are carried over, in order.
fn sorted<'b>(carried: &Carried<'b>) -> Vec<BookEntry<'b>> {
    let tables = &carried.base.tables;
    let mut entries = Vec::with_capacity(tables.postings.len());
    for PhraseText { text, open, postings } in tables.texts.iter() {
        let first = entries.len();
        let own = &tables.postings[postings.0 as usize..postings.1 as usize];
        entries.extend(
            own.iter()
                .filter_map(|p| Some(BookEntry::new(text.into(), open, carried.posting(p)?))),
        );
        // They are in order of their text; what one phrase stands for may have other numbers now.
        entries[first..].sort_unstable_by(BookEntry::order);
    }
    entries
}

/// Two sorted lists as one.
fn merged<'t>(one: Vec<BookEntry<'t>>, other: Vec<BookEntry<'t>>) -> impl Iterator<Item = BookEntry<'t>> {
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(a), Some(b)) if b.order(a).is_lt() => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

/// Phrases as the scan looks for them.
struct Encoded {
    words: WordList,
    /// The phrases of several words.
    phrases: Vec<PhraseEntry>,
    needles: Needles,
    forms: Vec<u16>,
}

/// Phrases and their words by number; the last word of an open phrase stands with its plurals.
#[derive(Default)]
struct Sequence {
    phrases: Vec<PhraseEntry>,
    words: Vec<u32>,
}

/// Splits the phrases into those of one word, which looking up the word finds, those of two or three, which looking up as many words finds,
/// and those of more, which the automaton finds. The postings of each word by itself are added to `postings`.
fn encode(texts: &PhraseTexts, postings: &mut Vec<Posting>, twins: &[Twin]) -> Encoded {
    let mut words = Words::default();
    let (mut longer, mut short) = (Sequence::default(), Sequence::default());
    let mut singles: Vec<(u32, (u32, u32))> = Vec::new();
    for PhraseText { text, open, postings: own } in texts.iter() {
        let (before, last) = text.rsplit_once(' ').map_or((None, text), |(b, l)| (Some(b), l));
        let lasts = if open {
            SmallVec::from(words.with_plurals(last))
        } else {
            smallvec![words.number(last)]
        };
        let names = postings[own.0 as usize..own.1 as usize]
            .iter()
            .all(|p| matches!(p.lane, Lane::Finding | Lane::Part | Lane::Site));
        words.note_use(lasts[0], names);
        let Some(before) = before else {
            singles.extend(lasts.iter().map(|&word: &u32| (word, own)));
            continue;
        };
        let of = if before.split(' ').count() > 2 { &mut longer } else { &mut short };
        let first = of.words.len();
        for word in before.split(' ') {
            let number = words.number(word);
            words.note_use(number, names);
            of.words.push(number);
        }
        of.phrases.push(PhraseEntry {
            postings: own,
            forms: u32::MAX,
            words: (of.words.len() - first + 1) as u8,
            open,
        });
        of.words.extend(lasts);
    }
    // The automaton numbers what it looks for from 0.
    longer.phrases.append(&mut short.phrases);
    longer.words.append(&mut short.words);
    let Sequence {
        mut phrases,
        words: numbers,
    } = longer;
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
    for twin in twins.iter().filter(|twin| twin.whole) {
        words.stands_for(&twin.us, &twin.uk);
    }
    let (words, codes) = words.finish(|word| own[word as usize]);
    let (needles, forms) = needles(&codes, &numbers, &mut phrases);
    Encoded {
        words,
        phrases,
        needles,
        forms,
    }
}

/// What is looked for, phrase by phrase, and the forms that the words of phrases must have; notes in `phrases` where
/// its forms stand, if any of its words shares its stem with another.
fn needles(codes: &[Code], numbers: &[u32], phrases: &mut [PhraseEntry]) -> (Needles, Vec<u16>) {
    let mut shared = FxHashMap::default();
    for code in codes {
        *shared.entry(code.stem).or_insert(0) |= code.form;
    }
    let mut needles = Needles::default();
    let mut forms = Vec::new();
    let mut stems: Vec<Stem> = Vec::with_capacity(numbers.len());
    let mut ends = Vec::with_capacity(phrases.len());
    let mut rest = numbers.iter().map(|&n| codes[n as usize]);
    for phrase in &mut *phrases {
        let from = forms.len();
        let mut exact = true;
        for at in 1..=phrase.words {
            let Some(code) = rest.next() else { break };
            stems.push(code.stem);
            let plurals = if phrase.open && at == phrase.words { 2 } else { 0 };
            let form = rest.by_ref().take(plurals).fold(code.form, |all, plural| all | plural.form);
            exact &= form == shared[&code.stem];
            forms.push(form);
        }
        ends.push(stems.len());
        if exact {
            // Whatever word of these stems it is will do.
            forms.truncate(from);
        } else {
            phrase.forms = from as u32;
        }
    }
    let starts = iter::once(0).chain(ends.iter().copied());
    let phrases = starts.zip(&ends).map(|(start, &end)| &stems[start..end]);
    let (prefixes, begun) = Prefixes::new(phrases.clone());
    for (own, prefix) in phrases.zip(begun).filter(|(own, _)| own.len() > 3) {
        needles.bytes.extend(prefixes::bytes(prefix));
        needles.bytes.extend(own[3..].iter().flat_map(|stem| stem.bytes()));
        needles.ends.push(needles.bytes.len() as u32);
    }
    needles.prefixes = prefixes;
    (needles, forms)
}
