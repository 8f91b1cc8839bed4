//! CON004: a study that is called normal has an abnormality.

use crate::lint::facts::{Facts, Said};
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;
use crate::text::Shape;
use crate::vocabulary::{Certainty, Change};

pub(super) static RULE: Rule = Rule {
    code: "CON004",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let normal = facts.tables.normal;
    let significant = |said: &Said<'_>| {
        let m = said.mention;
        facts.tables.is_significant(m.finding)
            && m.assertion.asserts()
            && m.certainty == Certainty::Definite
            && !matches!(m.change, Some(Change::Resolved | Change::Unchanged))
    };
    let found: Vec<Said<'_>> = facts.asserted().filter(significant).collect();
    for said in facts
        .asserted()
        .filter(|said| said.mention.finding == normal && said.mention.assertion.asserts())
    {
        if is_qualified(facts, &said) || !is_last_word(facts, &said) {
            continue;
        }
        let Some(other) = found
            .iter()
            .find(|other| facts.same_part(other.mention, said.mention) && other.mention.sentence != said.mention.sentence)
        else {
            continue;
        };
        let message = format!(
            "the study is called normal, and {} is said to be there",
            facts.label(other.mention.finding)
        );
        out.push(
            Hit::at(RULE.code, message, facts.span(said.mention), "called normal")
                .and(facts.span(other.mention), "said to be there")
                .of([said.number, other.number]),
        );
        return;
    }
}

/// True in an impression, and in the last sentence of a text without one. A letter tells of several studies, of which one may well be normal.
fn is_last_word(facts: &Facts<'_>, said: &Said<'_>) -> bool {
    if Facts::is_conclusion(said.mention.role) {
        return true;
    }
    let sentences = facts.doc().sentences;
    let has_conclusion = sentences.iter().any(|sentence| Facts::is_conclusion(sentence.role));
    let (first, end) = facts.sentence(said.mention).tokens;
    let has_number = (first..end).any(|at| facts.doc().buffer.tokens[at as usize].shape.has(Shape::DIGIT));
    !has_conclusion && !has_number && said.mention.sentence as usize + 1 == sentences.len()
}

/// "Otherwise normal", "normal for age".
fn is_qualified(facts: &Facts<'_>, said: &Said<'_>) -> bool {
    let sentence = facts.report.span(facts.sentence(said.mention).tokens);
    facts.tables.qualified_normal.is_in(sentence.of(facts.text()))
}
