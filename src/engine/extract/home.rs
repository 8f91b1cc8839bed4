//! The one place that a finding can be at: "a left subdural haematoma" is in the space outside the brain, on the left.

use super::Mention;
use super::SiteMention;
use crate::document::Document;
use crate::lexicon::SiteId;

/// The site that has all within the skull.
const INSIDE: &str = "intracranial";

/// Gives their home to the mentions of the whole report that are told with a side and no place. It runs last, so that nothing else takes over a
/// place that nobody said. Without a side the name of the finding says as much, and nothing is added.
pub(super) fn give(doc: &Document, mentions: &mut [Mention]) {
    let inside = doc.lexicon.sites.iter().position(|s| s.id == INSIDE);
    let is_inside = |site| inside.is_some_and(|i| doc.lexicon.within(site, SiteId(i as u16)));
    for mention in mentions.iter_mut() {
        let Some(home) = doc.lexicon.findings[mention.finding.index()].home else {
            continue;
        };
        let (first, end) = mention.tokens;
        // "The sinuses are free of clot": a word with two meanings, and the finding tells which.
        let strange = |s: &SiteMention| is_inside(home) && !is_inside(s.site) && first <= s.tokens.0 && s.tokens.1 <= end;
        mention.sites.iter_mut().filter(|s| strange(s)).for_each(|s| s.site = home);
        if let (Some(side), true) = (mention.side, mention.is_nowhere()) {
            mention.sites.push(SiteMention {
                site: home,
                laterality: Some(side),
                tokens: mention.tokens,
            });
        }
    }
}
