//! From terms to findings: clauses, sites, composition, attributes, refinement.

mod attributes;
mod clauses;
mod compose;
mod ellipsis;
mod inherit_sites;
mod levels;
mod locate;
mod maybe_index;
mod mention;
mod out_of_scope;
mod refine;
mod sites;
mod sizes;
mod targets;
mod token_table;

pub use levels::vertebra;
pub use maybe_index::MaybeIndex;
pub use mention::*;
pub use refine::exact;
pub(crate) use sites::side_at;
pub use targets::target;
pub use token_table::{TokenEntry, TokenTable};

use crate::document::Document;
use crate::lexicon::Lane;
use crate::text::Gap;
use crate::vocabulary::Role;

/// Working memory of this stage, and what it leaves for the context stage.
#[derive(Debug, Default)]
pub struct Scratch {
    /// What each token of the report is.
    pub table: TokenTable,
    items: Vec<sites::SiteItem>,
    levels: Vec<Level>,
    candidates: compose::ComposeMemory,
    heading: sites::OrganHeading,
}

/// Finds the mentions of a report, in order of place, without their context.
pub fn find_mentions(doc: &Document, scratch: &mut Scratch, mentions: &mut Vec<Mention>) {
    mentions.clear();
    scratch.table.start(doc);
    scratch.heading.clear();
    let region = doc.region().map(|(region, _)| region);
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if matches!(
            sentence.role,
            Role::Technique | Role::Comparison | Role::Recommendation | Role::Other
        ) {
            continue;
        }
        let first = mentions.len();
        scratch.heading.leave(doc, sentence);
        scratch.table.open(doc, sentence);
        let sites = scratch.table.terms(doc, Lane::Site, sentence).next().is_some();
        let placed = sites || scratch.heading.holds(sentence);
        let complete = compose::prepare(doc, sentence, &scratch.table, placed, &mut scratch.candidates);
        let heads = sites && sites::may_head(doc, sentence, &scratch.table);
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
        inherit_sites::inherit(doc, sentence, table, mentions, first);
        out_of_scope::drop(doc, region, mentions, first);
        refine::refine(doc, table, region, mentions, first);
    }
}
