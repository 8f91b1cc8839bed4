//! From terms to findings: clauses, sites, composition, attributes, refinement.

mod attributes;
mod becomes;
mod carry;
mod clauses;
mod compose;
mod ellipsis;
mod elsewhere;
mod levels;
mod locate;
mod mention;
mod sites;
mod sizes;
mod targets;
mod view;

pub use becomes::exact;
pub use levels::vertebra;
pub use mention::*;
pub(crate) use sites::side_at;
pub use targets::target;
pub use view::{TokenView, View};

use crate::lexicon::{Lane, Lexicon, Role};
use crate::structure::{Section, Sentence};
use crate::study::{Pages, Study};
use crate::terms::Terms;
use crate::text::{Gap, Shape, TextBuffer};

/// What the stages after segmentation read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The rules.
    pub lexicon: &'a Lexicon,
    /// The text as received.
    pub text: &'a str,
    /// Its folded form and tokens.
    pub buffer: &'a TextBuffer,
    /// The phrases found.
    pub terms: &'a Terms,
    /// The sections.
    pub sections: &'a [Section],
    /// The sentences.
    pub sentences: &'a [Sentence],
    /// The kind of study.
    pub study: &'a Study,
}

impl<'a> Input<'a> {
    /// The report as far as the kind of study is read from it.
    pub fn pages(&self) -> Pages<'a> {
        Pages {
            lexicon: self.lexicon,
            buffer: self.buffer,
            terms: self.terms,
            sections: self.sections,
            sentences: self.sentences,
        }
    }

    /// True when the study is known to be of this modality.
    pub fn is_modality(&self, id: &str) -> bool {
        let known = self.study.modality(&self.pages());
        known.is_some_and(|(number, _)| self.lexicon.studies.modalities[number as usize] == id)
    }

    /// True when the study is said to show this part of the body.
    pub fn shows(&self, part: u16) -> bool {
        let known = self.study.body_parts();
        known.is_some_and(|(parts, _)| parts.has(part))
    }

    /// True when token `index` is "the", "a" or "an".
    pub(crate) fn is_article(&self, index: u32) -> bool {
        self.buffer.tokens[index as usize].shape.has(Shape::ARTICLE)
    }
}

/// Working memory of this stage, and what it leaves for the context stage.
#[derive(Debug, Default)]
pub struct Scratch {
    /// What each token of the report is.
    pub view: View,
    items: Vec<sites::SiteItem>,
    levels: Vec<Level>,
    candidates: compose::Candidates,
    heading: sites::OrganHeading,
}

/// Finds the mentions of a report, in order of place, without their context.
pub fn find_mentions(input: &Input, scratch: &mut Scratch, mentions: &mut Vec<Mention>) {
    mentions.clear();
    scratch.view.start(input);
    scratch.heading.clear();
    let region = input.study.region().map(|(region, _)| region);
    for (index, sentence) in input.sentences.iter().enumerate() {
        if matches!(
            sentence.role,
            Role::Technique | Role::Comparison | Role::Recommendation | Role::Other
        ) {
            continue;
        }
        let first = mentions.len();
        scratch.heading.leave(input, sentence);
        scratch.view.open(input, sentence);
        let sites = scratch.view.terms(input, Lane::Site, sentence).next().is_some();
        let placed = sites || scratch.heading.holds(sentence);
        let complete = compose::prepare(input, sentence, &scratch.view, placed, &mut scratch.candidates);
        let heads = sites && sites::may_head(input, sentence, &scratch.view);
        if !complete && !heads && !scratch.view.has.gaps.has(Gap::HYPHEN) {
            continue;
        }
        scratch.view.lay_out(input, sentence);
        let promising = complete || ellipsis::may_hang(&scratch.view);
        if !promising && !heads {
            continue;
        }
        clauses::mark(input, sentence, &mut scratch.view);
        sites::find(input, sentence, &scratch.view, &mut scratch.heading, &mut scratch.items);
        if !promising {
            continue;
        }
        levels::find(input, sentence, &scratch.view, region, &mut scratch.levels);
        compose::find(
            input,
            index as u32,
            sentence,
            &mut scratch.view,
            &scratch.items,
            &mut scratch.candidates,
            mentions,
        );
        if mentions.len() == first {
            continue;
        }
        let view = &mut scratch.view;
        view.claim(first, &mentions[first..]);
        attributes::bind(input, sentence, view, &mut mentions[first..], first);
        let places = locate::Places {
            items: &scratch.items,
            levels: &scratch.levels,
            heading: &scratch.heading,
        };
        locate::bind(input, sentence, view, places, mentions, first);
        sizes::bind(input, sentence, view, &mut mentions[first..]);
        carry::inherit(input, sentence, view, mentions, first);
        elsewhere::drop(input, region, mentions, first);
        becomes::refine(input, view, region, mentions, first);
    }
}
