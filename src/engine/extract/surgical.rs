//! The place of an operation, and the words that point back to it: "along the wall of the cavity", "the tumour bed", "the biopsy track".

use super::{Mention, SiteMention, TokenTable};
use crate::document::Document;
use crate::structure::Sentence;
use crate::vocabulary::Laterality;
use smallvec::SmallVec;

/// The finding that tells of an operation.
const OPERATED: &str = "device_or_surgical_change";

/// The most words between a finding and the word that points back.
const FARTHEST: u32 = 8;

/// Where the last operation told of was.
#[derive(Debug, Default)]
pub(super) struct Surgical {
    sites: SmallVec<[SiteMention; 2]>,
    /// On which side it was.
    side: Option<Laterality>,
}

impl Surgical {
    /// Begins a report.
    pub fn clear(&mut self) {
        self.sites.clear();
        self.side = None;
    }

    /// Gives the place to the mentions of a sentence that name none and stand beside a word that points to it, then takes up what the sentence
    /// tells of an operation.
    pub fn follow(&mut self, doc: &Document, sentence: &Sentence, table: &TokenTable, own: &mut [Mention]) {
        for mention in own.iter_mut() {
            let operated = doc.lexicon.findings[mention.finding.index()].id == OPERATED;
            if operated {
                // "Right pterional craniotomy. Temporal resection cavity": what was left is on the side of the opening.
                let open = mention.laterality().is_none() && is_cavity(doc, mention);
                for site in mention.sites.iter_mut().filter(|s| open && is_in_brain(doc, s)) {
                    site.laterality = self.side;
                }
                let told = mention.laterality();
                self.side = told.filter(|s| matches!(s, Laterality::Left | Laterality::Right)).or(self.side);
            }
            if mention.is_nowhere()
                && !self.sites.is_empty()
                && (points(doc, sentence, table, mention) || (operated && is_cavity(doc, mention)))
            {
                mention.sites.clone_from(&self.sites);
            } else if operated && mention.sites.iter().any(|s| is_in_brain(doc, s)) {
                self.sites = mention.sites.iter().filter(|s| is_in_brain(doc, s)).copied().collect();
            }
        }
    }
}

/// True for a place in the tissue of the brain.
pub(super) fn is_in_brain(doc: &Document, site: &SiteMention) -> bool {
    let brain = doc.lexicon.sites.iter().position(|s| s.id == "brain");
    brain.is_some_and(|b| b != site.site.index() && doc.lexicon.within(site.site, crate::lexicon::SiteId(b as u16)))
}

/// True when the mention's own words are those of what an operation left.
fn is_cavity(doc: &Document, mention: &Mention) -> bool {
    let (first, end) = mention.tokens;
    (first..end).any(|i| matches!(doc.buffer.word_of(i as usize), b"cavity" | b"bed"))
}

/// "Along the cavity", "at the resection margin", "under the bone flap": a word of an operation beside the mention, in its clause.
fn points(doc: &Document, sentence: &Sentence, table: &TokenTable, mention: &Mention) -> bool {
    let (first, end) = mention.tokens;
    let word = |i: u32| doc.buffer.word_of(i as usize);
    let from = sentence.tokens.0.max(first.saturating_sub(FARTHEST));
    let to = sentence.tokens.1.min(end + FARTHEST);
    let near = (from..to).filter(|&i| table.same_clause(i, first) || (i < first && i < sentence.tokens.0 + 3));
    { near }.any(|i| match word(i) {
        b"cavity" | b"tract" | b"track" | b"postoperative" | b"postsurgical" => true,
        b"margin" | b"margins" | b"bed" | b"flap" | b"site" => i > sentence.tokens.0 && !matches!(word(i - 1), b"the" | b"other"),
        _ => false,
    })
}
