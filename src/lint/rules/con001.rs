//! CON001: what one sentence says is there, another denies.

use crate::extract::{Mention, SiteMention};
use crate::lexicon::AttributeId;
use crate::lint::facts::{Facts, Said};
use crate::lint::hit::Hit;
use crate::lint::place;
use crate::lint::rule::Rule;
use crate::text::Gap;
use crate::vocabulary::Certainty;

pub(super) static RULE: Rule = Rule {
    code: "CON001",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let asserted: Vec<Said<'_>> = facts
        .asserted()
        .filter(|said| said.mention.assertion.asserts() && said.mention.certainty >= Certainty::Probable)
        .collect();
    for denied in facts.denied().filter(|said| is_plain(facts, said) && !is_compound(facts, said)) {
        let d = denied.mention;
        let of = |said: &&Said<'_>| {
            let p = said.mention;
            p.sentence != d.sentence
                && facts.same_part(p, d)
                && facts.tables.covers(d.finding, p.finding)
                && is_of_same_degree(p, d)
                && (place::is_covered(facts, p, d) || is_named_by_itself(p, d))
                && is_same_age(p.acuity.as_slice(), d.acuity.as_slice())
                && is_telling(facts, said, &denied)
        };
        let Some(said) = asserted.iter().find(of) else { continue };
        let name = facts.label(said.mention.finding);
        let seen = |hit: &Hit| hit.code == RULE.code && hit.mentions.first() == Some(&said.number);
        if out.iter().any(seen) {
            continue;
        }
        let message = format!("{name} is said to be there, and denied");
        out.push(
            Hit::at(RULE.code, message, facts.span(said.mention), "said to be there")
                .and(facts.span(d), "denied here")
                .of([said.number, denied.number]),
        );
    }
}

/// True for a denial of the whole finding: not of a large one, of a new one, of a further one.
fn is_plain(facts: &Facts<'_>, denied: &Said<'_>) -> bool {
    let d = denied.mention;
    let sure = d.certainty == Certainty::Definite;
    sure && d.change.is_none() && d.count.is_none() && d.sizes.is_empty() && d.attribution.is_empty() && !says_other(facts, denied)
}

/// True unless the denial is of a degree or an extent that is not asserted: "no large infarct" beside a small one.
fn is_of_same_degree(asserted: &Mention, denied: &Mention) -> bool {
    let degree = denied.severity.is_none() || denied.severity == asserted.severity;
    degree && denied.extent.iter().all(|extent| asserted.extent.contains(extent))
}

/// True where the denial names no place but the one that the name of the finding has in it, as in "cord compression".
fn is_named_by_itself(asserted: &Mention, denied: &Mention) -> bool {
    let own = |site: &SiteMention| site.laterality.is_none() && denied.tokens.0 <= site.tokens.0 && site.tokens.1 <= denied.tokens.1;
    asserted.finding == denied.finding && asserted.sites.is_empty() && denied.levels.is_empty() && denied.sites.iter().all(own)
}

/// True for a part of a word with a hyphen, as in "no intra-haematoma enhancement": what is denied is another thing.
fn is_compound(facts: &Facts<'_>, denied: &Said<'_>) -> bool {
    let first = denied.mention.tokens.0;
    let gap = facts.doc().buffer.tokens[first as usize].gap;
    gap.has(Gap::HYPHEN) && !gap.is_dash() && first > facts.sentence(denied.mention).tokens.0
}

/// True when the sentence of a denial sets it apart from what was said before: "no other", "no further", "elsewhere", "apart from".
fn says_other(facts: &Facts<'_>, denied: &Said<'_>) -> bool {
    const APART: [&str; 24] = [
        "other",
        "others",
        "further",
        "additional",
        "elsewhere",
        "else",
        "remaining",
        "remainder",
        "otherwise",
        "another",
        "new",
        "associated",
        "significant",
        "underlying",
        "secondary",
        "apart",
        "except",
        "residual",
        "recurrent",
        "superimposed",
        "convincing",
        "definite",
        "gross",
        "obvious",
    ];
    let doc = facts.doc();
    let (first, end) = facts.sentence(denied.mention).tokens;
    let is_apart = |at: u32| {
        let word = doc.buffer.tokens[at as usize].span().of(facts.text());
        APART.iter().any(|own| own.eq_ignore_ascii_case(word))
    };
    (first..end.min(first + 60)).any(is_apart)
}

/// True unless the denial names an age that the assertion does not have: "no acute haemorrhage" beside a chronic one.
fn is_same_age(asserted: &[AttributeId], denied: &[AttributeId]) -> bool {
    denied.iter().all(|age| asserted.contains(age))
}

/// Between findings and impression every contradiction counts, but of what a report tells several of. Within one section a denial often rounds off what
/// stands before it, so that only grave findings count there.
fn is_telling(facts: &Facts<'_>, said: &Said<'_>, denied: &Said<'_>) -> bool {
    let (p, d) = (said.mention, denied.mention);
    let manifold = facts.tables.is_manifold(p.finding);
    let across = Facts::is_body(p.role) != Facts::is_body(d.role);
    if across {
        !manifold || p.finding == d.finding && p.levels.is_empty() && !facts.tables.is_vague(p.finding)
    } else {
        !manifold && facts.tables.is_significant(p.finding) && p.certainty == Certainty::Definite
    }
}
