//! Which statements of a report a leaf selects.

use super::eval::{Evidence, Scene, Truth};
use super::facts::Mark;
use super::leaf::{Leaf, Says, SiteRange, meet};
use crate::extract::{Assertion, Laterality, Mention};
use crate::lexicon::{FindingId, SiteId};

impl Scene<'_> {
    /// How far a leaf is met; the mentions that meet it are added to `evidence`.
    pub(super) fn mention(&self, leaf: &Leaf, evidence: &mut Evidence) -> Truth {
        if leaf.modality.as_deref().is_some_and(|m| !self.is_modality(m)) {
            return Truth::Unmet;
        }
        if leaf.asks.change && !leaf.changes.meets(self.facts.changes) {
            return Truth::Unmet;
        }
        let start = evidence.len();
        let mut best = Truth::Unmet;
        let mut look = |index: u32| {
            let truth = self.says(leaf, index);
            if truth >= best && truth != Truth::Unmet && self.is_like(leaf, index) {
                if truth > best {
                    evidence.truncate(start);
                    best = truth;
                }
                evidence.push(index);
            }
        };
        match &leaf.findings {
            Some(findings) => findings.iter().for_each(|&f| self.facts.of(f).for_each(&mut look)),
            None => (0..self.facts.mentions.len() as u32).for_each(look),
        }
        best
    }

    /// How far a statement says what the leaf asks for.
    fn says(&self, leaf: &Leaf, index: u32) -> Truth {
        let mark = self.facts.mark(index);
        if mark.has(Mark::OVERRULED) || (self.unexplained_only && mark.has(Mark::EXPLAINED)) {
            return Truth::Unmet;
        }
        if leaf.is_of_study() && !mark.has(Mark::CURRENT) {
            return Truth::Unmet;
        }
        match leaf.says {
            Says::Yes if mark.has(Mark::FIRM) => Truth::Firm,
            Says::Yes if mark.has(Mark::HEDGED) => Truth::Hedged,
            Says::No if mark.has(Mark::DENIED) => Truth::Firm,
            Says::One(set) if set.has(self.facts.mentions[index as usize].assertion) => Truth::Firm,
            _ => Truth::Unmet,
        }
    }

    /// True when a statement is like the leaf asks in all else.
    fn is_like(&self, leaf: &Leaf, index: u32) -> bool {
        let asks = leaf.asks;
        if asks.within && !meet(&leaf.site_bits, self.facts.sites_of(index)) {
            return false;
        }
        let m = &self.facts.mentions[index as usize];
        (!asks.change || m.change.is_some_and(|c| leaf.changes.has(c)))
            && (!asks.place || self.is_placed(leaf, m))
            && (!asks.rest || self.has_rest(leaf, index, m))
    }

    /// True when a statement has what leaves seldom ask for.
    fn has_rest(&self, leaf: &Leaf, index: u32, m: &Mention) -> bool {
        let links = |to: &[FindingId]| m.attribution.iter().any(|a| to.contains(&a.to));
        !leaf.except.contains(&m.finding)
            && leaf.certainty.is_none_or(|c| m.certainty >= c)
            && (leaf.times.is_empty() || leaf.times.has(m.temporality))
            && (leaf.sections.is_empty() || leaf.sections.contains(&m.role))
            && (leaf.extents.is_empty() || m.extent.iter().any(|e| leaf.extents.contains(e)))
            && (leaf.severities.is_empty() || m.severity.is_some_and(|s| leaf.severities.contains(&s)))
            && (leaf.acuities.is_empty() || m.acuity.iter().any(|a| leaf.acuities.contains(a)))
            && (leaf.not_acuities.is_empty() || m.acuity.is_empty() || m.acuity.iter().any(|a| !leaf.not_acuities.contains(a)))
            && (leaf.attributed_to.is_empty() || links(&leaf.attributed_to))
            && (leaf.not_attributed_to.is_empty() || !links(&leaf.not_attributed_to))
            && leaf.explained.is_none_or(|e| self.facts.mark(index).has(Mark::EXPLAINED) == e)
            && leaf
                .min_mm
                .is_none_or(|least| m.sizes.iter().any(|s| s.mm.iter().any(|&mm| mm >= least)))
            && leaf
                .min_segments
                .is_none_or(|least| m.levels.iter().any(|l| l.to.saturating_sub(l.from) >= least.saturating_sub(1)))
    }

    fn is_placed(&self, leaf: &Leaf, m: &Mention) -> bool {
        let inside = |ranges: &[SiteRange], site: SiteId| ranges.iter().any(|r| r.0 <= site.0 && site.0 < r.1);
        if !leaf.outside.is_empty() && m.sites.iter().any(|s| inside(&leaf.outside, s.site)) {
            return false;
        }
        if !leaf.sides.is_empty() {
            let (mut met, mut left, mut right) = (false, false, false);
            for site in m.sites.iter().filter(|s| leaf.within.is_empty() || inside(&leaf.within, s.site)) {
                met |= site.laterality.is_some_and(|l| leaf.sides.has(l));
                left |= site.laterality == Some(Laterality::Left);
                right |= site.laterality == Some(Laterality::Right);
            }
            met |= left && right && leaf.sides.has(Laterality::Bilateral);
            if !met {
                return false;
            }
        }
        leaf.covers.is_empty() || leaf.covers.iter().any(|&site| self.covers(m, SiteId(site)))
    }

    /// True when a statement holds for all of `site`.
    fn covers(&self, m: &Mention, site: SiteId) -> bool {
        if m.sites.is_empty() {
            let obscured = self.facts.obscured.iter().any(|r| r.0 <= site.0 && site.0 < r.1);
            return m.assertion == Assertion::Absent && m.levels.is_empty() && !obscured;
        }
        m.sites.iter().any(|s| {
            // What is said of a larger place does not hold for a part of it that could not be judged.
            let range = |r: &&SiteRange| r.0 <= site.0 && site.0 < r.1;
            let hidden = self
                .facts
                .obscured
                .iter()
                .filter(range)
                .any(|r| !(r.0 <= s.site.0 && s.site.0 < r.1));
            self.facts.input.lexicon.within(site, s.site) && !hidden && !matches!(s.laterality, Some(Laterality::Left | Laterality::Right))
        })
    }
}
