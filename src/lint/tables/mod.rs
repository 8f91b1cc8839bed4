//! What the rules know, out of `lexicons/lint/`.

mod files;
mod lists;
pub mod metadata;
mod words;

pub use words::WordList;

use crate::error::Error;
use crate::lexicon::{FindingId, Lexicon};
use regex::Regex;

/// What the rules know.
#[derive(Debug)]
pub struct Tables {
    covers: Vec<(FindingId, Vec<FindingId>)>,
    one_thing: Vec<Vec<FindingId>>,
    significant: Vec<FindingId>,
    manifold: Vec<FindingId>,
    vague: Vec<FindingId>,
    /// The finding that calls a study normal.
    pub normal: FindingId,
    /// The finding whose denial says that nothing new is there.
    pub nothing_new: FindingId,
    /// The finding that calls a place normal.
    pub place_normal: FindingId,
    critical: Vec<FindingId>,
    sizes: Vec<SizeBounds>,
    /// What is told of women, and of men.
    pub sexes: [SexWords; 2],
    /// What is left of templates.
    pub remains: Vec<Remains>,
    /// What hides names.
    pub masks: Vec<Regex>,
    /// A number behind these needs a unit.
    pub size_words: WordList,
    /// The units.
    pub units: Vec<String>,
    /// Words that may stand twice.
    pub doubled: Vec<String>,
    /// How a report says that somebody was told.
    pub communication: WordList,
    /// What makes a vertebra too many possible.
    pub transitional: WordList,
    /// How a sentence goes over to the other side.
    pub crossing: WordList,
    /// How a study is called normal in a qualified way.
    pub qualified_normal: WordList,
}

/// What a site adds to the built-in tables.
#[derive(Clone, Debug, Default)]
pub struct Added {
    /// Regular expressions of what hides names.
    pub masks: Vec<String>,
    /// The critical findings, instead of the built-in ones.
    pub critical: Option<Vec<String>>,
    /// How reports say that somebody was told.
    pub communication: Vec<String>,
}

/// The sizes that findings have.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeBounds {
    findings: Vec<FindingId>,
    /// In millimetres, of the largest extent.
    pub least: f32,
    /// In millimetres, of the largest extent.
    pub most: f32,
    /// Why no more.
    pub why: String,
}

/// What is left of a template.
#[derive(Clone, Debug)]
pub struct Remains {
    /// How it is written.
    pub pattern: Regex,
    /// What it is.
    pub means: String,
    /// Where this is in the text, nothing is left.
    pub unless: Option<Regex>,
}

/// What only patients of one sex have or are.
#[derive(Clone, Debug)]
pub struct SexWords {
    /// `F` or `M`.
    pub sex: char,
    /// Pronouns.
    pub pronouns: WordList,
    /// Nouns for the patient.
    pub nouns: WordList,
    /// Parts of the body and states.
    pub organs: WordList,
}

impl Tables {
    /// The built-in tables.
    ///
    /// # Errors
    /// None: the built-in tables are tested.
    pub fn new(lexicon: &Lexicon) -> Result<Self, Error> {
        Self::with(lexicon, &Added::default())
    }

    /// The built-in tables with what a site adds.
    ///
    /// # Errors
    /// A mask that is no regular expression, a finding that there is not.
    pub fn with(lexicon: &Lexicon, added: &Added) -> Result<Self, Error> {
        files::read(lexicon, added)
    }

    /// True when a denial of `general` denies `kind` too.
    pub fn covers(&self, general: FindingId, kind: FindingId) -> bool {
        general == kind || self.covers.iter().any(|(own, kinds)| *own == general && kinds.contains(&kind))
    }

    /// True when these may be names of one lesion.
    pub fn may_be_one(&self, a: FindingId, b: FindingId) -> bool {
        a == b || self.one_thing.iter().any(|group| group.contains(&a) && group.contains(&b))
    }

    /// True for a finding that no normal study has.
    pub fn is_significant(&self, finding: FindingId) -> bool {
        self.significant.contains(&finding)
    }

    /// True for a finding of which a report tells several, here and there, so that a denial without a place means one of them.
    pub fn is_manifold(&self, finding: FindingId) -> bool {
        self.manifold.contains(&finding)
    }

    /// True for a finding whose words are so wide that its denial may mean anything.
    pub fn is_vague(&self, finding: FindingId) -> bool {
        self.vague.contains(&finding)
    }

    /// True for a finding that somebody must be told of.
    pub fn is_critical(&self, finding: FindingId) -> bool {
        self.critical.contains(&finding)
    }

    /// The sizes that a finding has, where that is known.
    pub fn sizes_of(&self, finding: FindingId) -> Option<&SizeBounds> {
        self.sizes.iter().find(|bounds| bounds.findings.contains(&finding))
    }
}
