//! Working out whether a criterion is met, and by which statements.

use super::facts::{Facts, Mark};
use super::leaf::{Criterion, Test};
use super::truth::Truth;
use crate::report::{Basis, FlagResult, FlagValue, Icans};
use smallvec::SmallVec;

/// How far a criterion is met, and whether by implication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CriterionOutcome {
    /// How far.
    pub truth: Truth,
    /// True when what is met implies it and does not say it.
    pub inferred: bool,
}

impl CriterionOutcome {
    /// The basis in the terms of the report.
    pub fn basis(self) -> Basis {
        if self.inferred { Basis::Inferred } else { Basis::Explicit }
    }
}

/// The mentions that met a criterion.
pub type Evidence = SmallVec<[u32; 4]>;

/// A report as criteria see it.
#[derive(Clone, Copy, Debug)]
pub struct EvalContext<'a> {
    /// Its statements.
    pub facts: &'a Facts<'a>,
    /// The flags worked out so far.
    pub flags: &'a [FlagResult],
    /// The floor and the stated grades, once they are known.
    pub icans: Option<&'a Icans>,
    /// Leave out every oedema that a lesion explains.
    pub unexplained_only: bool,
}

impl EvalContext<'_> {
    /// Works out a criterion; the mentions that meet it are added to `evidence`.
    pub fn eval(&self, criterion: &Criterion, evidence: &mut Evidence) -> CriterionOutcome {
        let mut outcome = match &criterion.test {
            Test::Any(children) => self.any(children, evidence),
            Test::All(children) => self.all(children, evidence),
            Test::AtLeast(least, children) => self.at_least(*least, children, evidence),
            Test::Not(child) => {
                let start = evidence.len();
                let inner = self.eval(child, evidence).truth;
                evidence.truncate(start);
                CriterionOutcome {
                    truth: inner.opposite(),
                    inferred: false,
                }
            }
            Test::Mention(leaf) => CriterionOutcome {
                truth: self.mention(*leaf, evidence),
                inferred: false,
            },
            Test::Words(leaf, as_fact) => self.holds(self.facts.words(*leaf, *as_fact)),
            Test::Flag(index, value) => self.flag(*index, *value, evidence),
            Test::Modality(modality) => self.holds(self.facts.doc.is_modality(modality)),
            Test::BodyPart(number) => self.holds(self.facts.doc.shows(*number)),
            Test::Floor(values) => self.holds(self.icans.is_some_and(|i| values.contains(&i.floor.value))),
            Test::StatedGrade(wanted) => self.holds(self.icans.is_some_and(|i| i.stated.iter().any(|g| g.is_current_fact()) == *wanted)),
            Test::Discordance(values) => self.holds(self.icans.is_some_and(|i| values.contains(&i.discordance))),
        };
        outcome.inferred |= criterion.inferred;
        outcome
    }

    /// How far a leaf is met; the mentions that meet it best are added to `evidence`.
    fn mention(&self, leaf: u16, evidence: &mut Evidence) -> Truth {
        let start = evidence.len();
        let mut best = Truth::Unmet;
        for hit in self.facts.own.matches.of(leaf) {
            if hit.truth < best || (self.unexplained_only && self.facts.mark(hit.mention).has(Mark::EXPLAINED)) {
                continue;
            }
            if hit.truth > best {
                evidence.truncate(start);
                best = hit.truth;
            }
            evidence.push(hit.mention);
        }
        best
    }

    fn holds(&self, met: bool) -> CriterionOutcome {
        CriterionOutcome {
            truth: if met { Truth::Firm } else { Truth::Unmet },
            inferred: false,
        }
    }

    /// The best of the children; said beats implied.
    fn any(&self, children: &[Criterion], evidence: &mut Evidence) -> CriterionOutcome {
        let base = evidence.len();
        let mut best = CriterionOutcome::default();
        for child in children {
            let start = evidence.len();
            let outcome = self.eval(child, evidence);
            let key = |o: CriterionOutcome| (o.truth, !o.inferred);
            if outcome.truth == Truth::Unmet || (best.truth != Truth::Unmet && key(outcome) < key(best)) {
                evidence.truncate(start);
            } else if best.truth == Truth::Unmet || key(outcome) > key(best) {
                if base < start {
                    evidence.drain(base..start);
                }
                best = outcome;
            }
        }
        best
    }

    /// The worst of the children; implied where one is.
    fn all(&self, children: &[Criterion], evidence: &mut Evidence) -> CriterionOutcome {
        let base = evidence.len();
        let mut worst = CriterionOutcome {
            truth: Truth::Firm,
            inferred: false,
        };
        for child in children {
            let outcome = self.eval(child, evidence);
            worst = CriterionOutcome {
                truth: worst.truth.min(outcome.truth),
                inferred: worst.inferred || outcome.inferred,
            };
            if worst.truth == Truth::Unmet {
                evidence.truncate(base);
                return CriterionOutcome::default();
            }
        }
        worst
    }

    fn at_least(&self, least: usize, children: &[Criterion], evidence: &mut Evidence) -> CriterionOutcome {
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
            return CriterionOutcome::default();
        }
        CriterionOutcome {
            truth: if firm >= least { Truth::Firm } else { Truth::Hedged },
            inferred,
        }
    }

    fn flag(&self, index: usize, value: FlagValue, evidence: &mut Evidence) -> CriterionOutcome {
        match self.flags.get(index) {
            Some(result) if result.value == value => {
                evidence.extend_from_slice(&result.mentions);
                CriterionOutcome {
                    truth: Truth::Firm,
                    inferred: value != FlagValue::NotStated && result.basis == Basis::Inferred,
                }
            }
            _ => CriterionOutcome::default(),
        }
    }
}
