//! A report as the automaton reads it: the stem of each word, without articles.

use crate::lexicon::{Lexicon, Phrase, Vocabulary};
use crate::text::{Shape, TextBuffer};

/// The words of one report as numbers. Reused from report to report.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    /// The stems, a fixed number of bytes each.
    pub bytes: Vec<u8>,
    /// For each word that is no article its token and its form.
    words: Vec<(u32, u16)>,
}

impl Encoded {
    /// Looks up the words of `buffer`.
    pub fn read(&mut self, vocabulary: &Vocabulary, buffer: &TextBuffer) {
        self.bytes.clear();
        self.words.clear();
        let mut start = 1;
        for (index, token) in buffer.tokens.iter().enumerate() {
            let end = token.folded_end as usize;
            if !token.shape.has(Shape::ARTICLE) {
                let code = vocabulary.code(&buffer.folded, start, end);
                vocabulary.write(code, &mut self.bytes);
                self.words.push((index as u32, code.form));
            }
            start = end + 1;
        }
    }

    /// The same for words that stand in no text.
    pub fn of_words<'w>(vocabulary: &Vocabulary, words: impl Iterator<Item = &'w [u8]>) -> Self {
        let mut encoded = Self::default();
        for (index, word) in words.filter(|w| !w.is_empty()).enumerate() {
            let code = vocabulary.code(word, 0, word.len());
            vocabulary.write(code, &mut encoded.bytes);
            encoded.words.push((index as u32, code.form));
        }
        encoded
    }

    /// The tokens of a phrase that ends at byte `end`, unless its words have other forms there.
    #[inline]
    pub fn place(&self, lexicon: &Lexicon, phrase: &Phrase, end: usize) -> Option<(u32, u32)> {
        let end = lexicon.vocabulary.words_in(end);
        let words = &self.words[end - phrase.words as usize..end];
        if phrase.forms != u32::MAX {
            let forms = &lexicon.forms[phrase.forms as usize..][..words.len()];
            if forms.iter().zip(words).any(|(allowed, word)| allowed & word.1 == 0) {
                return None;
            }
        }
        Some((words[0].0, words[words.len() - 1].0 + 1))
    }
}
