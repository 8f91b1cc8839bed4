//! The modality that the words of the findings speak for, where nothing names one.

use super::named::One;
use super::title;
use crate::document::Document;
use crate::lexicon::Lane;
use crate::structure::Sentence;
use crate::terms::Term;
use crate::vocabulary::Role;

/// The modality of all sentences that open with one, and of the words that only one has.
pub(super) fn modality(doc: &Document<'_>) -> One {
    let studies = &doc.lexicon.studies;
    let mut one = One::Silent;
    for name in doc.terms.lane(Lane::Study).iter().filter(|t| t.is_modality()) {
        if let Some(sentence) = finding_sentence(doc, name)
            && title::opens(doc, sentence).is_some_and(|opening| opening == name)
        {
            one.add(name.entry);
        }
    }
    for (lane, speaks_for) in [(Lane::Finding, &studies.by_finding), (Lane::Part, &studies.by_part)] {
        for term in doc.terms.lane(lane) {
            // What was heard once says no more the second time: most words are passed over.
            if let Some(modality) = speaks_for[term.entry as usize]
                && one != One::Is(modality)
                && !may_be_a_vertebra(doc, term)
                && finding_sentence(doc, term).is_some_and(|s| !names_one(doc, s))
            {
                one.add(modality);
            }
        }
    }
    one
}

/// The sentence of a term, where it tells what was found.
fn finding_sentence<'a>(doc: &Document<'a>, term: &Term) -> Option<&'a Sentence> {
    let sentence = doc.sentence_at(term.first);
    sentence.filter(|s| matches!(s.role, Role::Findings | Role::Impression | Role::Addendum))
}

/// What a sentence says that names a study may have been seen on another one.
fn names_one(doc: &Document<'_>, sentence: &Sentence) -> bool {
    let names = doc.terms.between(Lane::Study, sentence.tokens.0, sentence.tokens.1);
    names.iter().any(|t| t.is_modality())
}

/// "T1" and "T2" alone may be vertebrae.
fn may_be_a_vertebra(doc: &Document<'_>, term: &Term) -> bool {
    term.len() == 1 && matches!(doc.buffer.word_of(term.first as usize), b"t1" | b"t2")
}
