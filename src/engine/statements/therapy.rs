//! The therapy after which the study was made, as far as the text says it.

use super::days;
use super::words::{is_therapy, saying, terms};
use crate::document::Document;
use crate::lexicon::{Says, StatementTerm};
use crate::terms::Term;
use crate::text::Gap;
use crate::vocabulary::Role;
use smallvec::{SmallVec, smallvec};

/// A therapy that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Therapy {
    /// Its index among the therapies of the lexicon.
    pub entry: u16,
    /// The day after infusion.
    pub day: Option<u16>,
    /// The words, in order.
    pub tokens: SmallVec<[(u32, u32); 2]>,
}

/// So many words may stand between "planned" and the therapy.
const NEAR: u32 = 3;

/// The therapy that a report names: a product rather than a kind, one with a day rather than one without, and of equals the first.
pub(super) fn find(doc: &Document) -> Option<Therapy> {
    let mut best: Option<(bool, Option<days::Day>, &Term)> = None;
    let mut any_day = None;
    for sentence in doc.sentences {
        if matches!(sentence.role, Role::Comparison | Role::Recommendation) {
            continue;
        }
        let own = terms(doc, sentence.tokens);
        for named in own.iter().filter(|term| is_therapy(term) && is_given(doc, own, term)) {
            let StatementTerm::Therapy(entry) = named.statement() else {
                continue;
            };
            let product = !doc.lexicon.statements.therapies[entry as usize].generic;
            let day = days::beside(doc, sentence.tokens, own, named);
            any_day = any_day.or(day);
            let rank = (product, day.is_some());
            if best.is_none_or(|(product, day, _)| rank > (product, day.is_some())) {
                best = Some((product, day, named));
            }
        }
    }
    let (_, day, named) = best?;
    let StatementTerm::Therapy(entry) = named.statement() else {
        return None;
    };
    let day = day.or(any_day).or_else(|| days::alone(doc));
    let mut tokens: SmallVec<[(u32, u32); 2]> = smallvec![(named.first, named.end)];
    tokens.extend(day.map(|day| day.tokens));
    tokens.sort_unstable();
    Some(Therapy {
        entry,
        day: day.map(|day| day.number),
        tokens,
    })
}

/// False for a therapy that is still to come or was never given ("candidate for ..", ".. planned").
fn is_given(doc: &Document, own: &[Term], named: &Term) -> bool {
    let marked = |first: u32, end: u32| (first..end).any(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA.with(Gap::SEMICOLON)));
    let before = |not: &Term| not.end <= named.first && named.first - not.end <= NEAR && !marked(not.end, named.first + 1);
    let behind = |not: &Term| not.first == named.end && !marked(not.first, not.end) && not.len() == 1;
    !saying(doc, own, Says::NotGiven).any(|not| before(not) || behind(not))
}
