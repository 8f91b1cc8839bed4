//! A list of places below what is there: "Treated metastases" or "Five enhancing lesions:", and a line for each place.

use super::sites::SiteItem;
use super::{MOST_PLACES, Mention, SiteMention, TokenTable};
use crate::document::Document;
use crate::lexicon::{Lane, Polarity};
use crate::structure::Sentence;
use crate::text::Gap;

/// The most words of a heading without a colon.
const LONGEST_TITLE: u32 = 4;

/// What heads a list of places.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The mentions of the heading, as a range of all.
    heads: Option<(usize, usize)>,
    section: u32,
}

impl Rows {
    /// Begins a report.
    pub fn clear(&mut self) {
        self.heads = None;
    }

    /// Forgets the list where a line follows that opens with no place, or another section.
    pub fn pass(&mut self, doc: &Document, sentence: &Sentence) {
        let first = sentence.tokens.0;
        let placed = !doc
            .terms
            .between(Lane::Site, first, sentence.tokens.1.min(first + LONGEST_TITLE))
            .is_empty();
        if sentence.section != self.section || (sentence.opens_line && !placed) {
            self.heads = None;
        }
    }

    /// True when the sentence may be a row of the list.
    pub fn may_go_on(&self, sentence: &Sentence) -> bool {
        self.heads.is_some() && sentence.opens_line
    }

    /// Gives the places that the row opens with to the finding that heads the list.
    pub fn go_on(&mut self, doc: &Document, sentence: &Sentence, table: &TokenTable, items: &[SiteItem], mentions: &mut [Mention]) {
        let Some((from, to)) = self.heads else { return };
        let (first, end) = sentence.tokens;
        let Some(item) = items.first().filter(|i| i.lead <= first + 1 && i.end > first) else {
            self.heads = None;
            return;
        };
        if table.polarity(doc, first..end) == Polarity::Denied {
            return;
        }
        for item in items.iter().filter(|i| i.group == item.group) {
            let place = SiteMention {
                site: item.site,
                laterality: item.side,
                tokens: item.shown,
            };
            let same = |s: &SiteMention| s.site == place.site && s.laterality == place.laterality;
            mentions[from..to]
                .iter_mut()
                .filter(|m| m.sites.len() < MOST_PLACES && !m.sites.iter().any(same))
                .for_each(|m| m.sites.push(place));
        }
    }

    /// Takes up the mentions from index `base` of a sentence that heads a list: it ends in a colon, or is a short line of its own.
    pub fn open(&mut self, doc: &Document, (number, sentence): (usize, &Sentence), mentions: &[Mention], base: usize) {
        let (first, end) = sentence.tokens;
        let next = doc.sentences.get(number + 1);
        let colon = doc.buffer.tokens.get(end as usize).is_some_and(|t| t.gap.has(Gap::COLON));
        // "Haemorrhage | nil" has said it all.
        let title = sentence.opens_line && end - first <= LONGEST_TITLE && sentence.value == 0 && sentence.answer.is_none();
        let heads = next.is_some_and(|n| n.opens_line && n.section == sentence.section) && (colon || title);
        if heads && mentions.len() > base && mentions[base..].iter().all(Mention::is_nowhere) {
            self.heads = Some((base, mentions.len()));
            self.section = sentence.section;
        }
    }
}
