//! What the rules look at: the finished reading of one report.

use super::parts;
use super::tables::Tables;
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::FindingId;
use crate::report::{Meta, Report};
use crate::structure::Sentence;
use crate::text::Span;
use crate::vocabulary::{Laterality, Role};

/// One report, read.
pub struct Facts<'a> {
    /// The reading.
    pub report: &'a Report<'a>,
    /// What is known of it besides its text.
    pub meta: &'a Meta,
    /// What the rules know.
    pub tables: &'a Tables,
    /// The study of each section; none where it belongs to all.
    parts: Vec<Option<u16>>,
}

/// A statement with its number.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// Its number among the mentions.
    pub number: u32,
    /// The statement.
    pub mention: &'a Mention,
}

impl<'a> Facts<'a> {
    /// The facts of a report.
    pub fn new(report: &'a Report<'a>, meta: &'a Meta, tables: &'a Tables) -> Self {
        Self {
            report,
            meta,
            tables,
            parts: parts::of_sections(report.doc.sections),
        }
    }

    /// What was cut.
    pub fn doc(&self) -> &Document<'a> {
        &self.report.doc
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.report.doc.text
    }

    /// The statements about the study itself, of the patient, now.
    pub fn current(&self) -> impl Iterator<Item = Said<'a>> + use<'a> {
        let mentions = self.report.mentions.iter().enumerate();
        let all = mentions.map(|(number, mention)| Said {
            number: number as u32,
            mention,
        });
        all.filter(|said| said.mention.is_current())
    }

    /// Those that say that something is there or may be there.
    pub fn asserted(&self) -> impl Iterator<Item = Said<'a>> + use<'a> {
        use crate::vocabulary::Stance::{Asserts, Hedges};
        self.current()
            .filter(|said| matches!(said.mention.assertion.stance(), Asserts | Hedges))
    }

    /// Those that say that something is not there.
    pub fn denied(&self) -> impl Iterator<Item = Said<'a>> + use<'a> {
        self.current().filter(|said| said.mention.assertion.denies())
    }

    /// The sentence of a statement.
    pub fn sentence(&self, mention: &Mention) -> &'a Sentence {
        &self.report.doc.sentences[mention.sentence as usize]
    }

    /// The words of a statement.
    pub fn span(&self, mention: &Mention) -> Span {
        self.report.span(mention.tokens)
    }

    /// True when two statements are about the same study.
    pub fn same_part(&self, a: &Mention, b: &Mention) -> bool {
        let part = |mention: &Mention| self.parts.get(self.sentence(mention).section as usize).copied().flatten();
        match (part(a), part(b)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    /// How many studies the text has.
    pub fn studies(&self) -> usize {
        self.parts.iter().flatten().max().map_or(1, |last| usize::from(*last) + 1)
    }

    /// The id of a finding.
    pub fn id(&self, finding: FindingId) -> &str {
        self.report.finding_id(finding)
    }

    /// Its name for people, in small letters unless it is an abbreviation.
    pub fn label(&self, finding: FindingId) -> String {
        let label = &self.report.doc.lexicon.findings[finding.index()].label;
        let mut letters = label.chars();
        let first = letters.next();
        match first {
            Some(first) if letters.clone().next().is_some_and(char::is_lowercase) => first.to_lowercase().chain(letters).collect(),
            _ => label.clone(),
        }
    }

    /// The side of a statement, where it has one.
    pub fn side(&self, mention: &Mention) -> Option<Laterality> {
        mention.laterality()
    }

    /// Left, where it is right; right, where it is left.
    pub fn opposite(side: Laterality) -> Option<Laterality> {
        match side {
            Laterality::Left => Some(Laterality::Right),
            Laterality::Right => Some(Laterality::Left),
            Laterality::Bilateral | Laterality::Midline => None,
        }
    }

    /// True when the text of this section says what was seen.
    pub fn is_body(role: Role) -> bool {
        role == Role::Findings
    }

    /// True when the text of this section says what it means.
    pub fn is_conclusion(role: Role) -> bool {
        matches!(role, Role::Impression | Role::Addendum)
    }
}
