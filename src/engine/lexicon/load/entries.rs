//! The entries of one layer, by kind.

use crate::lexicon::criterion::FlagDef;
use crate::lexicon::effect::EffectDef;
use crate::lexicon::located::Located;
use crate::lexicon::schema::{
    AttributeDef, ClassDef, CueDef, ExtendDef, FindingDef, FloorDef, GradesDef, GroupDef, LexiconFile, PartDef, SectionDef, SiteDef,
    StateDef, StructureDef, Twin,
};
use crate::lexicon::statement::{StatementDef, TherapyDef};
use crate::lexicon::study::{BodyPartDef, ModalityDef};

/// All that files of one layer hold.
#[derive(Default)]
pub(super) struct Entries {
    pub findings: Vec<Located<FindingDef>>,
    pub parts: Vec<Located<PartDef>>,
    pub states: Vec<Located<StateDef>>,
    pub structures: Vec<Located<StructureDef>>,
    pub sites: Vec<Located<SiteDef>>,
    pub attributes: Vec<Located<AttributeDef>>,
    pub cues: Vec<Located<CueDef>>,
    pub effects: Vec<Located<EffectDef>>,
    pub sections: Vec<Located<SectionDef>>,
    pub modalities: Vec<Located<ModalityDef>>,
    pub body_parts: Vec<Located<BodyPartDef>>,
    pub therapies: Vec<Located<TherapyDef>>,
    pub statements: Vec<Located<StatementDef>>,
    pub flags: Vec<Located<FlagDef>>,
    pub twins: Vec<Twin>,
    pub floor: Option<Located<FloorDef>>,
    pub grades: Option<Located<GradesDef>>,
    pub classes: Vec<Located<ClassDef>>,
    pub groups: Vec<Located<GroupDef>>,
    pub extensions: Vec<Located<ExtendDef>>,
}

impl Entries {
    pub fn take(&mut self, parsed: LexiconFile, file: usize) {
        fn located<T>(entries: Vec<T>, file: usize) -> impl Iterator<Item = Located<T>> {
            entries.into_iter().map(move |entry| Located { entry, file })
        }
        self.findings.extend(located(parsed.finding, file));
        self.parts.extend(located(parsed.part, file));
        self.states.extend(located(parsed.state, file));
        self.structures.extend(located(parsed.structure, file));
        self.sites.extend(located(parsed.site, file));
        self.attributes.extend(located(parsed.attribute, file));
        self.cues.extend(located(parsed.cue, file));
        self.effects.extend(located(parsed.effect, file));
        self.sections.extend(located(parsed.section, file));
        self.modalities.extend(located(parsed.modality, file));
        self.body_parts.extend(located(parsed.body_part, file));
        self.therapies.extend(located(parsed.therapy, file));
        self.statements.extend(located(parsed.statement, file));
        self.flags.extend(located(parsed.flag, file));
        self.classes.extend(located(parsed.class, file));
        self.groups.extend(located(parsed.group, file));
        self.extensions.extend(located(parsed.extend, file));
        self.twins.extend(parsed.twin);
        self.floor = parsed.floor.map(|entry| Located { entry, file }).or(self.floor.take());
        self.grades = parsed.grades.map(|entry| Located { entry, file }).or(self.grades.take());
    }

    /// States, and structures with words of their own, are parts too, so that the one scan finds them.
    pub fn add_parts_of_grid(&mut self) {
        let part = |id: &str, words: [&Vec<String>; 3]| PartDef {
            id: id.to_owned(),
            was: Vec::new(),
            terms: words[0].clone(),
            abbrev: words[1].clone(),
            not: words[2].clone(),
        };
        let state = |l: &Located<StateDef>| (l.file, part(&l.entry.id, [&l.entry.terms, &l.entry.abbrev, &l.entry.not]));
        let structure = |l: &Located<StructureDef>| (l.file, part(&l.entry.id, [&l.entry.terms, &l.entry.abbrev, &l.entry.not]));
        let structures = self.structures.iter().filter(|l| l.entry.has_words()).map(structure);
        let parts = self.states.iter().map(state).chain(structures);
        let parts: Vec<_> = parts.map(|(file, entry)| Located { entry, file }).collect();
        self.parts.extend(parts);
    }

    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
            && self.parts.is_empty()
            && self.states.is_empty()
            && self.structures.is_empty()
            && self.sites.is_empty()
            && self.attributes.is_empty()
            && self.cues.is_empty()
            && self.effects.is_empty()
            && self.sections.is_empty()
            && self.modalities.is_empty()
            && self.body_parts.is_empty()
            && self.therapies.is_empty()
            && self.statements.is_empty()
            && self.flags.is_empty()
            && self.twins.is_empty()
            && self.floor.is_none()
            && self.grades.is_none()
            && self.classes.is_empty()
            && self.groups.is_empty()
            && self.extensions.is_empty()
    }
}
