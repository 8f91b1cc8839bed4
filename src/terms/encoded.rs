//! A report as the automaton reads it: the stem of each word, without articles.

use crate::lexicon::{Code, Lexicon, Phrase};
use crate::text::TextBuffer;
use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;

/// The words of one report as numbers. Reused from report to report.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    /// The words, by index, that may be the first of a phrase of several words.
    openings: Vec<u32>,
    /// The word looked up last.
    last: Option<Code>,
    /// Phrases of several words: the index one past the last word, that of the first, and the number of the phrase.
    found: Vec<(u32, u32, u32)>,
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
    /// Its stem, its form, and where the postings of what it means by itself stand.
    pub code: Code,
}

impl Encoded {
    /// Looks up the words of `buffer`.
    pub fn read(&mut self, lexicon: &Lexicon, buffer: &TextBuffer) {
        let vocabulary = &lexicon.vocabulary;
        self.openings.clear();
        self.last = None;
        self.words.clear();
        self.misspelt.clear();
        let folded = buffer.folded();
        for (index, token) in buffer.tokens.iter().enumerate() {
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
            self.push(lexicon, index, code);
        }
    }

    /// The same for words that stand in no text.
    pub fn of_words<'w>(lexicon: &Lexicon, words: impl Iterator<Item = &'w [u8]>) -> Self {
        let mut encoded = Self::default();
        for (index, word) in words.filter(|w| !w.is_empty()).enumerate() {
            encoded.push(lexicon, index, lexicon.vocabulary.code(word, 0, word.len()));
        }
        encoded
    }

    #[inline]
    fn push(&mut self, lexicon: &Lexicon, token: usize, code: Code) {
        let number = self.words.len() as u32;
        if let Some(last) = self.last.replace(code)
            && lexicon.openings.may_have(last, code)
        {
            self.openings.push(number - 1);
        }
        self.words.push(Word { token: token as u32, code });
    }

    /// The tokens of a phrase whose last word is before word `end`, unless its words have other forms there.
    #[inline]
    pub fn place(&self, lexicon: &Lexicon, phrase: &Phrase, end: usize) -> Option<(u32, u32)> {
        let words = &self.words[end - phrase.words as usize..end];
        if phrase.forms != u32::MAX {
            let forms = &lexicon.forms[phrase.forms as usize..][..words.len()];
            if forms.iter().zip(words).any(|(allowed, word)| allowed & word.code.form == 0) {
                return None;
            }
        }
        Some((words[0].token, words[words.len() - 1].token + 1))
    }

    /// Finds the phrases of several words, by number, in order of their ends and then of their beginnings.
    pub fn find(&mut self, lexicon: &Lexicon) -> &[(u32, u32, u32)] {
        let automaton = &lexicon.automaton;
        self.found.clear();
        // The automaton has both beginnings: a contiguous NFA is built for searches of either kind.
        let Ok(start) = automaton.start_state(Anchored::Yes) else {
            return &[];
        };
        for &first in &self.openings {
            let (mut state, mut walked) = (start, 0);
            for word in &self.words[first as usize..] {
                let stem = word.code.bytes();
                walked += stem.len();
                for &byte in stem {
                    state = automaton.next_state(Anchored::Yes, state, byte);
                }
                if automaton.is_dead(state) {
                    break;
                }
                if !automaton.is_match(state) {
                    continue;
                }
                // Behind what has been walked as a whole come the phrases that are only its end.
                let whole = (0..automaton.match_len(state)).map(|i| automaton.match_pattern(state, i));
                for phrase in whole.take_while(|&p| automaton.pattern_len(p) == walked) {
                    let end = first + u32::from(lexicon.phrases[phrase.as_usize()].words);
                    self.found.push((end, first, phrase.as_u32()));
                }
            }
        }
        // Almost in order already.
        self.found.sort_by_key(|f| (f.0, f.1));
        &self.found
    }

    /// Hands every phrase of the lexicon in these words to `take`, in order of their ends: its tokens, and where its postings stand.
    #[inline]
    pub fn each_phrase(&mut self, lexicon: &Lexicon, mut take: impl FnMut((u32, u32), (u32, u32))) {
        self.find(lexicon);
        // Before each phrase the single words up to its last.
        let mut words = self.words.iter();
        for &(end, _, number) in &self.found {
            let (end, phrase) = (end as usize, &lexicon.phrases[number as usize]);
            let Some(place) = self.place(lexicon, phrase, end) else {
                continue;
            };
            while self.words.len() - words.len() < end
                && let Some(word) = words.next()
            {
                take((word.token, word.token + 1), word.code.postings);
            }
            take(place, phrase.postings);
        }
        for word in words {
            take((word.token, word.token + 1), word.code.postings);
        }
    }
}
