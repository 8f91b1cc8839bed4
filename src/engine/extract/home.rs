//! The one place that a finding can be at: "a left subdural haematoma" is in the space outside the brain, on the left.

use super::Mention;
use super::SiteMention;
use crate::document::Document;
use crate::lexicon::SiteId;

/// Gives their home to the mentions of the whole report that are told with a side and no place. It runs last, so that nothing else takes over a
/// place that nobody said. Without a side the name of the finding says as much, and nothing is added.
pub(super) fn give(doc: &Document, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut() {
        let Some(home) = doc.lexicon.findings[mention.finding.index()].home else {
            continue;
        };
        let (first, end) = mention.tokens;
        // "The sinuses are free of clot": a word with two meanings, and the finding tells which.
        let own = |s: &SiteMention| first <= s.tokens.0 && s.tokens.1 <= end;
        let mut named = mention.sites.iter_mut().filter(|s| own(s)).peekable();
        if named.peek().is_some()
            && let Some(around) = around(doc, home)
        {
            named.filter(|s| !doc.lexicon.within(s.site, around)).for_each(|s| s.site = home);
        }
        if let (Some(side), true) = (mention.side, mention.is_nowhere()) {
            mention.sites.push(SiteMention {
                site: home,
                laterality: Some(side),
                tokens: mention.tokens,
            });
        }
    }
}

/// The widest place that there is everywhere around `home`: a word for something outside of it means another thing.
fn around(doc: &Document, home: SiteId) -> Option<SiteId> {
    let sites = doc.lexicon.sites.iter().enumerate();
    let wide = sites.filter(|(i, s)| s.everywhere && doc.lexicon.within(home, SiteId(*i as u16)));
    let widest = wide.min_by_key(|(_, s)| s.depth);
    widest.map(|(i, _)| SiteId(i as u16))
}
