//! The one place that a finding can be at: "a left subdural haematoma" is in the space outside the brain, on the left.

use super::Mention;
use super::SiteMention;
use crate::document::Document;
use crate::lexicon::SiteId;

/// Gives their home to the mentions of the whole report that are told with a side and no place. It runs last, so that nothing else takes over a
/// place that nobody said. Without a side the name of the finding says as much, and nothing is added.
pub(super) fn give(doc: &Document, mentions: &mut [Mention]) {
    // What there is everywhere around a place: a word for something outside of it means another thing.
    let wide = |i: usize| doc.lexicon.sites[i].everywhere;
    for mention in mentions.iter_mut() {
        let Some(home) = doc.lexicon.findings[mention.finding.index()].home else {
            continue;
        };
        let (first, end) = mention.tokens;
        // "The sinuses are free of clot": a word with two meanings, and the finding tells which.
        let around = (0..doc.lexicon.sites.len()).filter(|&i| wide(i) && doc.lexicon.within(home, SiteId(i as u16)));
        let around = around.min_by_key(|&i| doc.lexicon.sites[i].depth).map(|i| SiteId(i as u16));
        let outside = |site| around.is_some_and(|a| !doc.lexicon.within(site, a));
        let strange = |s: &SiteMention| first <= s.tokens.0 && s.tokens.1 <= end && outside(s.site);
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
