//! The regions of a report of several studies: what names no place is of the head or of the spine by what was studied.

use crate::document::Document;
use crate::lexicon::Lane;
use crate::structure::Sentence;
use crate::study::Source;
use crate::terms::Term;
use crate::vocabulary::{Region, Role};

/// The regions of a report of several studies.
#[derive(Debug, Default)]
pub(super) struct Regions {
    /// Both head and spine are spoken of.
    mixed: bool,
    /// The study says its region.
    named: bool,
    /// That of the part of the report.
    part: Option<Region>,
    /// A title has named studies of both, and none of one region has followed in its section.
    both: bool,
    /// A title has named studies of both: each section is of both until it says otherwise.
    joint: bool,
    section: u32,
    /// That of the last place named in the paragraph.
    near: Option<Region>,
    paragraph: u32,
}

/// How many places of head and spine each a report has to name to be of both.
const BOTH: usize = 2;

/// The most words of a line that may name a study.
pub(super) const LONGEST_TITLE: u32 = 9;

/// A study among the first so many words of a sentence is what it tells of.
const SUBJECT: u32 = 4;

impl Regions {
    /// Begins a report.
    pub fn start(&mut self, doc: &Document) {
        let count = |region| {
            let sites = doc.terms.lane(Lane::Site).iter();
            sites
                .filter(|t| doc.lexicon.sites[t.entry as usize].region == Some(region))
                .take(BOTH)
                .count()
        };
        let studied = |region| doc.terms.lane(Lane::Study).iter().any(|t| study_region(doc, t) == Some(region));
        *self = Self {
            mixed: (count(Region::Brain) == BOTH && count(Region::Spine) == BOTH) || (studied(Region::Brain) && studied(Region::Spine)),
            named: doc.region().is_some_and(|(_, source)| source != Source::Words),
            ..Self::default()
        };
    }

    /// Takes up the region that a sentence speaks of.
    pub fn note(&mut self, doc: &Document, sentence: &Sentence) {
        if !self.mixed {
            return;
        }
        let (first, end) = sentence.tokens;
        if self.joint && sentence.section != self.section {
            (self.both, self.part) = (true, None);
        }
        self.section = sentence.section;
        if sentence.paragraph != self.paragraph {
            self.paragraph = sentence.paragraph;
            self.near = None;
        }
        let named = doc.terms.between(Lane::Study, first, end);
        let title = sentence.role == Role::Technique || (sentence.opens_line && end - first <= LONGEST_TITLE);
        // "CT of the neck has no fracture. There is spondylosis."
        let subject = || named.first().is_some_and(|t| t.first < first + SUBJECT);
        if title || subject() {
            let mut own = named.iter().filter_map(|t| study_region(doc, t));
            if let Some(region) = own.next() {
                self.both = own.any(|other| other != region);
                self.joint |= self.both;
                self.part = Some(region).filter(|_| !self.both);
            }
        }
        let sites = doc.terms.between(Lane::Site, first, end).iter();
        let named = sites.rev().find_map(|t| doc.lexicon.sites[t.entry as usize].region);
        self.near = named.or(self.near);
    }

    /// The region of what names no place: that of the paragraph, of the part of the report, or else of the study.
    pub fn of(&self, study: Option<Region>) -> Option<Region> {
        if !self.mixed {
            return study;
        }
        let near = self.near.filter(|_| !self.named);
        near.or(self.part).or(study.filter(|_| !self.both))
    }
}

/// The region of the part of the body that a term names as studied.
fn study_region(doc: &Document, term: &Term) -> Option<Region> {
    doc.lexicon.studies.body_parts[term.body_part()?].region
}
