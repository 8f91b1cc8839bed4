//! What one stored report says of each leaf of a cohort, by the code that works out flags.

mod identity;
mod mentions;
mod study;

pub use identity::Fate;
pub use study::{Evidence, Study};

use super::criterion::{Level, Said};
use super::file::Cohort;
use super::stored::StoredReport;
use crate::criteria::{CriteriaScratch, Facts, Mark, Says, Test, Truth};
use crate::document::Document;
use crate::error::Error;
use crate::extract::Mention;
use crate::report::{FlagResult, FlagValue, Icans, SummaryRow, summarise};
use crate::terms::Terms;
use crate::text::TextBuffer;
use crate::vocabulary::{Experiencer, Role, Temporality};
use crate::{Extractor, icans};
use mentions::Names;

/// Reads stored reports for one cohort. Each thread has one.
pub struct Reading<'c> {
    extractor: &'c Extractor,
    cohort: &'c Cohort,
    names: Names<'c>,
    scratch: CriteriaScratch,
    mentions: Vec<Mention>,
    summary: Vec<SummaryRow>,
    flags: Vec<FlagResult>,
    icans: Icans,
    buffer: TextBuffer,
    terms: Terms,
}

/// A report as the store keeps it.
#[derive(Debug)]
pub struct ReadReport {
    /// The patient; none where the metadata name none.
    pub patient: Option<String>,
    /// What becomes of it.
    pub fate: Fate,
    /// What it says of each leaf, by number.
    pub said: Vec<Said>,
    /// All else.
    pub study: Study,
}

impl<'c> Reading<'c> {
    /// For this cohort.
    pub fn new(extractor: &'c Extractor, cohort: &'c Cohort) -> Self {
        Self {
            extractor,
            cohort,
            names: Names::new(extractor.lexicon()),
            scratch: CriteriaScratch::default(),
            mentions: Vec::new(),
            summary: Vec::new(),
            flags: Vec::new(),
            icans: Icans::default(),
            buffer: TextBuffer::default(),
            terms: Terms::default(),
        }
    }

    /// What a report says.
    ///
    /// # Errors
    /// Names that the rule set does not know: the run was made with another one.
    pub fn read(&mut self, stored: &StoredReport<'_>) -> Result<ReadReport, Error> {
        let lexicon = self.extractor.lexicon();
        self.names.mentions(stored, &mut self.mentions)?;
        let kind = self.names.kind(stored);
        let doc = Document {
            lexicon,
            text: "",
            buffer: &self.buffer,
            terms: &self.terms,
            sections: &[],
            sentences: &[],
            study: Some(&kind),
        };
        if !stored.flags_name_mentions {
            icans::evaluate(
                &doc,
                self.extractor.flags(),
                &self.mentions,
                &mut self.scratch,
                &mut self.flags,
                &mut self.icans,
            );
        }
        let mut facts = Facts::new(&doc, &self.mentions, &mut self.scratch);
        icans::mark_explained(&mut facts, self.extractor.flags());
        facts.meet(&self.cohort.statements, |_| {});
        let mut evidence = Vec::new();
        let mut said = Vec::with_capacity(self.cohort.leaves.len());
        for (number, test) in (0..).zip(&self.cohort.leaves) {
            let leaf = Leaf {
                facts: &facts,
                cohort: self.cohort,
                stored,
                extractor: self.extractor,
                worked_out: &self.flags,
            };
            let mut mentions = Vec::new();
            said.push(leaf.said(test, &mut mentions));
            mentions.sort_unstable();
            mentions.dedup();
            evidence.extend(mentions.into_iter().map(|mention| (number, mention)));
        }
        summarise(&self.mentions, &mut self.summary);
        let study = Study::of(stored, &evidence, &self.summary, self.extractor);
        Ok(ReadReport {
            patient: identity::patient(&stored.meta),
            fate: Fate::of(stored, &self.cohort.studies),
            said,
            study,
        })
    }
}

/// One leaf over one report.
struct Leaf<'a> {
    facts: &'a Facts<'a>,
    cohort: &'a Cohort,
    stored: &'a StoredReport<'a>,
    extractor: &'a Extractor,
    /// The flags as the statements make them, where the record does not say by which.
    worked_out: &'a [FlagResult],
}

impl Leaf<'_> {
    /// What the report says of it; the numbers of the statements that meet it go to `mentions`.
    fn said(&self, test: &Test, mentions: &mut Vec<u32>) -> Said {
        let holds = |met: bool| Said::at(if met { Level::Definite } else { Level::Unmet });
        let icans = &self.stored.icans;
        match test {
            Test::Mention(number) => self.statement(*number, mentions),
            Test::Flag(index, value) => self.flag(*index, *value, mentions),
            Test::Modality(modality) => holds(self.facts.doc.is_modality(modality)),
            Test::BodyPart(number) => holds(self.facts.doc.shows(*number)),
            Test::Floor(values) => {
                let met = values.contains(&icans.imaging_floor.value);
                if met {
                    self.behind_floor(mentions);
                }
                holds(met)
            }
            Test::StatedGrade(wanted) => holds(icans.stated.iter().any(|stated| stated.is_current_fact()) == *wanted),
            Test::Discordance(values) => holds(values.contains(&icans.discordance)),
            // Cohorts see records, which do not hold the text, and nodes are no leaves.
            Test::Words(..) | Test::Any(_) | Test::All(_) | Test::AtLeast(..) | Test::Not(_) => Said::default(),
        }
    }

    fn statement(&self, number: u16, mentions: &mut Vec<u32>) -> Said {
        let leaf = self.cohort.statements.get(number);
        let mut said = Said::default();
        for (index, truth) in self.facts.met_by(number) {
            let mention = &self.facts.mentions[index as usize];
            let level = match (leaf.says, truth) {
                (_, Truth::Unmet) => continue,
                (Says::Yes, Truth::Hedged) => Level::Possible,
                (Says::Yes, Truth::Firm) => Level::of(mention.certainty).max(Level::Probable),
                // Whoever asks for what is denied or hedged gets just that.
                _ => Level::Definite,
            };
            said = said.join(Said::at(level));
            mentions.push(index);
        }
        let all = (0..self.facts.mentions.len() as u32).filter(|&index| {
            let finding = self.facts.mentions[index as usize].finding;
            leaf.findings.as_ref().is_none_or(|wanted| wanted.contains(&finding)) && !leaf.except.contains(&finding)
        });
        for index in all {
            self.note(index, &mut said);
        }
        said
    }

    /// Notes what a statement about the findings of a leaf says, whether it meets the leaf or not.
    fn note(&self, index: u32, said: &mut Said) {
        let mention = &self.facts.mentions[index as usize];
        if mention.experiencer != Experiencer::Patient {
            return;
        }
        if self.facts.mark(index).has(Mark(Mark::DENIED.0 | Mark::CURRENT.0)) {
            said.note(Said::DENIED);
        }
        match (mention.temporality, mention.role) {
            (Temporality::Hypothetical, _) | (_, Role::Clinical | Role::Recommendation) => said.note(Said::HYPOTHETICAL),
            (Temporality::Historical, _) => said.note(Said::HISTORICAL),
            _ => {}
        }
    }

    fn flag(&self, index: usize, wanted: FlagValue, mentions: &mut Vec<u32>) -> Said {
        let id = self.extractor.flags().id(index);
        let stored = self.stored.flags.iter().find(|flag| flag.flag == id);
        let value = stored.map_or(FlagValue::NotStated, |flag| flag.value);
        let own = stored.map_or(&[][..], |flag| &flag.mentions);
        // What the words of the text had a part in cannot be worked out again: then its statements are not known.
        let again = self
            .worked_out
            .get(index)
            .filter(|flag| !self.stored.flags_name_mentions && flag.value == value);
        let behind = again.map_or(own, |flag| &flag.mentions);
        let level = match (wanted, value) {
            (FlagValue::Yes, FlagValue::Yes) => self.least(behind),
            (FlagValue::Yes, FlagValue::Possible) => Level::Possible,
            (wanted, value) if wanted == value => Level::Definite,
            _ => Level::Unmet,
        };
        if level > Level::Unmet {
            mentions.extend(behind.iter().filter(|&&n| (n as usize) < self.stored.findings.len()));
        }
        let mut said = Said::at(level);
        if value == FlagValue::No {
            said.note(Said::DENIED);
        }
        said
    }

    /// The statements behind the imaging floor: those of the two flags that it is made of.
    fn behind_floor(&self, mentions: &mut Vec<u32>) {
        let Some(floor) = &self.extractor.flags().floor else { return };
        for flag in [floor.diffuse, floor.focal] {
            for value in [FlagValue::Yes, FlagValue::Possible] {
                self.flag(flag, value, mentions);
            }
        }
    }

    /// The level of the least certain of the statements behind a flag: a flag is as sure as the weakest of them.
    fn least(&self, mentions: &[u32]) -> Level {
        let certainty = |&n: &u32| Some(self.stored.findings.get(n as usize)?.certainty);
        let denial = |&n: &u32| self.stored.findings.get(n as usize).is_some_and(|f| f.assertion.denies());
        let levels = mentions.iter().filter(|n| !denial(n)).filter_map(certainty).map(Level::of);
        levels.min().unwrap_or(Level::Definite).max(Level::Probable)
    }
}

/// True when a statement of the record is of this study and the patient, in a section that makes statements.
pub(super) fn is_current(temporality: Temporality, experiencer: Experiencer, role: Role) -> bool {
    let asserts = !matches!(
        role,
        Role::Clinical | Role::Technique | Role::Comparison | Role::Recommendation | Role::Other
    );
    temporality == Temporality::Current && experiencer == Experiencer::Patient && asserts
}
