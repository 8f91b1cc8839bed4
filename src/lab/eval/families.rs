//! Families: findings that count as one.

use crate::lexicon::Lexicon;
use std::collections::HashMap;

/// The family of each finding, as given in the lexicon. A finding without a family is a family of its own.
#[derive(Clone, Debug, Default)]
pub struct Families(HashMap<String, String>);

impl Families {
    /// The families of a lexicon.
    pub fn of(lexicon: &Lexicon) -> Self {
        let named = lexicon.findings.iter().filter_map(|f| Some((f.id.clone(), f.family.clone()?)));
        Self(named.collect())
    }

    /// The family of the finding with this id.
    pub fn get<'a>(&'a self, finding: &'a str) -> &'a str {
        self.0.get(finding).map_or(finding, String::as_str)
    }
}
