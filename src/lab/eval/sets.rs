//! What is compared of a report: pairs of a finding and its status.

use super::families::Families;
use super::gold::Gold;
use super::stated::{Pair, Statement};
use std::collections::{BTreeSet, HashSet};

/// The part of the gold or of the reading that is compared, without disputed statements.
pub(super) struct Sets {
    pub statements: BTreeSet<Pair>,
    pub families: BTreeSet<Pair>,
    pub noticed: BTreeSet<String>,
    pub changes: BTreeSet<(String, String)>,
}

impl Sets {
    /// Those of `said`.
    pub fn of<'a>(said: impl Iterator<Item = &'a Statement> + Clone, gold: &Gold, families: &Families) -> Self {
        let disputed: HashSet<&str> = gold.disputed_families.iter().map(|(family, _)| family.as_str()).collect();
        let pairs = |s: &Statement| (s.finding.clone(), s.stated);
        let family = |s: &Statement| families.get(&s.finding).to_owned();
        Self {
            statements: said.clone().map(pairs).filter(|p| !gold.disputed.contains(p)).collect(),
            families: said
                .clone()
                .map(|s| (family(s), s.stated))
                .filter(|p| !gold.disputed_families.contains(p))
                .collect(),
            noticed: said.clone().map(family).filter(|f| !disputed.contains(f.as_str())).collect(),
            changes: said.filter_map(|s| Some((family(s), s.change.clone()?))).collect(),
        }
    }
}
