//! How the authors of the archive word what they say, in British and in American spelling.

pub(super) mod noun;
pub(super) mod template;

use crate::error::Error;
use noun::Noun;
use serde::Deserialize;
use std::collections::BTreeMap;
use template::Template;

/// A finding of `findings.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FindingDef {
    pub id: String,
    nouns: Vec<String>,
    #[serde(rename = "in")]
    pub shown_in: Vec<String>,
    #[serde(default)]
    pub at: Vec<String>,
    #[serde(default)]
    pub side: bool,
    pub mm: Option<[u32; 2]>,
    pub level: Option<LevelKind>,
    #[serde(default)]
    pub critical: bool,
    pub course: CourseKind,
}

/// The level at which a finding of the back lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LevelKind {
    /// Between two bones.
    Disc,
    /// A bone.
    Bone,
}

/// How a finding goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CourseKind {
    /// It comes and goes.
    Acute,
    /// It changes slowly.
    Lasting,
    /// It stays as it is.
    Fixed,
    /// It sums a study up, and has no course.
    Summary,
}

/// A place of `sites.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteDef {
    pub id: String,
    names: Vec<Vec<String>>,
    #[serde(default)]
    pub many: bool,
}

impl SiteDef {
    /// True when it has a left and a right.
    pub fn is_sided(&self) -> bool {
        self.names.iter().all(|names| names.len() == 2)
    }
}

/// How a statement is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Manner {
    Present,
    New,
    Increased,
    Unchanged,
    Decreased,
    Resolved,
    Possible,
    Probable,
    Absent,
    History,
    Question,
    List,
    Normal,
}

/// Sentences by manner.
pub(super) type Sentences = BTreeMap<Manner, Vec<Template>>;

/// All words in one spelling.
#[derive(Debug)]
pub(super) struct Wording {
    pub nouns: Vec<Vec<Noun>>,
    pub sites: Vec<Vec<Vec<String>>>,
    pub sentences: Sentences,
    pub answers: Sentences,
    pub short: Sentences,
    pub size: Vec<Template>,
    pub now: Vec<Template>,
    pub headings: BTreeMap<String, Vec<String>>,
    pub texts: BTreeMap<String, Vec<Template>>,
    pub people: BTreeMap<String, Vec<String>>,
    pub planted: BTreeMap<String, Vec<String>>,
}

/// The tables as they stand in the files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Findings {
    finding: Vec<FindingDef>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sites {
    site: Vec<SiteDef>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patterns {
    sentences: BTreeMap<Manner, Vec<String>>,
    answers: BTreeMap<Manner, Vec<String>>,
    short: BTreeMap<Manner, Vec<String>>,
    sizes: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct House {
    headings: BTreeMap<String, Vec<String>>,
    text: BTreeMap<String, Vec<String>>,
    people: BTreeMap<String, Vec<String>>,
    planted: BTreeMap<String, Vec<String>>,
    american: BTreeMap<String, String>,
}

/// The findings, the places, and the words for both in British and American spelling.
pub(super) struct Words {
    pub findings: Vec<FindingDef>,
    pub sites: Vec<SiteDef>,
    pub british: Wording,
    pub american: Wording,
}

impl Words {
    /// The tables of this folder.
    ///
    /// # Errors
    /// A table that is not of its form.
    pub fn load() -> Result<Self, Error> {
        let findings: Findings = table("findings.toml", include_str!("findings.toml"))?;
        let sites: Sites = table("sites.toml", include_str!("sites.toml"))?;
        let patterns: Patterns = table("sentences.toml", include_str!("sentences.toml"))?;
        let house: House = table("house.toml", include_str!("house.toml"))?;
        let (findings, sites) = (findings.finding, sites.site);
        let wording = |spell: &dyn Fn(&str) -> String| Wording::new(&findings, &sites, &patterns, &house, spell);
        let british = wording(&str::to_owned);
        let american = wording(&|text| {
            house
                .american
                .iter()
                .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
        });
        Ok(Self {
            findings,
            sites,
            british,
            american,
        })
    }
}

impl Wording {
    fn new(findings: &[FindingDef], sites: &[SiteDef], patterns: &Patterns, house: &House, spell: &dyn Fn(&str) -> String) -> Self {
        let spelt = |texts: &[String]| -> Vec<String> { texts.iter().map(|text| spell(text)).collect() };
        let parsed = |texts: &[String]| -> Vec<Template> { texts.iter().map(|text| Template::parse(&spell(text))).collect() };
        let sentences = |set: &BTreeMap<Manner, Vec<String>>| set.iter().map(|(manner, texts)| (*manner, parsed(texts))).collect();
        let named = |set: &BTreeMap<String, Vec<String>>| set.iter().map(|(name, texts)| (name.clone(), spelt(texts))).collect();
        let sizes = |name: &str| patterns.sizes.get(name).map(|texts| parsed(texts)).unwrap_or_default();
        Self {
            nouns: findings
                .iter()
                .map(|finding| finding.nouns.iter().map(|noun| Noun::parse(&spell(noun))).collect())
                .collect(),
            sites: sites
                .iter()
                .map(|site| site.names.iter().map(|names| spelt(names)).collect())
                .collect(),
            sentences: sentences(&patterns.sentences),
            answers: sentences(&patterns.answers),
            short: sentences(&patterns.short),
            size: sizes("size"),
            now: sizes("now"),
            headings: named(&house.headings),
            texts: house.text.iter().map(|(name, texts)| (name.clone(), parsed(texts))).collect(),
            people: named(&house.people),
            planted: named(&house.planted),
        }
    }
}

/// A table of the program.
///
/// # Errors
/// A table that is not of its form.
pub(super) fn table<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|e| Error::usage(format!("the built-in table {name} is wrong: {e}")))
}

#[cfg(test)]
mod tests;
