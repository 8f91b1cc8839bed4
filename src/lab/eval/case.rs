//! One report of the comparison: what it says, what was read in it, and its text where that is known.

use super::families::Families;
use super::gold::{Gold, GoldStatement};
use super::reading::{ReadReport, ReadStatement};
use super::score::Scores;
use super::stated::Statement;
use super::text::ReportText;
use std::ops::Range;

/// One report.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// What annotators took from it.
    pub gold: Gold,
    /// What was read in it; `None` counts as nothing.
    pub reading: Option<ReadReport>,
    /// Its text, where that is known.
    pub text: Option<ReportText>,
    /// What it is grouped by.
    pub group: Option<String>,
}

impl Case {
    /// Everything that was read.
    pub(super) fn statements_read(&self) -> &[ReadStatement] {
        self.reading.as_ref().map_or(&[], |r| &r.statements)
    }

    /// What is compared of it.
    pub(super) fn said(&self) -> impl Iterator<Item = &Statement> + Clone {
        self.statements_read().iter().map(|s| &s.said)
    }

    /// Its scores.
    pub fn scores(&self, families: &Families) -> Scores {
        Scores::of(&self.gold, self.said(), families)
    }

    /// Where the words of a statement of the gold stand.
    pub(super) fn place(&self, statement: &GoldStatement) -> Option<Range<usize>> {
        self.text.as_ref()?.find(&statement.evidence)
    }

    /// The scores of what the gold and the reading have in one section. `None` is for statements of the gold whose words are not
    /// found in the text.
    pub(super) fn scores_in(&self, section: Option<&str>, families: &Families) -> Scores {
        let mut gold = self.gold.clone();
        gold.statements.retain(|s| self.section_of(s) == section);
        let read = self.statements_read().iter().filter(|s| s.section.as_deref() == section);
        Scores::of(&gold, read.map(|s| &s.said), families)
    }

    /// The section in which a statement of the gold stands.
    pub(super) fn section_of(&self, statement: &GoldStatement) -> Option<&str> {
        let place = self.place(statement)?;
        self.text.as_ref()?.section_at(place.start)
    }
}
