//! What else the report says beside a statement: another finding that may be its cause, at its place or anywhere.

use super::facts::{Facts, Mark};
use crate::extract::{Mention, SiteMention};
use crate::lexicon::FindingId;
use crate::vocabulary::Laterality;

/// True when the report asserts or suspects one of `findings` for this study.
pub(super) fn in_report(facts: &Facts, findings: &[FindingId]) -> bool {
    claims(facts, findings).next().is_some()
}

/// True when the report asserts or suspects one of `findings` at a place of `mention`. What names no place may be at any.
pub(super) fn at_place(facts: &Facts, findings: &[FindingId], mention: &Mention) -> bool {
    claims(facts, findings).any(|other| may_be_one_place(facts, mention, other))
}

fn claims<'f>(facts: &'f Facts, findings: &'f [FindingId]) -> impl Iterator<Item = &'f Mention> {
    let claimed = |mark: Mark| mark.has(Mark::CURRENT) && mark.any(Mark(Mark::FIRM.0 | Mark::HEDGED.0)) && !mark.has(Mark::OVERRULED);
    let all = findings.iter().flat_map(|&finding| facts.of(finding));
    all.filter(move |&index| claimed(facts.mark(index)))
        .map(|index| &facts.mentions[index as usize])
}

/// True unless each of the two names places and no place of one can be one of the other.
fn may_be_one_place(facts: &Facts, a: &Mention, b: &Mention) -> bool {
    let nowhere = |m: &Mention| m.sites.is_empty() && m.levels.is_empty();
    if nowhere(a) || nowhere(b) {
        return sides_agree(a.laterality(), b.laterality());
    }
    let lexicon = facts.doc.lexicon;
    let near = |s: &SiteMention, t: &SiteMention| {
        (lexicon.within(s.site, t.site) || lexicon.within(t.site, s.site)) && sides_agree(s.laterality, t.laterality)
    };
    let sites = a.sites.iter().any(|s| b.sites.iter().any(|t| near(s, t)));
    sites || a.levels.iter().any(|s| b.levels.iter().any(|t| s.from <= t.to && t.from <= s.to))
}

/// True unless one is left and the other right.
fn sides_agree(a: Option<Laterality>, b: Option<Laterality>) -> bool {
    !matches!(
        (a, b),
        (Some(Laterality::Left), Some(Laterality::Right)) | (Some(Laterality::Right), Some(Laterality::Left))
    )
}
