//! The modality that the words of the findings speak for, where nothing names one.

use super::named::One;
use super::{Pages, title};
use crate::lexicon::{Lane, Role, STUDY_PARTS};
use crate::structure::Sentence;
use crate::terms::Term;

/// The modality of all sentences that open with one, and of the words that only one has.
pub(super) fn modality(pages: &Pages<'_>) -> One {
    let studies = &pages.lexicon.studies;
    let mut one = One::Silent;
    for sentence in pages
        .sentences
        .iter()
        .filter(|s| matches!(s.role, Role::Findings | Role::Impression | Role::Addendum))
    {
        if names_one(pages, sentence) {
            // What else such a sentence says may have been seen on another study.
            if let Some(name) = title::opens(pages, sentence) {
                one.add(name.entry);
            }
            continue;
        }
        let own = |lane| pages.terms.between(lane, sentence.tokens.0, sentence.tokens.1).iter();
        let parts = own(Lane::Part).filter_map(|t| studies.by_part[t.entry as usize].filter(|_| !may_be_a_vertebra(pages, t)));
        let findings = own(Lane::Finding).filter_map(|t| studies.by_finding[t.entry as usize]);
        parts.chain(findings).for_each(|modality| one.add(modality));
        if one == One::Several {
            break;
        }
    }
    one
}

fn names_one(pages: &Pages<'_>, sentence: &Sentence) -> bool {
    let names = pages.terms.between(Lane::Study, sentence.tokens.0, sentence.tokens.1);
    names.iter().any(|t| t.entry < STUDY_PARTS)
}

/// "T1" and "T2" alone may be vertebrae.
fn may_be_a_vertebra(pages: &Pages<'_>, term: &Term) -> bool {
    term.len() == 1 && matches!(pages.buffer.word_of(term.first as usize), b"t1" | b"t2")
}
