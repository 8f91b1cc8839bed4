//! One report of the comparison: its annotations, its reading, and its text where that is known.

use super::families::Families;
use super::gold::{Gold, GoldStatement};
use super::reading::{ReadReport, ReadStatement};
use super::score::Scores;
use super::stated::Statement;
use super::text::ReportText;
use std::ops::Range;

/// One report of the comparison.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// The annotations.
    pub gold: Gold,
    /// The reading; `None` counts as an empty reading.
    pub reading: Option<ReadReport>,
    /// Its text, where that is known.
    pub text: Option<ReportText>,
    /// The name of its group.
    pub group: Option<String>,
}

impl Case {
    /// All statements of the reading.
    pub(super) fn statements_read(&self) -> &[ReadStatement] {
        self.reading.as_ref().map_or(&[], |r| &r.statements)
    }

    /// The part of the reading that is compared.
    pub(super) fn said(&self) -> impl Iterator<Item = &Statement> + Clone {
        self.statements_read().iter().map(|s| &s.said)
    }

    /// Its scores.
    pub fn scores(&self, families: &Families) -> Scores {
        Scores::of(&self.gold, self.said(), families)
    }

    /// The position of the words of an annotated statement.
    pub(super) fn place(&self, statement: &GoldStatement) -> Option<Range<usize>> {
        self.text.as_ref()?.find(&statement.evidence)
    }

    /// The scores of one section. `None` is the section of annotated statements whose words are not
    /// found in the text.
    pub(super) fn scores_in(&self, section: Option<&str>, families: &Families) -> Scores {
        let mut gold = self.gold.clone();
        gold.statements.retain(|s| self.section_of(s) == section);
        let read = self.statements_read().iter().filter(|s| s.section.as_deref() == section);
        Scores::of(&gold, read.map(|s| &s.said), families)
    }

    /// The section of an annotated statement.
    pub(super) fn section_of(&self, statement: &GoldStatement) -> Option<&str> {
        let place = self.place(statement)?;
        self.text.as_ref()?.section_at(place.start)
    }
}
