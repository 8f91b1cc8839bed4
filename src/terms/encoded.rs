//! A report as the automaton reads it: the stem of each word, without articles.

use crate::lexicon::{Code, Lexicon, Phrase, Vocabulary};
use crate::text::TextBuffer;

/// The words of one report as numbers. Reused from report to report.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    /// The stems.
    pub bytes: Vec<u8>,
    /// For each of these bytes the index of its word.
    owners: Vec<u32>,
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
    form: u16,
    /// Where the postings of what it means by itself stand.
    pub postings: (u32, u32),
}

impl Encoded {
    /// Looks up the words of `buffer`.
    pub fn read(&mut self, vocabulary: &Vocabulary, buffer: &TextBuffer) {
        self.bytes.clear();
        self.owners.clear();
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
            self.push(index, code);
        }
    }

    /// The same for words that stand in no text.
    pub fn of_words<'w>(vocabulary: &Vocabulary, words: impl Iterator<Item = &'w [u8]>) -> Self {
        let mut encoded = Self::default();
        for (index, word) in words.filter(|w| !w.is_empty()).enumerate() {
            encoded.push(index, vocabulary.code(word, 0, word.len()));
        }
        encoded
    }

    #[inline]
    fn push(&mut self, token: usize, code: Code) {
        for &byte in code.bytes() {
            self.bytes.push(byte);
            self.owners.push(self.words.len() as u32);
        }
        self.words.push(Word {
            token: token as u32,
            form: code.form,
            postings: code.postings,
        });
    }

    /// The tokens of a phrase whose last word is before word `end`, unless its words have other forms there.
    #[inline]
    pub fn place(&self, lexicon: &Lexicon, phrase: &Phrase, end: usize) -> Option<(u32, u32)> {
        let words = &self.words[end - phrase.words as usize..end];
        if phrase.forms != u32::MAX {
            let forms = &lexicon.forms[phrase.forms as usize..][..words.len()];
            if forms.iter().zip(words).any(|(allowed, word)| allowed & word.form == 0) {
                return None;
            }
        }
        Some((words[0].token, words[words.len() - 1].token + 1))
    }

    /// Hands every phrase of the lexicon in these words to `take`, in order of their ends: its tokens, and where its postings stand.
    #[inline]
    pub fn each_phrase(&self, lexicon: &Lexicon, mut take: impl FnMut((u32, u32), (u32, u32))) {
        // Before each phrase the single words up to its last.
        let mut words = self.words.iter();
        for found in lexicon.automaton.find_overlapping_iter(&self.bytes) {
            let phrase = &lexicon.phrases[found.pattern()];
            let end = self.owners[found.end() - 1] as usize + 1;
            let Some(place) = self.place(lexicon, phrase, end) else {
                continue;
            };
            while self.words.len() - words.len() < end
                && let Some(word) = words.next()
            {
                take((word.token, word.token + 1), word.postings);
            }
            take(place, phrase.postings);
        }
        for word in words {
            take((word.token, word.token + 1), word.postings);
        }
    }
}
