//! Sections, lines and sentences.
//!
//! This stage runs after the scan, because headings are lexicon phrases that the same single pass has found.

mod headings;
mod items;
mod lines;
mod sections;
mod sentences;
mod signs;
mod table;
mod told_results;
mod zones;

pub use signs::{Answer, Signs};

use crate::lexicon::{Lexicon, SectionId};
use crate::terms::Terms;
use crate::text::{Gap, TextBuffer};
use crate::vocabulary::Role;

/// No label with an answer is longer, in tokens.
const LONGEST_LABEL: u32 = 10;

/// No row of a table has more tokens.
const LONGEST_ROW: u32 = 60;

/// Working memory of this stage.
#[derive(Debug, Default)]
pub struct StructureScratch {
    lines: lines::Lines,
    signs: signs::FoundSigns,
    items: Vec<signs::Item>,
    borders: Vec<u32>,
}

impl StructureScratch {
    /// The tokens before which no phrase goes on, in order: where the sentences of the text cut last begin and end, and behind semicolons.
    pub fn borders(&self) -> &[u32] {
        &self.borders
    }
}

/// Cuts a report into sections and these into sentences, both in order, from the phrases that [`Terms::find`] found.
pub fn cut(
    lexicon: &Lexicon,
    signs: &Signs,
    buffer: &TextBuffer,
    terms: &mut Terms,
    scratch: &mut StructureScratch,
    sections: &mut Vec<Section>,
    sentences: &mut Vec<Sentence>,
) {
    scratch.lines.find(buffer);
    scratch.signs.take(signs, terms);
    sections::find(lexicon, buffer, terms, &scratch.lines, sections);
    sentences::find(buffer, scratch, sections, sentences);
    let zones = zones::Zones {
        lexicon,
        buffer,
        terms,
        signs: &scratch.signs,
    };
    zones.find(sections, sentences);
    scratch.borders.clear();
    for sentence in sentences.iter() {
        let (first, end) = sentence.tokens;
        scratch.borders.push(first);
        let ends = |i: &u32| buffer.tokens[*i as usize].gap.has(Gap::SEMICOLON);
        scratch.borders.extend((first + 1..end).filter(ends));
        scratch.borders.push(end);
    }
}

/// A stretch of the report below one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// What its text is.
    pub role: Role,
    /// The entry whose heading opened it; `None` before the first heading.
    pub rule: Option<SectionId>,
    /// The heading's tokens; empty when there is none.
    pub heading: (u32, u32),
    /// The tokens below the heading.
    pub body: (u32, u32),
}

/// A sentence or a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, without a list number.
    pub tokens: (u32, u32),
    /// Index of its section.
    pub section: u32,
    /// Its section's role.
    pub role: Role,
    /// How far its line is indented, in columns.
    pub indent: u16,
    /// How it hangs on the sentence before.
    pub link: SentenceLink,
    /// True when it is the first on its line.
    pub opens_line: bool,
    /// True when a bullet stands before it.
    pub bullet: bool,
    /// Number of its paragraph: empty lines and headings begin a new one.
    pub paragraph: u32,
    /// What a form answers to it.
    pub answer: Option<Answer>,
    /// The first token of what stands behind the label, in a line, item or row that has one; else 0.
    pub value: u32,
}

/// How a sentence hangs on the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceLink {
    /// It stands by itself.
    None,
    /// It is the reading of an item above ("; acute infarct"): the index of that sentence.
    ReadingOf(u32),
}
