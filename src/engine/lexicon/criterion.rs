//! The criteria language as it is written: one small language for flags, cohorts and lint.
//!
//! A leaf selects mentions, a node combines leaves. There is no expression parser: the structure is TOML's own.

use schemars::JsonSchema;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A `[[flag]]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagDef {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// What asserts it.
    pub yes: CriterionDef,
    /// What makes it possible, besides `yes` met by hedged statements.
    #[serde(default)]
    pub possible: Option<CriterionDef>,
    /// What denies it.
    #[serde(default)]
    pub no: Option<CriterionDef>,
    /// What takes its place: where this is met the flag is not stated ("focal" gives way to "diffuse").
    #[serde(default)]
    pub unless: Option<CriterionDef>,
    /// What contradicts `yes` when a section of higher rank says it and does not repeat what met `yes`.
    #[serde(default)]
    pub contradicted_by: Option<CriterionDef>,
    /// Where the rule comes from.
    pub source: String,
    /// Reports with the value wanted.
    #[serde(default)]
    pub examples: Vec<FlagExample>,
}

/// A text with the value wanted of a flag.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagExample {
    /// The text.
    pub text: String,
    /// The value.
    pub is: String,
    /// The basis wanted.
    #[serde(default)]
    pub basis: Option<String>,
}

/// One or several words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several, any of which will do.
    Many(Vec<String>),
}

/// By hand, since serde's own reading of two forms says of a mistake only that neither fits.
impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(OneOrManyForms);
        }
        // The compiled lexicon says which of the two comes, since its form tells no text from a list.
        #[derive(Deserialize)]
        enum Compiled {
            One(String),
            Many(Vec<String>),
        }
        Ok(match Compiled::deserialize(deserializer)? {
            Compiled::One(word) => Self::One(word),
            Compiled::Many(words) => Self::Many(words),
        })
    }
}

struct OneOrManyForms;

impl<'de> Visitor<'de> for OneOrManyForms {
    type Value = OneOrMany;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words in \"quotes\" or a list of them")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<OneOrMany, E> {
        Ok(OneOrMany::One(word.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, words: A) -> Result<OneOrMany, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(words)).map(OneOrMany::Many)
    }
}

impl OneOrMany {
    /// The words.
    pub fn as_slice(&self) -> &[String] {
        match self {
            OneOrMany::One(word) => std::slice::from_ref(word),
            OneOrMany::Many(words) => words,
        }
    }

    /// The words, to change them.
    pub fn as_mut_slice(&mut self) -> &mut [String] {
        match self {
            OneOrMany::One(word) => std::slice::from_mut(word),
            OneOrMany::Many(words) => words,
        }
    }
}

/// A leaf or a node.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CriterionDef {
    /// Node: any of these.
    pub any: Option<Vec<CriterionDef>>,
    /// Node: all of these.
    pub all: Option<Vec<CriterionDef>>,
    /// Node: this many of `of`.
    pub at_least: Option<usize>,
    /// Node: see `at_least`.
    pub of: Option<Vec<CriterionDef>>,
    /// Node: not this.
    pub not: Option<Box<CriterionDef>>,
    /// `inferred` when what is met implies the flag and does not say it.
    pub basis: Option<String>,
    /// Leaf: one of these findings.
    pub finding: Option<OneOrMany>,
    /// Leaf: any finding but these.
    pub except: Option<OneOrMany>,
    /// Leaf: one of these assertions; without it, the one that is asked for (present for `yes`, absent for `no`).
    pub assertion: Option<OneOrMany>,
    /// Leaf: at least this certain.
    pub certainty: Option<String>,
    /// Leaf: at this very site.
    pub site: Option<OneOrMany>,
    /// Leaf: at this site or inside it.
    pub within: Option<OneOrMany>,
    /// Leaf: at no site inside this, or at no site at all.
    pub outside: Option<OneOrMany>,
    /// Leaf: the statement holds for this site: it is made of the site or of one around it, or it is a denial without a site.
    pub covers: Option<OneOrMany>,
    /// Leaf: on this side.
    pub laterality: Option<OneOrMany>,
    /// Leaf: changed so.
    pub change: Option<OneOrMany>,
    /// Leaf: at this time; without it, current.
    pub temporality: Option<OneOrMany>,
    /// Leaf: in a section of this role; without it, where statements are made.
    pub section: Option<OneOrMany>,
    /// Leaf: with this extent.
    pub extent: Option<OneOrMany>,
    /// Leaf: without this extent.
    pub not_extent: Option<OneOrMany>,
    /// Leaf: with this severity.
    pub severity: Option<OneOrMany>,
    /// Leaf: of this age.
    pub acuity: Option<OneOrMany>,
    /// Leaf: not of this age.
    pub not_acuity: Option<OneOrMany>,
    /// Leaf: with this attribution.
    pub attributed_to: Option<OneOrMany>,
    /// Leaf: without this attribution.
    pub not_attributed_to: Option<OneOrMany>,
    /// Leaf: not at a place where the report asserts or suspects one of these; a statement without a place may be at any.
    pub not_same_place: Option<OneOrMany>,
    /// Leaf: in a report that neither asserts nor suspects one of these anywhere.
    pub not_same_report: Option<OneOrMany>,
    /// Leaf: an oedema that is (`true`) or is not (`false`) said to come from a lesion, see `[floor]`.
    pub explained: Option<bool>,
    /// Leaf: at least this many millimetres in its largest extent.
    pub min_mm: Option<f32>,
    /// Leaf: spans at least this many vertebral segments.
    pub min_segments: Option<u8>,
    /// Leaf: the study is of this kind.
    pub modality: Option<String>,
    /// Leaf: the study is said to show this part of the body.
    pub body_part: Option<String>,
    /// Leaf: these words stand anywhere in the report, whatever the section.
    pub words: Option<OneOrMany>,
    /// With `words`: they are said as a fact, not denied, doubted or asked in the words before them.
    pub as_fact: Option<bool>,
    /// Leaf: another flag has this value (`id=value`); flags are worked out in the order written.
    pub flag: Option<String>,
    /// Leaf: the imaging floor is one of these.
    pub floor: Option<OneOrMany>,
    /// Leaf: a grade is stated as a current fact.
    pub stated_grade: Option<bool>,
    /// Leaf: stated grade and floor compare so.
    pub discordance: Option<OneOrMany>,
}

impl FlagDef {
    /// Its criteria, to change them.
    pub fn criteria_mut(&mut self) -> impl Iterator<Item = &mut CriterionDef> {
        let others = [&mut self.possible, &mut self.no, &mut self.unless, &mut self.contradicted_by];
        std::iter::once(&mut self.yes).chain(others.into_iter().flatten())
    }

    /// Its criteria, in the order in which their `words` leaves are numbered.
    pub fn criteria(&self) -> impl Iterator<Item = &CriterionDef> {
        [
            Some(&self.yes),
            self.possible.as_ref(),
            self.no.as_ref(),
            self.unless.as_ref(),
            self.contradicted_by.as_ref(),
        ]
        .into_iter()
        .flatten()
    }
}

impl CriterionDef {
    /// The criteria it combines.
    pub fn children(&self) -> impl Iterator<Item = &CriterionDef> {
        let lists = [self.any.as_ref(), self.all.as_ref(), self.of.as_ref()];
        lists.into_iter().flatten().flatten().chain(self.not.as_deref())
    }

    /// Calls `each` with every list of words of its `words` leaves, to change it.
    pub fn change_words(&mut self, each: &mut dyn FnMut(&mut [String])) {
        if let Some(words) = &mut self.words {
            each(words.as_mut_slice());
        }
        let lists = [self.any.as_mut(), self.all.as_mut(), self.of.as_mut()];
        let children = lists.into_iter().flatten().flatten().chain(self.not.as_deref_mut());
        children.for_each(|child| child.change_words(each));
    }

    /// Calls `each` with the words of every `words` leaf, in a fixed order: the n-th call gets the n-th number.
    pub fn for_each_words<'a>(&'a self, each: &mut dyn FnMut(&'a [String])) {
        if let Some(words) = &self.words {
            each(words.as_slice());
        }
        for child in self.children() {
            child.for_each_words(each);
        }
    }
}
