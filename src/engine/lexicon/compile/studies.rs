//! Kinds of study: their phrases, and what speaks for each.

use super::LexiconCompiler;
use super::phrases::{PhraseOwner, Plurals};
use crate::lexicon::Lane;
use crate::lexicon::grade_term::StudyTerm;
use crate::lexicon::study::{BodyPart, MOST_PARTS, Studies};

impl LexiconCompiler<'_> {
    /// The study lane: names of modalities and of parts of the body.
    pub(super) fn study_phrases(&mut self) {
        let library = self.library;
        for (index, located) in (0..).zip(&library.modalities) {
            let (term, def) = (StudyTerm::Modality(index), &located.entry);
            let at = PhraseOwner::new(located.file, &def.id, Lane::Study, term.entry());
            self.named(&at, Plurals::No, &def.names, &def.abbrev, &def.not);
        }
        for (index, located) in (0..).zip(&library.body_parts) {
            let (term, def) = (StudyTerm::BodyPart(index), &located.entry);
            let at = PhraseOwner::new(located.file, &def.id, Lane::Study, term.entry());
            self.named(&at, Plurals::No, &def.names, &def.abbrev, &def.not);
        }
    }

    /// The kinds of study, and what speaks for each.
    pub(super) fn studies(&mut self) -> Studies {
        let library = self.library;
        let mut studies = Studies {
            modalities: library.modalities.iter().map(|m| m.entry.id.clone()).collect(),
            by_part: vec![None; library.parts.len()],
            by_finding: vec![None; self.finding_order.len()],
            ..Studies::default()
        };
        for (modality, located) in (0..).zip(&library.modalities) {
            for name in &located.entry.shown_by {
                let shown = match name.strip_prefix('@') {
                    Some(part) => self.part_ids.get(part).map(|p| &mut studies.by_part[p.index()]),
                    None => self.finding_ids.get(name.as_str()).map(|f| &mut studies.by_finding[f.index()]),
                };
                let Some(shown) = shown else {
                    let message = format!("no part or finding has the id `{name}`");
                    let help = Some("write `@id` for a part, `id` for a finding".to_owned());
                    self.problem(located.file, &located.entry.id, name, message, help);
                    continue;
                };
                if shown.replace(modality).is_some_and(|other| other != modality) {
                    let message = format!("`{name}` speaks for two modalities");
                    self.problem(located.file, &located.entry.id, name, message, None);
                }
            }
        }
        for (index, located) in library.body_parts.iter().enumerate() {
            let (id, region) = (located.entry.id.clone(), located.entry.region);
            if index == MOST_PARTS {
                self.problem(located.file, &id, &id, format!("more than {MOST_PARTS} parts of the body"), None);
            }
            studies.body_parts.push(BodyPart { id, region });
        }
        studies
    }
}
