//! Sections, lines and sentences.
//!
//! This stage runs after the scan, because headings are lexicon phrases that the same single pass has found.

mod lines;
mod sections;
mod sentences;

pub use sections::find_sections;
pub use sentences::find_sentences;

use crate::lexicon::SectionId;
use crate::vocabulary::Role;

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
}

/// How a sentence hangs on the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceLink {
    /// It stands by itself.
    None,
    /// It is the reading of an item above ("; acute infarct"): the index of that sentence.
    ReadingOf(u32),
}
