//! Collecting the phrases of all lanes and numbering them and their words.

use super::base::Carried;
use super::compiled::{Lane, Note, Phrase, Posting};
use super::texts::{PhraseText, PhraseTexts};
use super::tree::Tree;
use super::word_numbers::{Code, Stem, WordList, Words};
use smallvec::{SmallVec, smallvec};
use std::borrow::Cow;
use std::{iter, mem};

/// Phrases on their way into the lexicon.
#[derive(Default)]
pub(super) struct PhraseBook {
    entries: Vec<Entry<'static>>,
    exact: Vec<String>,
}

/// A phrase and what it stands for.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'t> {
    /// Folded.
    text: Cow<'t, str>,
    /// May be followed by a plural ending.
    open: bool,
    posting: Posting,
}

/// The phrases and their words with numbers.
pub(super) struct Numbered {
    pub phrases: Vec<Phrase>,
    pub texts: PhraseTexts,
    pub forms: Vec<u16>,
    pub postings: Vec<Posting>,
    pub exact: Vec<String>,
    pub words: WordList,
    pub tree: Tree,
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
        self.entries.push(Entry {
            text: text.into(),
            open,
            posting,
        });
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
        self.entries.push(Entry {
            text: text.into(),
            open: false,
            posting,
        });
    }

    /// A book that has the capitals of the phrases that are carried over.
    pub fn over(carried: Option<&Carried<'_>>) -> Self {
        Self {
            entries: Vec::new(),
            exact: carried.map(|carried| carried.base.tables.exact.clone()).unwrap_or_default(),
        }
    }

    /// Sorts the phrases, those that are carried over among them, gives numbers to them and their words, and makes a tree of them.
    pub fn number(self, carried: Option<&Carried<'_>>) -> Numbered {
        // Sorting brings equal phrases together; no table of phrases is needed.
        let own = sorted(self.entries);
        let carried = carried.map(sorted_already).unwrap_or_default();
        let mut texts = PhraseTexts::default();
        let mut postings: Vec<Posting> = Vec::with_capacity(own.len() + carried.len());
        let mut silenced = Vec::new();
        for Entry { text, open, posting, .. } in merged(carried, own) {
            if texts.last().is_none_or(|last| last.text != text || last.open != open) {
                texts.push(&text, open);
            }
            let first = texts.last().map_or(0, |last| last.postings.0 as usize);
            let claims = |p: &Posting| p.lane == posting.lane && p.entry == posting.entry && p.exact == u32::MAX;
            if posting.note == Note::Decoy && postings[first..].iter().any(claims) {
                silenced.push((text.into_owned(), posting.lane, posting.entry));
            }
            postings.push(posting);
            texts.push_posting();
        }
        let encoded = encode(&texts, &mut postings);
        Numbered {
            phrases: encoded.phrases,
            texts,
            forms: encoded.forms,
            postings,
            exact: self.exact,
            words: encoded.words,
            tree: encoded.tree,
            silenced,
        }
    }
}

/// The phrases in order, by their texts and then by what they stand for, none twice.
fn sorted(mut entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    // The first bytes tell most phrases apart without a look at the letters, and what is moved is small.
    let start = |entry: &Entry| {
        let mut start = [0; 16];
        let length = entry.text.len().min(16);
        start[..length].copy_from_slice(&entry.text.as_bytes()[..length]);
        u128::from_be_bytes(start)
    };
    let mut order: Vec<(u128, usize)> = entries.iter().map(start).zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| entries[a.1].cmp(&entries[b.1])));
    let take = |(_, at): (u128, usize)| Entry {
        text: mem::take(&mut entries[at].text),
        ..entries[at]
    };
    let mut sorted: Vec<_> = order.into_iter().map(take).collect();
    sorted.dedup();
    sorted
}

/// The phrases that are carried over, in order.
fn sorted_already<'b>(carried: &Carried<'b>) -> Vec<Entry<'b>> {
    let tables = &carried.base.tables;
    let mut entries = Vec::with_capacity(tables.postings.len());
    for PhraseText { text, open, postings } in tables.texts.iter() {
        let first = entries.len();
        let own = &tables.postings[postings.0 as usize..postings.1 as usize];
        entries.extend(own.iter().filter_map(|p| {
            Some(Entry {
                text: text.into(),
                open,
                posting: carried.posting(p)?,
            })
        }));
        // They are in order of their text; what one phrase stands for may have other numbers now.
        entries[first..].sort_unstable();
    }
    entries
}

/// Two sorted lists as one.
fn merged<'t>(one: Vec<Entry<'t>>, other: Vec<Entry<'t>>) -> impl Iterator<Item = Entry<'t>> {
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(a), Some(b)) if b < a => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

/// Phrases as the scan looks for them.
struct Encoded {
    words: WordList,
    /// The phrases of several words.
    phrases: Vec<Phrase>,
    tree: Tree,
    forms: Vec<u16>,
}

/// Gives numbers to the phrases of several words and to all words, and makes a tree of the phrases. A phrase of one word is found by looking up
/// the word: the postings of each word by itself are added to `postings`.
fn encode(texts: &PhraseTexts, postings: &mut Vec<Posting>) -> Encoded {
    let mut words = Words::with_room(texts.len());
    let mut phrases = Vec::new();
    // The words of the phrases by number; the last word of an open phrase stands with its plurals.
    let mut numbers = Vec::new();
    let mut singles: Vec<(u32, (u32, u32))> = Vec::new();
    for PhraseText { text, open, postings: own } in texts.iter() {
        let (before, last) = text.rsplit_once(' ').map_or((None, text), |(b, l)| (Some(b), l));
        let lasts: SmallVec<[u32; 3]> = if open {
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
        let first = numbers.len();
        for word in before.split(' ') {
            let number = words.number(word);
            words.note_use(number, names);
            numbers.push(number);
        }
        phrases.push(Phrase {
            postings: own,
            forms: u32::MAX,
            words: (numbers.len() - first + 1) as u8,
            open,
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
    let (words, codes) = words.finish(|word| own[word as usize]);
    let (tree, forms) = tree(&codes, &numbers, &mut phrases);
    Encoded {
        words,
        phrases,
        tree,
        forms,
    }
}

/// The tree of the phrases, and the forms that their words must have; notes in `phrases` where its forms stand, if any of its words shares its
/// stem with another.
fn tree(codes: &[Code], numbers: &[u32], phrases: &mut [Phrase]) -> (Tree, Vec<u16>) {
    // By number of the stem, which is below that of words.
    let mut shared = vec![0_u16; codes.len() + 1];
    for code in codes {
        shared[code.stem.number() as usize] |= code.form;
    }
    let mut forms = Vec::new();
    let mut stems: Vec<Stem> = Vec::with_capacity(numbers.len());
    let mut rest = numbers.iter().map(|&n| codes[n as usize]);
    for phrase in &mut *phrases {
        let from = forms.len();
        let mut exact = true;
        for at in 1..=phrase.words {
            let Some(code) = rest.next() else { break };
            stems.push(code.stem);
            let plurals = if phrase.open && at == phrase.words { 2 } else { 0 };
            let form = rest.by_ref().take(plurals).fold(code.form, |all, plural| all | plural.form);
            exact &= form == shared[code.stem.number() as usize];
            forms.push(form);
        }
        if exact {
            // Whatever word of these stems it is will do.
            forms.truncate(from);
        } else {
            phrase.forms = from as u32;
        }
    }
    let mut rest = stems.as_slice();
    let own = |phrase: &Phrase| {
        let (own, behind) = rest.split_at(phrase.words.into());
        rest = behind;
        own
    };
    (Tree::new(phrases.iter().map(own)), forms)
}
