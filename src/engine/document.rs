//! A report while it is read: the one borrowed view that every stage looks at.

use crate::lexicon::Lexicon;
use crate::structure::{Section, Sentence};
use crate::study::{Parts, Source, Study};
use crate::terms::Terms;
use crate::text::{Shape, Span, TextBuffer};
use crate::vocabulary::Region;

/// A report after it has been cut into sentences. Borrows the session that reads it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The rules.
    pub lexicon: &'a Lexicon,
    /// The text as received.
    pub text: &'a str,
    /// Its folded form and tokens.
    pub buffer: &'a TextBuffer,
    /// The phrases found.
    pub terms: &'a Terms,
    /// The sections.
    pub sections: &'a [Section],
    /// The sentences.
    pub sentences: &'a [Sentence],
    /// The kind of study; none until that stage has looked at the rest.
    pub study: Option<&'a Study>,
}

impl<'a> Document<'a> {
    /// The number of the modality in [`Studies::modalities`](crate::lexicon::Studies::modalities), and where it is known from.
    pub fn modality(&self) -> Option<(u16, Source)> {
        self.study?.modality(self)
    }

    /// True when the study is known to be of this modality.
    pub fn is_modality(&self, id: &str) -> bool {
        let known = self.modality();
        known.is_some_and(|(number, _)| self.lexicon.studies.modalities[number as usize] == id)
    }

    /// The parts of the body that are named, and where they are known from.
    pub fn body_parts(&self) -> Option<(Parts, Source)> {
        self.study?.body_parts()
    }

    /// True when the study is said to show this part of the body.
    pub fn shows(&self, part: u16) -> bool {
        self.body_parts().is_some_and(|(parts, _)| parts.has(part))
    }

    /// The region the study belongs to, and where it is known from.
    pub fn region(&self) -> Option<(Region, Source)> {
        self.study?.region()
    }

    /// True when token `index` is "the", which speaks of something as known.
    pub(crate) fn is_definite(&self, index: u32) -> bool {
        let token = &self.buffer.tokens[index as usize];
        token.shape.has(Shape::ARTICLE) && self.text[token.start as usize..token.end as usize].eq_ignore_ascii_case("the")
    }

    /// The sentence that token `index` stands in.
    pub(crate) fn sentence_at(&self, token: u32) -> Option<&'a Sentence> {
        let next = self.sentences.partition_point(|s| s.tokens.1 <= token);
        self.sentences.get(next).filter(|s| s.tokens.0 <= token)
    }

    /// True when token `index` is "the", "a" or "an".
    pub(crate) fn is_article(&self, index: u32) -> bool {
        self.buffer.tokens[index as usize].shape.has(Shape::ARTICLE)
    }

    /// The place in the text of a range of tokens.
    pub fn span(&self, tokens: (u32, u32)) -> Span {
        self.buffer.span(tokens.0, tokens.1)
    }
}
