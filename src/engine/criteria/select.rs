//! Which statements of a report a leaf selects.

use super::beside;
use super::facts::{Facts, Mark};
use super::leaf::{Leaf, Says, holds};
use super::leaves::{Asks, IndexedLeaf, Leaves};
use super::truth::Truth;
use crate::extract::{Mention, SiteMention};
use crate::lexicon::{FindingId, SiteId};
use crate::vocabulary::{Assertion, Laterality};

impl Facts<'_> {
    /// Finds all statements that meet a leaf, and calls `met` with the number of the leaf for each.
    pub fn meet(&mut self, leaves: &Leaves, mut met: impl FnMut(u16)) {
        let mut matches = std::mem::take(&mut self.own.matches);
        matches.clear(leaves.all.len());
        for (index, mention) in self.mentions.iter().enumerate() {
            let mark = self.own.marks[index];
            if mark.has(Mark::OVERRULED) {
                continue;
            }
            let plainly = if mark.has(Mark::HEDGED) { Truth::Hedged } else { Truth::Firm };
            for &IndexedLeaf { leaf: number, asks } in leaves.of(mention.finding, mark, mention.change.is_some()) {
                if !self.is_placed(leaves, number, asks, mention) {
                    continue;
                }
                let leaf = &leaves.all[number as usize];
                let truth = if asks.plain { plainly } else { says(leaf, mark, mention.assertion) };
                if truth != Truth::Unmet && (!asks.rest || self.has_rest(leaf, mark, mention)) {
                    matches.add(number, index as u32, truth);
                    met(number);
                }
            }
        }
        self.own.matches = matches;
    }

    /// True when the place and the change of a statement are those a leaf asks for.
    fn is_placed(&self, leaves: &Leaves, leaf: u16, asks: Asks, m: &Mention) -> bool {
        (!asks.change || m.change.is_some_and(|c| leaves.all[leaf as usize].changes.has(c)))
            && (!asks.within || m.sites.iter().any(|s| leaves.is_within(leaf, s.site)))
            && (!asks.covers || self.covers(leaves, leaf, m))
    }

    /// True when a statement has what leaves seldom ask for.
    fn has_rest(&self, leaf: &Leaf, mark: Mark, m: &Mention) -> bool {
        let links = |to: &[FindingId]| m.attribution.iter().any(|a| to.contains(&a.to));
        leaf.certainty.is_none_or(|c| m.certainty >= c)
            && (leaf.times.is_empty() || leaf.times.has(m.temporality))
            && (leaf.sections.is_empty() || leaf.sections.contains(&m.role))
            && (leaf.extents.is_empty() || m.extent.iter().any(|e| leaf.extents.contains(e)))
            && !m.extent.iter().any(|e| leaf.not_extents.contains(e))
            && (leaf.severities.is_empty() || m.severity.is_some_and(|s| leaf.severities.contains(&s)))
            && (leaf.acuities.is_empty() || m.acuity.iter().any(|a| leaf.acuities.contains(a)))
            && (leaf.not_acuities.is_empty() || m.acuity.is_empty() || m.acuity.iter().any(|a| !leaf.not_acuities.contains(a)))
            && (leaf.attributed_to.is_empty() || links(&leaf.attributed_to))
            && (leaf.not_attributed_to.is_empty() || !links(&leaf.not_attributed_to))
            && !beside::at_place(self, &leaf.not_same_place, m)
            && !beside::in_report(self, &leaf.not_same_report)
            && Self::is_on_side(leaf, m)
            && leaf.modality.as_deref().is_none_or(|wanted| self.doc.is_modality(wanted))
            && leaf.explained.is_none_or(|e| mark.has(Mark::EXPLAINED) == e)
            && leaf
                .min_mm
                .is_none_or(|least| m.sizes.iter().any(|s| s.mm.iter().any(|&mm| mm >= least)))
            && leaf
                .min_segments
                .is_none_or(|least| m.levels.iter().any(|l| l.to.saturating_sub(l.from) >= least.saturating_sub(1)))
    }

    /// True when no site of a statement is one a leaf leaves out, and one is on a side it asks for.
    fn is_on_side(leaf: &Leaf, m: &Mention) -> bool {
        let is_outside = |site: SiteId| leaf.outside.iter().any(|r| holds(*r, site));
        if !leaf.outside.is_empty() && m.sites.iter().any(|s| is_outside(s.site)) {
            return false;
        }
        if leaf.sides.is_empty() {
            return true;
        }
        let (mut met, mut left, mut right) = (false, false, false);
        for site in m.sites.iter().filter(|s| leaf.within.is_empty() || leaf.is_within(s.site)) {
            met |= site.laterality.is_some_and(|l| leaf.sides.has(l));
            left |= site.laterality == Some(Laterality::Left);
            right |= site.laterality == Some(Laterality::Right);
        }
        met || (left && right && leaf.sides.has(Laterality::Bilateral))
    }

    /// True when a statement holds for all of one of the sites a leaf asks for.
    fn covers(&self, leaves: &Leaves, leaf: u16, m: &Mention) -> bool {
        let obscured = &self.own.obscured;
        if m.sites.is_empty() {
            let seen = |site: u16| !obscured.iter().any(|r| holds(*r, SiteId(site)));
            let general = m.assertion.denies() && m.levels.is_empty();
            return general && (obscured.is_empty() || leaves.all[leaf as usize].covers.iter().any(|&s| seen(s)));
        }
        let whole = |s: &&SiteMention| !matches!(s.laterality, Some(Laterality::Left | Laterality::Right));
        let mut holding = m.sites.iter().filter(whole).filter(|s| leaves.holds_part(leaf, s.site));
        if obscured.is_empty() {
            return holding.next().is_some();
        }
        holding.any(|s| {
            // What is said of a larger place does not hold for a part of it that could not be judged.
            let seen = |site: SiteId| !obscured.iter().any(|r| holds(*r, site) && !holds(*r, s.site));
            let asked = leaves.all[leaf as usize].covers.iter().map(|&c| SiteId(c));
            asked.filter(|&c| self.doc.lexicon.within(c, s.site)).any(seen)
        })
    }
}

/// How far a statement that nothing overrules says what a leaf asks for.
fn says(leaf: &Leaf, mark: Mark, assertion: Assertion) -> Truth {
    match leaf.says {
        _ if leaf.is_of_study() && !mark.has(Mark::CURRENT) => Truth::Unmet,
        Says::Yes if mark.has(Mark::FIRM) => Truth::Firm,
        Says::Yes if mark.has(Mark::HEDGED) => Truth::Hedged,
        Says::No if mark.has(Mark::DENIED) => Truth::Firm,
        Says::One(set) if set.has(assertion) => Truth::Firm,
        _ => Truth::Unmet,
    }
}
