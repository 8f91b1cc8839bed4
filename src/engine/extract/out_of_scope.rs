//! What is not of head and spine: a report of another part of the body, or a sentence on one, makes no finding.

use super::Mention;
use crate::document::Document;
use crate::vocabulary::Region;

/// Removes the mentions from index `base` whose places all lie elsewhere, and those without a place in a report on another part of
/// the body; of the others the places elsewhere are left out.
pub(super) fn drop(doc: &Document, study: Option<Region>, mentions: &mut Vec<Mention>, base: usize) {
    let region = |site: crate::lexicon::SiteId| doc.lexicon.sites[site.index()].region;
    let mut kept = base;
    for index in base..mentions.len() {
        let mention = &mut mentions[index];
        let placed = !mention.sites.is_empty() || !mention.levels.is_empty();
        if mention.sites.iter().any(|s| region(s.site) == Some(Region::Elsewhere)) {
            mention.sites.retain(|s| region(s.site) != Some(Region::Elsewhere));
        }
        let here = !mention.sites.is_empty() || !mention.levels.is_empty();
        let elsewhere = if placed { !here } else { study == Some(Region::Elsewhere) };
        if !elsewhere || doc.lexicon.findings[mention.finding.index()].elsewhere {
            if kept != index {
                mentions.swap(kept, index);
            }
            kept += 1;
        }
    }
    mentions.truncate(kept);
}
