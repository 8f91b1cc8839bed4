//! LAT001: the side of a lesion differs between findings and impression.

use crate::extract::SiteMention;
use crate::lexicon::FindingId;
use crate::lint::facts::{Facts, Said};
use crate::lint::hit::Hit;
use crate::lint::place;
use crate::lint::rule::Rule;
use crate::text::Span;
use crate::vocabulary::Laterality;

pub(super) static RULE: Rule = Rule {
    code: "LAT001",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let all: Vec<Sided<'_>> = facts.asserted().flat_map(|said| sided(facts, said)).collect();
    let body = || all.iter().filter(|own| Facts::is_body(own.said.mention.role));
    for conclusion in all.iter().filter(|own| Facts::is_conclusion(own.said.mention.role)) {
        let b = &conclusion.said;
        let (Some(side), Some(other)) = (conclusion.side, conclusion.side.and_then(Facts::opposite)) else {
            continue;
        };
        let kin = |own: &&Sided<'_>| facts.same_part(own.said.mention, b.mention) && is_kin(facts, own, conclusion);
        // What the findings say of that side, of both, or of no side, bears the impression out.
        let bears_out = |own: &Sided<'_>| own.side.is_none_or(|own| own == side || own == Laterality::Bilateral);
        if body().filter(kin).any(bears_out) {
            continue;
        }
        let Some(a) = body().filter(kin).find(|own| own.side == Some(other)) else {
            continue;
        };
        let seen = |hit: &Hit| hit.code == RULE.code && hit.mentions.first() == Some(&a.said.number);
        if out.iter().any(seen) {
            continue;
        }
        let [side, other] = [side, other].map(Laterality::as_str);
        let message = format!(
            "{} is on the {other} in the findings and on the {side} in the impression",
            facts.label(b.mention.finding)
        );
        let hit = Hit::at(RULE.code, message, conclusion.span(facts), format!("here {side}"));
        out.push(hit.and(a.span(facts), format!("here {other}")).of([a.said.number, b.number]));
    }
}

/// A statement at one of its places.
struct Sided<'a> {
    said: Said<'a>,
    site: Option<SiteMention>,
    side: Option<Laterality>,
}

impl Sided<'_> {
    /// The words to point at: the place where it has the side, else the finding.
    fn span(&self, facts: &Facts<'_>) -> Span {
        match self.site {
            Some(site) if site.laterality.is_some() => facts.report.span(site.tokens),
            _ => facts.span(self.said.mention),
        }
    }
}

/// A statement at each of its places; what is in the midline and reaches to one side has no side of its own.
fn sided<'a>(facts: &Facts<'a>, said: Said<'a>) -> Vec<Sided<'a>> {
    let lexicon = facts.doc().lexicon;
    let m = said.mention;
    if m.sites.is_empty() {
        let side = m.side;
        return vec![Sided { said, site: None, side }];
    }
    let in_midline = m
        .sites
        .iter()
        .any(|site| site.laterality.is_none() && lexicon.sites[site.site.index()].unpaired);
    let whole = m.laterality();
    let at = |site: &SiteMention| Sided {
        said,
        site: Some(*site),
        side: site.laterality.or(whole).filter(|_| !in_midline),
    };
    m.sites.iter().map(at).collect()
}

/// True when two statements may be about one lesion, but for its side.
fn is_kin(facts: &Facts<'_>, a: &Sided<'_>, b: &Sided<'_>) -> bool {
    let (one, other) = (a.said.mention.finding, b.said.mention.finding);
    match (a.site, b.site) {
        (Some(s), Some(t)) => {
            place::nested(facts, s.site, t.site) && (facts.tables.may_be_one(one, other) || same_group(facts, one, other))
        }
        _ => facts.tables.may_be_one(one, other),
    }
}

/// True when both are of one group of findings, such as the bleedings: at one place they are the same lesion in other words.
fn same_group(facts: &Facts<'_>, one: FindingId, other: FindingId) -> bool {
    let findings = &facts.doc().lexicon.findings;
    let [one, other] = [one, other].map(|id| &findings[id.index()].group);
    one == other && one != "added" && one != "syndrome_diagnosis"
}
