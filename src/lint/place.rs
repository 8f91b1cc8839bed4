//! Whether two statements speak of the same place, whatever the side.

use super::facts::Facts;
use crate::extract::{Mention, SiteMention};
use crate::lexicon::SiteId;
use crate::vocabulary::Laterality;

/// How far two statements agree on the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// The places differ.
    Apart,
    /// At least one of them names none.
    Unknown,
    /// One place is inside the other.
    Same,
}

/// Compares the places of two statements.
pub fn agreement(facts: &Facts<'_>, a: &Mention, b: &Mention) -> Agreement {
    let levels = match (a.levels.is_empty(), b.levels.is_empty()) {
        (false, false) if levels_meet(a, b) => Agreement::Same,
        (false, false) => return Agreement::Apart,
        _ => Agreement::Unknown,
    };
    if a.sites.is_empty() || b.sites.is_empty() {
        return levels;
    }
    let meet = a.sites.iter().any(|s| b.sites.iter().any(|t| nested(facts, s.site, t.site)));
    if meet { Agreement::Same } else { Agreement::Apart }
}

/// True when one place is the other or inside it.
pub fn nested(facts: &Facts<'_>, a: SiteId, b: SiteId) -> bool {
    let lexicon = facts.doc().lexicon;
    lexicon.within(a, b) || lexicon.within(b, a)
}

/// True when the first statement is about a place and a side that the second covers: what is denied everywhere is denied here too.
pub fn is_covered(facts: &Facts<'_>, inner: &Mention, outer: &Mention) -> bool {
    let lexicon = facts.doc().lexicon;
    let side = |mention: &Mention, site: &SiteMention| site.laterality.or_else(|| mention.laterality());
    let fits = |site: &SiteMention| {
        outer.sites.iter().any(|other| {
            let sides = match (side(inner, site), side(outer, other)) {
                (_, None | Some(Laterality::Bilateral)) => true,
                (Some(a), Some(b)) => a == b,
                (None, Some(_)) => false,
            };
            sides && lexicon.within(site.site, other.site)
        })
    };
    let sites = outer.sites.is_empty() || (!inner.sites.is_empty() && inner.sites.iter().all(fits));
    let levels = outer.levels.is_empty()
        || (!inner.levels.is_empty() && inner.levels.iter().all(|level| within_levels(outer, level.from, level.to)));
    let own_side = match (outer.sites.is_empty(), outer.side, inner.laterality()) {
        (true, Some(side @ (Laterality::Left | Laterality::Right)), own) => own == Some(side),
        _ => true,
    };
    sites && levels && own_side
}

fn within_levels(outer: &Mention, from: u8, to: u8) -> bool {
    outer.levels.iter().any(|level| level.from <= from && to <= level.to)
}

/// True when any level of one statement is a level of the other.
pub fn levels_meet(a: &Mention, b: &Mention) -> bool {
    let meets = |from: u8, to: u8| b.levels.iter().any(|level| level.from <= to && from <= level.to);
    a.levels.iter().any(|level| meets(level.from, level.to))
}
