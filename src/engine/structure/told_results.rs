//! Results of imaging that a clinical note tells among other things.
//!
//! "Hospital course: she was intubated. CT showed a haematoma. The ventricles were dilated. She was taken to theatre." What an examination showed is no
//! question and no history: those sentences are findings. A request of a report tells earlier results too, but as history, and is left alone.

use super::signs::Sign;
use super::zones::{Zones, of_section};
use super::{Section, Sentence};
use crate::lexicon::{Lane, Tells};
use crate::vocabulary::Role;

/// A study among the first so many words of a sentence is what it tells of.
const SUBJECT: u32 = 8;

impl Zones<'_> {
    /// Gives the sentences of a clinical note that tell what an examination showed, and those behind them up to the next that tells of the patient, the
    /// role of findings.
    pub(super) fn told_results(&self, sections: &[Section], sentences: &mut [Sentence]) {
        for (number, section) in sections.iter().enumerate() {
            let tells = section.rule.and_then(|rule| self.lexicon.sections[rule.index()].tells);
            if section.role != Role::Clinical || !matches!(tells, Some(Tells::Present | Tells::Past)) {
                continue;
            }
            let mut telling = false;
            for sentence in of_section(sentences, number) {
                let person = self.begins_with_person(sentence);
                let result = self.is_result(sentence);
                let patient = self.has_sign(sentence, Sign::Request) && self.names(Lane::Finding, sentence).next().is_none();
                telling = (result || (telling && !patient)) && !person;
                if telling || (result && self.has_sign(sentence, Sign::Findings)) {
                    sentence.role = Role::Findings;
                }
            }
        }
    }

    /// True when a sentence says what a study showed, or names one at its head and something that it may have shown, and does not ask.
    fn is_result(&self, sentence: &Sentence) -> bool {
        let (first, end) = sentence.tokens;
        let shows = self.has_sign(sentence, Sign::Findings);
        let by = if shows { end } else { end.min(first + SUBJECT) };
        let studied = self.names(Lane::Study, sentence).any(|t| t.is_modality() && t.first < by);
        studied && (shows || self.names(Lane::Finding, sentence).next().is_some()) && !self.has_sign(sentence, Sign::Asks)
    }

    /// "She was intubated", "The patient is well".
    fn begins_with_person(&self, sentence: &Sentence) -> bool {
        let (first, end) = sentence.tokens;
        let opening = self.signs.between(first, end.min(first + 2));
        opening.iter().any(|s| s.sign == Sign::Person)
    }
}
