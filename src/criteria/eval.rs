//! Working out whether a criterion is met, and by which statements.

use super::facts::{Facts, Mark};
use super::leaf::{Criterion, Leaf, Says, Side, SiteRange, Test, meet};
use crate::extract::{Assertion, Laterality, Mention};
use crate::lexicon::{FindingId, Lane, Makes, SiteId};
use crate::report::{Basis, FlagResult, FlagValue, Icans};
use crate::terms::Term;
use crate::text::{Gap, Token};
use smallvec::SmallVec;

/// How far a criterion is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// Not met.
    #[default]
    Unmet,
    /// Met by hedged statements only.
    Hedged,
    /// Met.
    Firm,
}

/// How far a criterion is met, and whether by implication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How far.
    pub truth: Truth,
    /// True when what is met implies it and does not say it.
    pub inferred: bool,
}

impl Outcome {
    /// The basis in the terms of the report.
    pub fn basis(self) -> Basis {
        if self.inferred { Basis::Inferred } else { Basis::Explicit }
    }
}

/// The mentions that met a criterion.
pub type Evidence = SmallVec<[u32; 4]>;

/// A report as criteria see it.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// Its statements.
    pub facts: &'a Facts<'a>,
    /// The flags worked out so far.
    pub flags: &'a [FlagResult],
    /// The floor and the stated grades, once they are known.
    pub icans: Option<&'a Icans>,
    /// Leave out every oedema that a lesion explains.
    pub unexplained_only: bool,
}

impl Scene<'_> {
    /// Works out a criterion; the mentions that meet it are added to `evidence`.
    pub fn eval(&self, criterion: &Criterion, evidence: &mut Evidence) -> Outcome {
        let mut outcome = match &criterion.test {
            Test::Any(children) => self.any(children, evidence),
            Test::All(children) => self.all(children, evidence),
            Test::AtLeast(least, children) => self.at_least(*least, children, evidence),
            Test::Not(child) => {
                let start = evidence.len();
                let inner = self.eval(child, evidence).truth;
                evidence.truncate(start);
                Outcome {
                    truth: inner.opposite(),
                    inferred: false,
                }
            }
            Test::Mention(glance, leaf) => {
                let can = match glance.looks_at {
                    Side::Claims => meet(&glance.bits, &self.facts.claimed),
                    Side::Denials => meet(&glance.bits, &self.facts.denied),
                    Side::Any => true,
                };
                if can {
                    Outcome {
                        truth: self.mention(leaf, evidence),
                        inferred: false,
                    }
                } else {
                    Outcome::default()
                }
            }
            Test::Words(entry, as_fact) => self.holds(self.words(*entry, *as_fact)),
            Test::Flag(index, value) => self.flag(*index, *value, evidence),
            Test::Modality(modality) => self.holds(self.is_modality(modality)),
            Test::Floor(values) => self.holds(self.icans.is_some_and(|i| values.contains(&i.floor.value))),
            Test::StatedGrade(wanted) => self.holds(self.icans.is_some_and(|i| i.stated.iter().any(|g| g.is_current_fact()) == *wanted)),
            Test::Discordance(values) => self.holds(self.icans.is_some_and(|i| values.contains(&i.discordance))),
        };
        outcome.inferred |= criterion.inferred;
        outcome
    }

    fn holds(&self, met: bool) -> Outcome {
        Outcome {
            truth: if met { Truth::Firm } else { Truth::Unmet },
            inferred: false,
        }
    }

    /// The best of the children; said beats implied.
    fn any(&self, children: &[Criterion], evidence: &mut Evidence) -> Outcome {
        let base = evidence.len();
        let mut best = Outcome::default();
        for child in children {
            let start = evidence.len();
            let outcome = self.eval(child, evidence);
            let key = |o: Outcome| (o.truth, !o.inferred);
            if outcome.truth == Truth::Unmet || (best.truth != Truth::Unmet && key(outcome) < key(best)) {
                evidence.truncate(start);
            } else if best.truth == Truth::Unmet || key(outcome) > key(best) {
                evidence.drain(base..start);
                best = outcome;
            }
        }
        best
    }

    /// The worst of the children; implied where one is.
    fn all(&self, children: &[Criterion], evidence: &mut Evidence) -> Outcome {
        let base = evidence.len();
        let mut worst = Outcome {
            truth: Truth::Firm,
            inferred: false,
        };
        for child in children {
            let outcome = self.eval(child, evidence);
            worst = Outcome {
                truth: worst.truth.min(outcome.truth),
                inferred: worst.inferred || outcome.inferred,
            };
            if worst.truth == Truth::Unmet {
                evidence.truncate(base);
                return Outcome::default();
            }
        }
        worst
    }

    fn at_least(&self, least: usize, children: &[Criterion], evidence: &mut Evidence) -> Outcome {
        let base = evidence.len();
        let (mut firm, mut met, mut inferred) = (0, 0, false);
        for child in children {
            let outcome = self.eval(child, evidence);
            firm += usize::from(outcome.truth == Truth::Firm);
            met += usize::from(outcome.truth != Truth::Unmet);
            inferred |= outcome.truth != Truth::Unmet && outcome.inferred;
        }
        if met < least {
            evidence.truncate(base);
            return Outcome::default();
        }
        Outcome {
            truth: if firm >= least { Truth::Firm } else { Truth::Hedged },
            inferred,
        }
    }

    fn flag(&self, index: usize, value: FlagValue, evidence: &mut Evidence) -> Outcome {
        match self.flags.get(index) {
            Some(result) if result.value == value => {
                evidence.extend_from_slice(&result.mentions);
                Outcome {
                    truth: Truth::Firm,
                    inferred: value != FlagValue::NotStated && result.basis == Basis::Inferred,
                }
            }
            _ => Outcome::default(),
        }
    }

    fn mention(&self, leaf: &Leaf, evidence: &mut Evidence) -> Truth {
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

    fn is_modality(&self, modality: &str) -> bool {
        self.facts
            .input
            .modality
            .is_some_and(|m| m.trim().get(..2).is_some_and(|m| m.eq_ignore_ascii_case(modality)))
    }

    /// True when the phrases of a `words` leaf stand in the report.
    fn words(&self, entry: u16, as_fact: bool) -> bool {
        let terms = self.facts.input.terms.lane(Lane::Grade);
        terms.iter().any(|t| t.entry == entry && (!as_fact || self.is_fact(t)))
    }

    /// True when nothing before the words in their sentence denies, doubts or asks them.
    fn is_fact(&self, term: &Term) -> bool {
        let input = self.facts.input;
        let (tokens, text) = (&input.buffer.tokens, input.text.as_bytes());
        let at = input.sentences.partition_point(|s| s.tokens.0 <= term.first);
        let first = at
            .checked_sub(1)
            .map_or(0, |i| input.sentences[i].tokens.0)
            .max(term.first.saturating_sub(30));
        let query_before = |t: &Token| (t.start as usize).checked_sub(1).is_some_and(|before| text[before] == b'?');
        let asked = tokens[first as usize..=term.first as usize].iter().any(query_before)
            || tokens
                .get(term.end as usize)
                .map_or(text.last() == Some(&b'?'), |t| t.gap.has(Gap::QUERY));
        let doubts = |makes| {
            let weak = [
                Makes::Absent,
                Makes::ProbablyAbsent,
                Makes::AbsentNew,
                Makes::Possible,
                Makes::Unlikely,
                Makes::Hypothetical,
                Makes::Family,
            ];
            weak.contains(&makes)
        };
        let cues = input.terms.between(Lane::Cue, first, term.first);
        !asked
            && !cues
                .iter()
                .any(|c| input.lexicon.cues.get(c.entry as usize).is_some_and(|c| doubts(c.makes)))
    }
}

impl Truth {
    fn opposite(self) -> Self {
        match self {
            Truth::Unmet => Truth::Firm,
            Truth::Hedged => Truth::Hedged,
            Truth::Firm => Truth::Unmet,
        }
    }
}
