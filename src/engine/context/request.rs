//! What a request holds and does not say of the study: treatments, and a bare grade of the syndrome.

use super::Scope;
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{FindingId, GradeTerm, Lane, Rule};
use crate::text::Shape;
use crate::vocabulary::Role;

/// So many words may stand between the syndrome and its grade.
const NEAR: u32 = 4;

/// The finding whose grade may be stated; none when the lexicon has no grades.
pub(super) fn graded(doc: &Document) -> Option<FindingId> {
    let grades = doc.lexicon.grades.as_ref()?;
    doc.lexicon.finding(&grades.entry.attribution)
}

/// Drops findings that count only where they are seen, in a request, and the syndrome where nothing is said of it but a grade: that is told apart
/// (annotation guide: "a bare grade in the request is left to the stated grades").
pub(super) fn drop_untold(doc: &Document, graded: Option<FindingId>, scopes: &[Scope], mentions: &mut [Mention]) {
    for mention in mentions.iter_mut() {
        let clinical = mention.role == Role::Clinical;
        let seen_only = doc.lexicon.findings.get(mention.finding.index()).is_some_and(|f| f.seen_only);
        let bare_grade = graded == Some(mention.finding) && mention.role != Role::Impression && is_only_graded(doc, scopes, mention);
        if (clinical && seen_only) || bare_grade {
            mention.discard();
        }
    }
}

/// True when a grade stands beside it, nothing is linked to it and no cue says how it is meant.
fn is_only_graded(doc: &Document, scopes: &[Scope], mention: &Mention) -> bool {
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
    named || is_graded_by_number(doc, end)
}

/// True when a grade follows behind token `end` without a name: "ICANS 3", "ICANS gr1-2", "ICANS previously 3, now 4", "ICANS as 3".
fn is_graded_by_number(doc: &Document, end: u32) -> bool {
    let tokens = &doc.buffer.tokens;
    let short = |i: u32| {
        tokens
            .get(i as usize)
            .filter(|t| t.shape.has(Shape::DIGIT) && t.end - t.start <= 3 )
    };
    let joins = |i: u32| GRADE_JOINTS.contains(&doc.buffer.word_of(i as usize));
    let at = (end..end + 2).find(|&i| (i as usize) >= tokens.len() || !joins(i)).unwrap_or(end + 2);
    short(at).is_some()
}

/// What may stand between the syndrome and the number of its grade.
const GRADE_JOINTS: &[&[u8]] = &[b"as", b"of", b"was", b"is", b"at", b"previously", b"currently", b"now", b"max", b"maximum", b"up", b"to", b"peaked"];
