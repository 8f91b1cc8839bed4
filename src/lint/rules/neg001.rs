//! NEG001: a list of grave findings that was probably meant to be denied.

use crate::lint::facts::{Facts, Said};
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;
use crate::vocabulary::Certainty;

pub(super) static RULE: Rule = Rule {
    code: "NEG001",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let bare: Vec<Said<'_>> = facts.asserted().filter(|said| is_bare(facts, said)).collect();
    let mut reported = None;
    for said in &bare {
        let m = said.mention;
        if reported == Some(m.sentence) {
            continue;
        }
        let group: Vec<&Said<'_>> = bare.iter().filter(|other| other.mention.sentence == m.sentence).collect();
        // "Ischaemia or infarct" are two names of one thing.
        let several = group.iter().any(|other| other.mention.finding != m.finding);
        let is_list = several && has_or(facts, said);
        let is_alone = Facts::is_body(m.role) && !is_list && is_denied_in_conclusion(facts, said);
        if !(is_list || is_alone) {
            continue;
        }
        reported = Some(m.sentence);
        let message = if is_list {
            "grave findings are asserted as a bare list with \"or\""
        } else {
            "a grave finding is asserted without any detail, and the impression knows nothing of it"
        };
        out.push(Hit::at(RULE.code, message, facts.span(m), "was a \"no\" dropped here?").of([said.number]));
    }
}

/// A grave finding with nothing said of it but that it is there.
fn is_bare(facts: &Facts<'_>, said: &Said<'_>) -> bool {
    let m = said.mention;
    facts.tables.is_critical(m.finding)
        && m.assertion.asserts()
        && m.certainty == Certainty::Definite
        && m.side.is_none()
        && m.levels.is_empty()
        && m.severity.is_none()
        && m.extent.is_empty()
        && m.count.is_none()
        && m.sizes.is_empty()
        && m.change.is_none()
        && m.attribution.is_empty()
        && m.sites
            .iter()
            .all(|site| site.laterality.is_none() && facts.doc().lexicon.sites[site.site.index()].depth < 3)
}

/// True when the sentence joins its findings by "or".
fn has_or(facts: &Facts<'_>, said: &Said<'_>) -> bool {
    let (first, end) = facts.sentence(said.mention).tokens;
    (first..end).any(|at| facts.doc().buffer.word_of(at as usize) == b"or")
}

/// True when the impression is normal, and does not speak of the finding or its kind as being there.
fn is_denied_in_conclusion(facts: &Facts<'_>, said: &Said<'_>) -> bool {
    let (normal, nothing_new) = (facts.tables.normal, facts.tables.nothing_new);
    let conclusion = || {
        facts
            .current()
            .filter(|other| Facts::is_conclusion(other.mention.role) && facts.same_part(other.mention, said.mention))
    };
    let is_normal = conclusion().any(|other| {
        let m = other.mention;
        (m.finding == normal && m.assertion.asserts()) || (m.finding == nothing_new && m.assertion.denies())
    });
    let has_grave = conclusion().any(|other| other.mention.assertion.asserts() && facts.tables.is_significant(other.mention.finding));
    is_normal && !has_grave
}
