//! The part of the spine that a title, a heading or a label names: "MRI CERVICAL SPINE", "T-spine:", "Thoracic cord:". What is said below it of
//! "the cord", or of the spine without a place, is said of that part.

use super::{Mention, SiteMention, TokenTable, refine};
use crate::document::Document;
use crate::lexicon::{Lane, SiteId};
use crate::structure::Sentence;
use crate::text::Gap;
use crate::vocabulary::Role;

/// A part of the spine, as its site, and the words that name it.
type Named = (SiteId, (u32, u32));

/// The part of the spine that is being read.
#[derive(Debug, Default)]
pub(super) struct SpinePart {
    /// Named by the title or the heading above.
    titled: Option<Named>,
    /// How many titles there were.
    titles: u32,
    /// Named by the label of the line, or by one on a line of its own.
    label: Option<Named>,
    /// The label stands alone on its line and holds for those below.
    alone: bool,
    section: Option<u32>,
    paragraph: u32,
}

/// The most words of a line that may name a study.
const LONGEST_TITLE: u32 = 9;

/// The most words of a label.
const LONGEST_LABEL: u32 = 4;

impl SpinePart {
    /// Takes up what a sentence, or the heading above it, names.
    pub fn note(&mut self, doc: &Document, sentence: &Sentence) {
        let (first, end) = sentence.tokens;
        if self.section != Some(sentence.section) {
            self.section = Some(sentence.section);
            self.label = None;
            let heading = doc.sections[sentence.section as usize].heading;
            self.take_title(doc, heading);
        }
        let short = end - first <= LONGEST_TITLE;
        if sentence.role == Role::Technique || (sentence.opens_line && short) {
            self.take_title(doc, (first, end));
        }
        if !sentence.opens_line {
            return;
        }
        if let Some((named, alone)) = label(doc, sentence) {
            self.label = Some(named);
            self.alone = alone;
            self.paragraph = sentence.paragraph;
        } else if !self.alone || self.paragraph != sentence.paragraph {
            self.label = None;
        }
    }

    /// A title that names one part of the spine, and no other part of the body.
    fn take_title(&mut self, doc: &Document, (first, end): (u32, u32)) {
        let mut named: Option<Named> = None;
        for term in doc.terms.between(Lane::Study, first, end) {
            let Some(number) = term.body_part() else { continue };
            let part = of_name(doc, &doc.lexicon.studies.body_parts[number].id);
            self.titles += u32::from(named.is_none());
            let same = named.is_none_or(|(p, _)| Some(p) == part);
            self.titled = part.filter(|_| same).map(|p| (p, (term.first, term.end)));
            if self.titled.is_none() {
                return;
            }
            named = self.titled;
        }
    }

    /// Gives the part to what is said of the cord, or of the spine without a place.
    pub fn give(&self, doc: &Document, sentence: &Sentence, table: &TokenTable, own: &mut [Mention]) {
        let of_all = sentence.role == Role::Impression && self.titles > 1;
        let Some((part, tokens)) = self.label.or(self.titled.filter(|_| !of_all)) else {
            return;
        };
        for mention in own.iter_mut().filter(|m| m.levels.is_empty()) {
            let (start, stop) = mention.tokens;
            let own = |s: &SiteMention| start <= s.tokens.0 && s.tokens.1 <= stop;
            let wide = |s: &SiteMention| doc.lexicon.sites[s.site.index()].at_every_level;
            let exact = mention.sites.iter().enumerate().filter(|(_, s)| wide(s));
            let exact = { exact }.find_map(|(at, s)| same_part(doc, s.site, part).map(|site| (at, site)));
            if let Some((at, site)) = exact {
                mention.sites[at].site = site;
                continue;
            }
            let nowhere = mention.sites.iter().all(|s| own(s) && wide(s));
            let implied = &doc.lexicon.findings[mention.finding.index()].implies;
            let bony = implied.iter().any(|s| doc.lexicon.sites[s.index()].at_every_level);
            // A title speaks of what is not there anywhere in its part; what is there is somewhere.
            let anywhere = self.label.is_some() || mention.assertion.denies() || refine::is_denied(doc, table, mention);
            if bony && anywhere && nowhere {
                mention.sites.clear();
                mention.sites.push(SiteMention {
                    site: part,
                    laterality: None,
                    tokens,
                });
            }
        }
    }
}

/// The first word of an id, which the places of one part of the spine share.
fn stem(id: &str) -> &str {
    id.split('_').next().unwrap_or(id)
}

/// The place inside a wide one ("the cord") that belongs to the part.
fn same_part(doc: &Document, wide: SiteId, part: SiteId) -> Option<SiteId> {
    let wanted = stem(&doc.lexicon.sites[part.index()].id);
    let inside = |n: usize| n != wide.index() && doc.lexicon.within(SiteId(n as u16), wide) && stem(&doc.lexicon.sites[n].id) == wanted;
    let found = (0..doc.lexicon.sites.len()).find(|&n| inside(n) && n != part.index())?;
    (!doc.lexicon.within(part, wide)).then_some(SiteId(found as u16))
}

/// The part of the spine that a site or a part of the body stands for: one that is both a site and a part of the body, or what is named like it.
fn of_name(doc: &Document, id: &str) -> Option<SiteId> {
    let imaged = |id: &str| doc.lexicon.studies.body_parts.iter().any(|p| p.id == id);
    let part = |s: &crate::lexicon::SiteEntry| s.at_every_level && s.id.contains('_') && stem(&s.id) == stem(id) && imaged(&s.id);
    let site = doc.lexicon.sites.iter().position(part)?;
    Some(SiteId(site as u16))
}

/// "C-spine:", "Thoracic levels -": the one part that the label of the line names, and whether it stands alone.
fn label(doc: &Document, sentence: &Sentence) -> Option<(Named, bool)> {
    let (first, end) = sentence.tokens;
    let marks = |at: u32| {
        let gap = doc.buffer.tokens.get(at as usize).map(|t| t.gap);
        gap.is_none_or(|g| g.has(Gap::COLON) || g.is_dash())
    };
    let short = end - first <= LONGEST_LABEL;
    let stop = (first + 1..=end.min(first + LONGEST_LABEL))
        .find(|&i| marks(i))
        .or(short.then_some(end))?;
    let mut named = doc.terms.between(Lane::Site, first, stop).iter().filter(|t| t.end <= stop);
    let term = named.next()?;
    let part = of_name(doc, &doc.lexicon.sites[term.entry as usize].id)?;
    let other = named.any(|t| of_name(doc, &doc.lexicon.sites[t.entry as usize].id) != Some(part));
    let begins = term.first <= first + 1;
    (begins && !other).then_some(((part, (term.first, term.end)), stop == end))
}
