//! Families: findings that count as one.

use crate::lexicon::Lexicon;
use std::collections::HashMap;

/// The family of each finding, as given in the lexicon. A finding without a family is a family of its own.
#[derive(Clone, Debug, Default)]
pub struct Families {
    named: HashMap<String, String>,
    /// For each site the family whose denial its bare normality amounts to.
    denied_by_normal: HashMap<String, String>,
}

impl Families {
    /// The families of a lexicon.
    pub fn of(lexicon: &Lexicon) -> Self {
        let named = lexicon.findings.iter().filter_map(|f| Some((f.id.clone(), f.family.clone()?)));
        let mut families = Self {
            named: named.collect(),
            denied_by_normal: HashMap::new(),
        };
        for site in &lexicon.sites {
            if let Some(finding) = site.normal_denies {
                let family = families.get(&lexicon.findings[finding.index()].id).to_owned();
                families.denied_by_normal.insert(site.id.clone(), family);
            }
        }
        families
    }

    /// The family whose denial bare normality of a site amounts to: "mastoids clear" denies an effusion.
    pub fn denied_by_normal(&self, site: &str) -> Option<&str> {
        self.denied_by_normal.get(site).map(String::as_str)
    }

    /// The family of the finding with this id.
    pub fn get<'a>(&'a self, finding: &'a str) -> &'a str {
        self.named.get(finding).map_or(finding, String::as_str)
    }
}
