//! All entries of a lexicon as they are written.

use super::criterion::FlagDef;
use super::effect::EffectDef;
use super::extension::Extension;
use super::located::Located;
use super::problem::Problem;
use super::schema::{AttributeDef, ClassDef, CueDef, FindingDef, FloorDef};
use super::schema::{GradesDef, GroupDef, PartDef, SectionDef, SiteDef, StateDef, StructureDef, Twin};
use super::source_file::SourceFile;
use super::statement::{StatementDef, TherapyDef};
use super::study::{BodyPartDef, ModalityDef};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// All entries in force, as written.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Library {
    /// All files read.
    #[serde(skip)]
    pub files: Vec<SourceFile>,
    /// Words that have a new name and are still read, each where it stands.
    #[serde(skip)]
    pub notes: Vec<Problem>,
    /// True when nothing but the built-in files was read.
    pub builtin_only: bool,
    /// What of it is from the built-in files alone, where these have been compiled before.
    #[serde(skip)]
    pub(super) base: Base,
    /// Findings by id.
    pub findings: Vec<Located<FindingDef>>,
    /// Parts by id.
    pub parts: Vec<Located<PartDef>>,
    /// States by id; their words are those of the parts with the same ids.
    pub states: Vec<Located<StateDef>>,
    /// Structures by id; their own words are those of the parts with the same ids.
    pub structures: Vec<Located<StructureDef>>,
    /// Sites by id.
    pub sites: Vec<Located<SiteDef>>,
    /// Attributes in order of files.
    pub attributes: Vec<Located<AttributeDef>>,
    /// Cues by id.
    pub cues: Vec<Located<CueDef>>,
    /// Effects by id.
    pub effects: Vec<Located<EffectDef>>,
    /// Sections by id.
    pub sections: Vec<Located<SectionDef>>,
    /// Modalities by id.
    pub modalities: Vec<Located<ModalityDef>>,
    /// Parts of the body by id.
    pub body_parts: Vec<Located<BodyPartDef>>,
    /// Therapies by id.
    pub therapies: Vec<Located<TherapyDef>>,
    /// Words of statements that are no findings, by id.
    pub statements: Vec<Located<StatementDef>>,
    /// Flags in order of files.
    pub flags: Vec<Located<FlagDef>>,
    /// Spelling.
    pub twins: Vec<Twin>,
    /// The imaging floor.
    pub floor: Option<Located<FloorDef>>,
    /// Stated grades.
    pub grades: Option<Located<GradesDef>>,
    /// Classes of words; their words stand in the phrases already.
    pub classes: Vec<Located<ClassDef>>,
    /// Groups of findings.
    pub groups: Vec<Located<GroupDef>>,
    /// Which entries have words from elsewhere; the words stand in the entries already.
    pub extensions: Vec<Extension>,
    /// Phrases with their classes put in, and as they are written.
    #[serde(skip)]
    pub(super) written: HashMap<String, String>,
}

/// How many of the things that phrases depend on were there when the built-in files had been read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Base {
    pub files: usize,
    pub classes: usize,
    pub twins: usize,
}

impl Library {
    /// Takes the examples out, and with them most of the letters: only checking the lexicon looks at them.
    pub fn forget_examples(&mut self) {
        self.findings.iter_mut().for_each(|l| l.entry.examples.clear());
        self.sites.iter_mut().for_each(|l| l.entry.examples.clear());
        self.cues.iter_mut().for_each(|l| l.entry.examples.clear());
        self.sections.iter_mut().for_each(|l| l.entry.examples.clear());
        self.modalities.iter_mut().for_each(|l| l.entry.examples.clear());
        self.body_parts.iter_mut().for_each(|l| l.entry.examples.clear());
        self.therapies.iter_mut().for_each(|l| l.entry.examples.clear());
        self.statements.iter_mut().for_each(|l| l.entry.examples.clear());
        self.flags.iter_mut().for_each(|l| l.entry.examples.clear());
        self.grades.iter_mut().for_each(|l| l.entry.examples.clear());
    }

    /// From the bytes that postcard makes of a library, in the same version of the program.
    ///
    /// # Errors
    /// When they are no such bytes.
    pub fn from_bytes(bytes: &[u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }

    /// Notes that what is there are the built-in files, which have been compiled before.
    pub(super) fn set_base(&mut self, files: Vec<SourceFile>) {
        self.base = Base {
            files: files.len(),
            classes: self.classes.len(),
            twins: self.twins.len(),
        };
        self.files = files;
    }
}
