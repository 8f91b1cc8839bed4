//! A report as the automaton reads it: the stem of each word, without articles.

use crate::lexicon::{Code, Lexicon, OpeningMatch, PREFIX_BYTES, PhraseEntry};
use crate::text::TextBuffer;
use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};

/// The words of one report as numbers. Reused from report to report.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    /// Phrases of several words: the index one past the last word, that of the first, and the number of the phrase.
    found: Vec<(u32, u32, u32)>,
    openings: Vec<OpeningMatch>,
    places: Vec<PhraseMatch>,
    /// The words, articles left out.
    pub words: Vec<Word>,
    /// The tokens that were read as a word they are a slip of, in order.
    pub misspelt: Vec<u32>,
}

/// One word of a report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its token.
    pub token: u32,
    /// One past its last token: a word cut at a line end has two.
    pub end: u32,
    /// Its stem, its form, and where the postings of what it means by itself stand.
    pub code: Code,
}

/// A phrase in the report.
#[derive(Clone, Copy, Debug)]
pub(super) struct PhraseMatch {
    /// Its first token, and one past its last.
    pub tokens: (u32, u32),
    /// Where in [`Lexicon::postings`] stands what it means.
    pub postings: (u32, u32),
}

impl Encoded {
    /// Looks up the words of `buffer`.
    pub fn encode(&mut self, lexicon: &Lexicon, buffer: &TextBuffer) {
        let vocabulary = &lexicon.vocabulary;
        self.words.clear();
        self.misspelt.clear();
        let folded = buffer.folded();
        let mut cut = buffer.cut_words();
        let mut past = 0;
        for (index, token) in buffer.tokens.iter().enumerate() {
            if index < past {
                continue;
            }
            if let [(at, (start, end)), rest @ ..] = cut
                && *at as usize == index
            {
                cut = rest;
                let code = vocabulary.code(folded, *start as usize, *end as usize);
                if !code.is_unknown() {
                    past = index + 2;
                    self.words.push(Word {
                        token: *at,
                        end: at + 2,
                        code,
                    });
                    continue;
                }
            }
            let (start, end) = (token.folded.0 as usize, token.folded.1 as usize);
            if start == end {
                continue;
            }
            let mut code = vocabulary.code(folded, start, end);
            if code.is_unknown()
                && let Some(meant) = vocabulary.misspelt.code(&folded[start..end])
            {
                code = meant;
                self.misspelt.push(index as u32);
            }
            self.words.push(Word {
                token: index as u32,
                end: index as u32 + 1,
                code,
            });
        }
    }

    /// The same for words that stand in no text.
    pub fn of_words<'w>(lexicon: &Lexicon, words: impl Iterator<Item = &'w [u8]>) -> Self {
        let mut encoded = Self::default();
        let words = words
            .filter(|w| !w.is_empty())
            .map(|word| lexicon.vocabulary.code(word, 0, word.len()));
        encoded.words.extend((0..).zip(words).map(|(token, code)| Word {
            token,
            end: token + 1,
            code,
        }));
        encoded
    }

    /// The tokens of a phrase whose last word is before word `end`, unless its words have other forms there.
    #[inline]
    pub fn place(&self, lexicon: &Lexicon, phrase: &PhraseEntry, end: usize) -> Option<(u32, u32)> {
        let words = &self.words[end - phrase.words as usize..end];
        if phrase.forms != u32::MAX {
            let forms = &lexicon.forms[phrase.forms as usize..][..words.len()];
            if forms.iter().zip(words).any(|(allowed, word)| allowed & word.code.form == 0) {
                return None;
            }
        }
        Some((words[0].token, words[words.len() - 1].end))
    }

    /// Finds the phrases of several words, by number, in order of their ends and then of their beginnings.
    pub fn find(&mut self, lexicon: &Lexicon) -> &[(u32, u32, u32)] {
        let Self {
            found, words, openings, ..
        } = self;
        lexicon.openings.find(words.iter().map(|word| word.code.stem), openings);
        found.clear();
        for &OpeningMatch { second, opening, .. } in &*openings {
            let first = second - 1;
            lexicon
                .openings
                .each_whole(opening, |phrase| insert(found, (first + 2, first, phrase)));
            let Some(triple) = words
                .get(second as usize + 1)
                .and_then(|third| lexicon.openings.third(opening, third.code.stem))
            else {
                continue;
            };
            lexicon
                .openings
                .each_whole(triple, |phrase| insert(found, (first + 3, first, phrase)));
            if let Some(state) = lexicon.openings.state(triple) {
                walk(lexicon, state, &words[first as usize + 3..], |count, phrase| {
                    insert(found, (first + 3 + count, first, phrase));
                });
            }
        }
        &self.found
    }

    /// Finds every phrase of the lexicon in these words, in order of their ends.
    pub fn phrases(&mut self, lexicon: &Lexicon) -> &[PhraseMatch] {
        self.find(lexicon);
        self.places.clear();
        let mut found = self.found.as_slice();
        for (end, word) in (1..).zip(&self.words) {
            // The word by itself, then the phrases that it ends.
            if word.code.postings.0 != word.code.postings.1 {
                self.places.push(PhraseMatch {
                    tokens: (word.token, word.end),
                    postings: word.code.postings,
                });
            }
            while let Some((&(at, _, number), rest)) = found.split_first()
                && at == end
            {
                found = rest;
                let phrase = &lexicon.phrases[number as usize];
                self.places
                    .extend(self.place(lexicon, phrase, end as usize).map(|tokens| PhraseMatch {
                        tokens,
                        postings: phrase.postings,
                    }));
            }
        }
        &self.places
    }
}

/// Hands the phrases of more than three words that go on with `words` behind the three that led to `state` to `take`: how many of these
/// words, and the number.
#[inline]
fn walk(lexicon: &Lexicon, mut state: StateID, words: &[Word], mut take: impl FnMut(u32, u32)) {
    let automaton = &lexicon.automaton;
    let mut walked = PREFIX_BYTES;
    for (count, word) in (1..).zip(words) {
        for byte in word.code.stem.bytes() {
            state = automaton.next_state(Anchored::Yes, state, byte);
            if automaton.is_dead(state) {
                return;
            }
        }
        walked += word.code.stem.len();
        if automaton.is_match(state) {
            // Behind what has been walked as a whole come the phrases that are only its end.
            let all = (0..automaton.match_len(state)).map(|i| automaton.match_pattern(state, i));
            all.take_while(|&p| automaton.pattern_len(p) == walked)
                .for_each(|p| take(count, p.as_u32()));
        }
    }
}

/// Adds a phrase that begins behind all others where its end belongs.
fn insert(found: &mut Vec<(u32, u32, u32)>, phrase: (u32, u32, u32)) {
    found.push(phrase);
    let mut at = found.len() - 1;
    while at > 0 && found[at - 1].0 > phrase.0 {
        found.swap(at - 1, at);
        at -= 1;
    }
}
