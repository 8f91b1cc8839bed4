//! How much of a report was read: which content words of findings and impression no rule took.
//!
//! Read is what a finding is made of: its own words, its places, levels, sizes and descriptions, and the cues that decided what is said of it. A
//! word that some phrase knows and no finding took is as unread as one that nobody knows; the kind of each piece says which.

mod marks;
mod text_kind;
mod unread;

use crate::document::Document;
use crate::extract::{Mention, TokenTable};
use crate::vocabulary::Role;
use marks::Marks;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
pub use text_kind::OddText;

/// Why a piece of text was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnreadKind {
    /// Content words that no lexicon knows.
    Words,
    /// A known finding or structure with a predicate that no lexicon knows.
    Predicate,
    /// Known words that no pattern joins.
    Pattern,
}

impl UnreadKind {
    /// All kinds.
    pub const ALL: &[UnreadKind] = &[Self::Words, Self::Predicate, Self::Pattern];

    /// Its name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Predicate => "predicate",
            Self::Pattern => "pattern",
        }
    }
}

/// A piece of the findings or the impression that no rule took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The words, as tokens: first, and one past the last.
    pub tokens: (u32, u32),
    /// Why it was not read.
    pub kind: UnreadKind,
}

/// How much of one report was read. Reused from report to report.
#[derive(Debug, Default)]
pub struct Coverage {
    /// What was not read, in order of place; no two overlap.
    pub unread: Vec<Unread>,
    /// Content words that were read.
    pub read: u32,
    /// All content words.
    pub content: u32,
    /// Why the text is probably no report in English.
    pub odd: Option<OddText>,
    marks: Marks,
}

impl Coverage {
    /// The share of content words that was read, to three places; none where there are no content words.
    pub fn share(&self) -> Option<f32> {
        (self.content > 0).then(|| (self.read as f32 / self.content as f32 * 1000.0).round() / 1000.0)
    }

    /// Looks over a report. `taken` are the words of statements that are no findings.
    pub fn measure(&mut self, doc: &Document, table: &TokenTable, mentions: &[Mention], taken: impl IntoIterator<Item = (u32, u32)>) {
        self.unread.clear();
        (self.read, self.content) = (0, 0);
        self.odd = text_kind::odd_text(doc, mentions);
        self.marks.begin(doc, mentions);
        taken.into_iter().for_each(|tokens| self.marks.read(tokens));
        let mut rest = mentions;
        for (number, sentence) in (0..).zip(doc.sentences) {
            let earlier = rest.iter().take_while(|m| m.sentence < number).count();
            let own = rest[earlier..].iter().take_while(|m| m.sentence == number).count();
            let (here, later) = rest[earlier..].split_at(own);
            rest = later;
            if is_looked_at(sentence.role) {
                self.marks.sentence(doc, sentence, here);
                unread::find(doc, table, sentence.tokens, self);
            }
        }
    }
}

/// True for the sections of which coverage speaks.
pub fn is_looked_at(role: Role) -> bool {
    matches!(role, Role::Findings | Role::Impression | Role::Addendum)
}
