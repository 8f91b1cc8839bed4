//! What a request holds and does not say of the study: treatments, and a bare grade of the syndrome.

use super::Scope;
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{FindingId, GradeTerm, Lane, Rule};
use crate::structure::Sentence;
use crate::text::{cardinal, roman};
use crate::vocabulary::Role;

/// So many words may stand between the syndrome and its grade.
const NEAR: u32 = 6;

/// The finding whose grade may be stated; none when the lexicon has no grades.
pub(super) fn graded(doc: &Document) -> Option<FindingId> {
    let grades = doc.lexicon.grades.as_ref()?;
    doc.lexicon.finding(&grades.entry.attribution)
}

/// Drops findings that count only where they are seen, in a request, and the syndrome where nothing is said of it but a grade: that is told apart
/// (annotation guide: "a bare grade in the request is left to the stated grades").
pub(super) fn drop_untold(doc: &Document, sentence: &Sentence, graded: Option<FindingId>, scopes: &[Scope], mentions: &mut [Mention]) {
    for mention in mentions.iter_mut() {
        let clinical = mention.role == Role::Clinical;
        let seen_only = doc.lexicon.findings.get(mention.finding.index()).is_some_and(|f| f.seen_only);
        let bare_grade =
            graded == Some(mention.finding) && mention.role != Role::Impression && is_only_graded(doc, sentence, scopes, mention);
        if (clinical && seen_only) || bare_grade {
            mention.discard();
        }
    }
}

/// True when a grade stands beside it, nothing is linked to it and no cue says how it is meant.
fn is_only_graded(doc: &Document, sentence: &Sentence, scopes: &[Scope], mention: &Mention) -> bool {
    let (first, end) = mention.tokens;
    let told = scopes
        .iter()
        .any(|s| s.makes.assertion.is_some() && !s.makes.resolves() && s.reaches(mention.words()));
    let ruled = mention.because.iter().any(|b| matches!(b.rule, Rule::Cue(_)) && !b.lost && told);
    if ruled || !mention.attribution.is_empty() {
        return false;
    }
    let is_grade = |t: GradeTerm| matches!(t, GradeTerm::Word | GradeTerm::Scale(_) | GradeTerm::Peak | GradeTerm::Named(_));
    let near = doc.terms.between(Lane::Grade, first.saturating_sub(NEAR), end + NEAR);
    let named = near.iter().any(|t| is_grade(t.grade()) && (t.end <= first || end <= t.first));
    named || is_graded_by_number(doc, sentence, end)
}

/// True when a grade follows behind token `end` in the same sentence, named or not: "ICANS 3", "ICANS gr1-2", "ICANS previously 3, now 4", "ICANS
/// between two and three".
fn is_graded_by_number(doc: &Document, sentence: &Sentence, end: u32) -> bool {
    let to = sentence.tokens.1.min(end + NEAR);
    (end..to).any(|i| is_number(doc, i) && !(i + 1 < to && UNITS.contains(&doc.buffer.word_of(i as usize + 1))))
}

/// True for a number that a grade may have: in figures, alone or behind "g" or "gr", as a Roman numeral, or as a word.
fn is_number(doc: &Document, at: u32) -> bool {
    let word = doc.buffer.word_of(at as usize);
    let figures = word.strip_prefix(b"gr").or(word.strip_prefix(b"g")).unwrap_or(word);
    let ordinal = matches!(word, b"first" | b"second" | b"third" | b"fourth");
    matches!(figures, [b'0'..=b'5']) || roman(word).is_some() || cardinal(word).is_some_and(|value| value <= 4) || ordinal
}

/// What a number counts that is no grade.
const UNITS: &[&[u8]] = &[
    b"day", b"days", b"week", b"weeks", b"month", b"months", b"hour", b"hours", b"mm", b"cm",
];
