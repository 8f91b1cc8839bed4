//! Where a statement is: in the head itself, in the spine, or elsewhere.

use crate::extract::Mention;
use crate::lexicon::{Lexicon, SiteId};
use crate::report::Report;
use crate::vocabulary::Region;

/// The places that wide tables tell apart, by the last part of the name of their columns and their description.
pub(super) const PLACES: [(&str, &str); 3] = [
    ("brain", "in the brain and what lies around it"),
    ("cord", "in the spine, its canal or its cord"),
    ("elsewhere", "in the rest of the head or of the body"),
];

const BRAIN: usize = 0;
const CORD: usize = 1;
const ELSEWHERE: usize = 2;

/// Tells the places of statements.
pub(super) struct Places {
    /// The site that holds the brain and all that lies with it. None in a lexicon without a site of that name: then the whole region counts.
    inside: Option<SiteId>,
}

impl Places {
    /// By the sites of `lexicon`: what holds the site `brain`, as far as the region of that site reaches.
    pub fn new(lexicon: &Lexicon) -> Self {
        let region = Some(Region::Brain);
        let named = |site: &crate::lexicon::SiteEntry| site.id == Region::Brain.as_str() && site.region == region;
        let mut inside = lexicon.sites.iter().position(named).map(|index| SiteId(index as u16));
        while let Some(parent) = inside.and_then(|site| lexicon.sites[site.index()].parent)
            && lexicon.sites[parent.index()].region == region
        {
            inside = Some(parent);
        }
        Self { inside }
    }

    /// The places of a statement, as indexes of [`PLACES`]: those of its sites and levels; where these tell none, the region of the study.
    pub fn of(&self, report: &Report<'_>, mention: &Mention) -> [bool; 3] {
        let mut at = [false; 3];
        at[CORD] = !mention.levels.is_empty();
        for site in &mention.sites {
            match report.doc.lexicon.sites[site.site.index()].region {
                Some(Region::Brain) if self.inside.is_none_or(|outer| report.doc.lexicon.within(site.site, outer)) => at[BRAIN] = true,
                Some(Region::Spine) => at[CORD] = true,
                Some(Region::Brain | Region::Elsewhere) => at[ELSEWHERE] = true,
                None => (),
            }
        }
        if at == [false; 3] {
            match report.doc.region().map(|(region, _)| region) {
                Some(Region::Brain) => at[BRAIN] = true,
                Some(Region::Spine) => at[CORD] = true,
                Some(Region::Elsewhere) => at[ELSEWHERE] = true,
                None => (),
            }
        }
        at
    }
}
