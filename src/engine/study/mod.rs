//! What kind of study a report is about: its modality, the parts of the body it shows, and the region they belong to.
//!
//! Metadata says it, else the title and the lines on how the study was made, else the words of the findings. What is contradictory
//! stays unknown. The words are those that the one scan has found; nothing is searched for here.

mod metadata;
mod named;
mod title;
mod words;

pub use named::{One, Parts};

use crate::document::Document;
use crate::lexicon::{Lane, Lexicon};
use crate::vocabulary::Region;
use named::Named;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// Where something is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Metadata.
    Meta,
    /// The title, or the lines on how the study was made.
    Title,
    /// The words of the findings.
    Words,
}

impl Source {
    /// The word in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Title => "title",
            Self::Words => "words",
        }
    }
}

/// The kind of the study at hand. Reused from report to report.
#[derive(Debug, Default)]
pub struct Study {
    reader: metadata::MetaReader,
    given: Named,
    title: Named,
    region: Option<(Region, Source)>,
    /// Few ask for it, and finding it takes a look at all words.
    words: OnceLock<One>,
}

impl Study {
    /// A study whose kind is known without its report, by numbers of the lexicon.
    pub fn known(modality: Option<u16>, parts: impl Iterator<Item = u16>) -> Self {
        let mut given = Named {
            modality: modality.map_or(One::Silent, One::Is),
            ..Named::default()
        };
        parts.for_each(|part| given.parts.add(part));
        Self {
            given,
            words: OnceLock::from(One::Silent),
            ..Self::default()
        }
    }

    /// Reads the metadata that a report came with, as keys and values.
    pub fn set_metadata<'m>(&mut self, lexicon: &Lexicon, meta: impl Iterator<Item = (&'m str, &'m str)> + Clone) {
        self.given = self.reader.parse(lexicon, meta);
    }

    /// The number of the modality that metadata says, without a report.
    pub fn modality_of<'m>(&mut self, lexicon: &Lexicon, meta: impl Iterator<Item = (&'m str, &'m str)> + Clone) -> Option<u16> {
        self.reader.parse(lexicon, meta).modality.get()
    }

    /// Reads the report, after its metadata.
    pub fn determine(&mut self, doc: &Document<'_>) {
        self.title = title::parse(doc);
        self.words.take();
        let named = self.body_parts();
        let named = named.and_then(|(parts, source)| Some((parts.region(doc.lexicon)?, source)));
        self.region = named.or_else(|| Some((of_places(doc)?, Source::Words)));
    }

    /// The number of the modality in [`Studies::modalities`](crate::lexicon::Studies::modalities), and where it is known from.
    pub fn modality(&self, doc: &Document<'_>) -> Option<(u16, Source)> {
        let (one, source) = match (self.given.modality, self.title.modality) {
            (One::Silent, One::Silent) => (*self.words.get_or_init(|| words::modality(doc)), Source::Words),
            (One::Silent, title) => (title, Source::Title),
            (given, _) => (given, Source::Meta),
        };
        one.get().map(|number| (number, source))
    }

    /// The parts of the body that are named, and where.
    pub fn body_parts(&self) -> Option<(Parts, Source)> {
        let named = |parts: Parts, source| (!parts.is_empty()).then_some((parts, source));
        named(self.given.parts, Source::Meta).or_else(|| named(self.title.parts, Source::Title))
    }

    /// The region that the parts named belong to, or else most of the places that the report speaks of.
    pub fn region(&self) -> Option<(Region, Source)> {
        self.region
    }
}

/// The region of the part of the body that a sentence names as the title of a study.
pub fn titled(doc: &Document<'_>, sentence: &crate::structure::Sentence) -> Option<Region> {
    title::region(doc, sentence)
}

/// The region that most places of the report belong to; elsewhere only where those of head and spine together are fewer.
fn of_places(doc: &Document<'_>) -> Option<Region> {
    let (mut brain, mut spine, mut elsewhere) = (0, 0, 0);
    for term in doc.terms.lane(Lane::Site) {
        match doc.lexicon.sites[term.entry as usize].region {
            Some(Region::Brain) => brain += 1,
            Some(Region::Spine) => spine += 1,
            Some(Region::Elsewhere) => elsewhere += 1,
            None => {}
        }
    }
    if elsewhere > brain + spine {
        return Some(Region::Elsewhere);
    }
    match brain.cmp(&spine) {
        std::cmp::Ordering::Greater => Some(Region::Brain),
        std::cmp::Ordering::Less => Some(Region::Spine),
        std::cmp::Ordering::Equal => None,
    }
}
