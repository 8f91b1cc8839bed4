//! What is not of head and spine: a report of another part of the body, or a sentence on one, makes no finding.

use super::{Input, Mention};
use crate::lexicon::Region;

/// Removes the mentions from index `base` whose places all lie elsewhere, and those without a place in a report on another part of
/// the body; of the others the places elsewhere are left out.
pub(super) fn drop(input: &Input, study: Option<Region>, mentions: &mut Vec<Mention>, base: usize) {
    let region = |site: crate::lexicon::SiteId| input.lexicon.sites[site.index()].region;
    let mut kept = base;
    for index in base..mentions.len() {
        let mention = &mut mentions[index];
        let placed = !mention.sites.is_empty() || !mention.levels.is_empty();
        if mention.sites.iter().any(|s| region(s.site) == Some(Region::Elsewhere)) {
            mention.sites.retain(|s| region(s.site) != Some(Region::Elsewhere));
        }
        let here = !mention.sites.is_empty() || !mention.levels.is_empty();
        let elsewhere = if placed { !here } else { study == Some(Region::Elsewhere) };
        if !elsewhere || input.lexicon.findings[mention.finding.index()].elsewhere {
            if kept != index {
                mentions.swap(kept, index);
            }
            kept += 1;
        }
    }
    mentions.truncate(kept);
}
