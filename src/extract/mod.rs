//! From terms to findings: composing parts, binding sites and attributes.

mod mention;

pub use mention::*;

use crate::lexicon::Lexicon;
use crate::structure::{Section, Sentence};
use crate::terms::Terms;
use crate::text::TextBuffer;

/// What the stages after segmentation read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
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
    /// The kind of study (`CT`, `MR`), where the caller knows it.
    pub modality: Option<&'a str>,
}

/// Working memory of this stage.
#[derive(Debug, Default)]
pub struct Scratch {}

/// Finds the mentions of a report, in order of place, without their context.
pub fn find_mentions(_input: &Input, _scratch: &mut Scratch, mentions: &mut Vec<Mention>) {
    mentions.clear();
}
