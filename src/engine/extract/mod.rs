//! From terms to findings: clauses, sites, composition, attributes, refinement.

mod attributes;
mod clauses;
mod compose;
mod ellipsis;
mod home;
mod inherit_sites;
mod levels;
mod locate;
mod maybe_index;
mod mention;
mod out_of_scope;
mod refine;
mod regions;
mod rows;
mod side_again;
mod side_words;
mod sides;
mod site_item;
mod sites;
mod sizes;
mod spine_part;
mod surgical;
mod targets;
mod token_table;
mod topic;

pub use levels::vertebra;
pub use maybe_index::MaybeIndex;
pub use mention::*;
pub use refine::exact;
pub(crate) use side_words::side_at;
pub(crate) use sizes::{number_at, size_at};
pub use targets::target;
pub use token_table::{TokenEntry, TokenTable};

use crate::document::Document;
use crate::lexicon::Lane;
use crate::structure::{Sentence, SentenceLink};
use crate::study;
use crate::text::Gap;
use crate::vocabulary::{Region, Role};

/// Working memory of this stage, and what it leaves for the context stage.
#[derive(Debug, Default)]
pub struct ExtractScratch {
    /// What each token of the report is.
    pub table: TokenTable,
    items: Vec<sites::SiteItem>,
    levels: Vec<Level>,
    candidates: compose::ComposeMemory,
    heading: sites::OrganHeading,
    topic: topic::Topic,
    regions: regions::Regions,
    rows: rows::Rows,
    surgical: surgical::Surgical,
}

/// The part of a report of several studies that is being read.
struct StudyPart {
    /// The region of the whole report.
    whole: Option<Region>,
    /// That of the title above.
    titled: Option<Region>,
    /// How many titles there were.
    titles: u32,
    /// True when nothing in the text can tell another region.
    told: bool,
    /// True when one impression speaks of all studies.
    one_impression: bool,
}

impl StudyPart {
    fn of(doc: &Document) -> Self {
        let named = doc.region();
        Self {
            whole: named.map(|(region, _)| region),
            titled: None,
            titles: 0,
            told: named.is_some_and(|(_, source)| source == study::Source::Meta),
            one_impression: doc.sections.iter().filter(|s| s.role == Role::Impression).count() == 1,
        }
    }

    /// The region that a sentence speaks of where it names no place: the title of another study begins a part of its own.
    fn region(&mut self, doc: &Document, sentence: &Sentence) -> Option<Region> {
        let own = matches!(sentence.role, Role::Findings | Role::Technique | Role::Other);
        let short = sentence.tokens.1 - sentence.tokens.0 <= SHORT_TITLE;
        if !self.told
            && own
            && (sentence.opens_line || short)
            && let Some(region) = study::titled(doc, sentence)
        {
            self.titled = Some(region);
            self.titles += 1;
        }
        let of_all = sentence.role == Role::Impression && self.one_impression && self.titles > 1;
        self.titled.filter(|_| !of_all).or(self.whole)
    }
}

/// A title inside a line has no more tokens.
const SHORT_TITLE: u32 = 4;

/// Finds the mentions of a report, in order of place, without their context.
pub fn find_mentions(doc: &Document, scratch: &mut ExtractScratch, mentions: &mut Vec<Mention>) {
    mentions.clear();
    scratch.table.start(doc);
    scratch.heading.clear();
    let mut part = StudyPart::of(doc);
    scratch.topic.clear();
    scratch.regions.start(doc);
    scratch.rows.clear();
    scratch.surgical.clear();
    let mut spine = spine_part::SpinePart::default();
    // The last sentence with a mention that is no reading of a line above.
    let mut unlinked = None;
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let study = part.region(doc, sentence);
        scratch.regions.note(doc, sentence);
        spine.note(doc, sentence);
        scratch.rows.pass(doc, sentence);
        if matches!(
            sentence.role,
            Role::Technique | Role::Comparison | Role::Recommendation | Role::Other
        ) {
            continue;
        }
        let first = mentions.len();
        scratch.heading.leave(doc, sentence);
        scratch.table.open(doc, sentence);
        let region = scratch.regions.of(study);
        scratch.topic.enter(doc, sentence, &scratch.table, &mut scratch.levels, region);
        let sites = scratch.table.terms(doc, Lane::Site, sentence).next().is_some();
        let placed = sites || scratch.heading.holds(sentence);
        let complete = compose::prepare(doc, sentence, &scratch.table, placed, &mut scratch.candidates);
        let row = sites && scratch.rows.may_go_on(sentence);
        let heads = (sites && sites::may_head(doc, sentence, &scratch.table)) || row;
        if !complete && !heads && !scratch.table.has.gaps.has(Gap::HYPHEN) {
            continue;
        }
        scratch.table.lay_out(doc, sentence);
        let promising = complete || ellipsis::may_hang(&scratch.table);
        if !promising && !heads {
            continue;
        }
        clauses::mark(doc, sentence, &mut scratch.table);
        sites::find(doc, sentence, &scratch.table, &mut scratch.heading, &mut scratch.items);
        if row {
            scratch.rows.go_on(doc, sentence, &scratch.table, &scratch.items, mentions);
        }
        if !promising {
            continue;
        }
        levels::find(doc, sentence, &scratch.table, region, &mut scratch.levels);
        compose::find(
            doc,
            index as u32,
            sentence,
            &mut scratch.table,
            (&scratch.items, &scratch.levels),
            &mut scratch.candidates,
            mentions,
        );
        if mentions.len() == first {
            continue;
        }
        let table = &mut scratch.table;
        table.claim(first, &mentions[first..]);
        attributes::bind(doc, sentence, table, &mut mentions[first..], first);
        let places = locate::Places {
            items: &scratch.items,
            levels: &scratch.levels,
            heading: &scratch.heading,
        };
        locate::bind(doc, sentence, table, places, mentions, first);
        sizes::bind(doc, sentence, table, &mut mentions[first..]);
        let label = scratch.topic.side_label(doc, sentence, table, &scratch.items);
        sides::bind(doc, sentence, table, &scratch.items, label, &mut mentions[first..], first);
        inherit_sites::inherit(doc, sentence, table, mentions, first, unlinked);
        scratch.topic.give_heads(doc, sentence, table, &mut mentions[first..]);
        scratch
            .topic
            .point_back(doc, (index, sentence), table, &mut mentions[first..], true);
        out_of_scope::drop(doc, region, mentions, first);
        refine::refine(doc, table, region, mentions, first);
        scratch
            .topic
            .point_back(doc, (index, sentence), table, &mut mentions[first..], false);
        scratch.surgical.follow(doc, sentence, table, &mut mentions[first..]);
        inherit_sites::within_sentence(doc, sentence, table, mentions, first);
        mentions[first..].iter_mut().for_each(|m| inherit_sites::prefer_levels(doc, m));
        mentions[first..].iter_mut().for_each(Mention::bound_places);
        side_again::go_on(doc, &mut mentions[first..]);
        spine.give(doc, sentence, table, &mut mentions[first..]);
        scratch.rows.open(doc, (index, sentence), mentions, first);
        scratch.topic.leave(doc, index, sentence, table, &mentions[first..]);
        if mentions.len() > first && sentence.link == SentenceLink::None {
            unlinked = Some(index as u32);
        }
    }
    home::give(doc, mentions);
}
