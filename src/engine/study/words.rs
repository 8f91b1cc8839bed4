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
    for name in pages.terms.lane(Lane::Study).iter().filter(|t| t.entry < STUDY_PARTS) {
        if let Some(sentence) = finding_sentence(pages, name)
            && title::opens(pages, sentence).is_some_and(|opening| opening == name)
        {
            one.add(name.entry);
        }
    }
    for (lane, speaks_for) in [(Lane::Finding, &studies.by_finding), (Lane::Part, &studies.by_part)] {
        for term in pages.terms.lane(lane) {
            // What was heard once says no more the second time: most words are passed over.
            if let Some(modality) = speaks_for[term.entry as usize]
                && one != One::Is(modality)
                && !may_be_a_vertebra(pages, term)
                && finding_sentence(pages, term).is_some_and(|s| !names_one(pages, s))
            {
                one.add(modality);
            }
        }
    }
    one
}

/// The sentence of a term, where it tells what was found.
fn finding_sentence<'a>(pages: &Pages<'a>, term: &Term) -> Option<&'a Sentence> {
    let sentence = pages.sentence_at(term.first);
    sentence.filter(|s| matches!(s.role, Role::Findings | Role::Impression | Role::Addendum))
}

/// What a sentence says that names a study may have been seen on another one.
fn names_one(pages: &Pages<'_>, sentence: &Sentence) -> bool {
    let names = pages.terms.between(Lane::Study, sentence.tokens.0, sentence.tokens.1);
    names.iter().any(|t| t.entry < STUDY_PARTS)
}

/// "T1" and "T2" alone may be vertebrae.
fn may_be_a_vertebra(pages: &Pages<'_>, term: &Term) -> bool {
    term.len() == 1 && matches!(pages.buffer.word_of(term.first as usize), b"t1" | b"t2")
}
