//! Flags: what the statements of one report add up to, and the toxicity grade's imaging floor.

mod discordance;
mod explained;
mod floor;
mod grade_words;
mod grades;

pub use crate::criteria::CriteriaScratch;

use crate::criteria::{Criterion, CriterionOutcome, EvalContext, Evidence, Facts, Flag, FlagOutcome, FlagSet, Mark, Triggered, Truth};
use crate::document::Document;
use crate::extract::Mention;
use crate::report::{Basis, FlagResult, FlagValue, Icans};

/// Works out every flag and the toxicity grade's imaging floor. Every flag has a result, at its own index.
pub fn evaluate(
    doc: &Document,
    flags: &FlagSet,
    mentions: &[Mention],
    scratch: &mut CriteriaScratch,
    results: &mut Vec<FlagResult>,
    icans: &mut Icans,
) {
    results.iter_mut().for_each(FlagResult::reset);
    if results.len() != flags.len() {
        results.resize_with(flags.len(), FlagResult::not_stated);
    }
    let mut facts = Facts::new(doc, mentions, scratch);
    mark_explained(&mut facts, flags);
    let triggered = flags.triggered(&mut facts);
    run(flags, &triggered, &facts, None, results);
    grades::find(doc, flags, mentions, icans);
    icans.floor = floor::evaluate(flags, &facts, results);
    icans.discordance = discordance::compare(flags, &facts, icans);
    run(flags, &triggered, &facts, Some(icans), results);
}

/// Marks every oedema that a lesion explains, for leaves that ask whether one does.
pub fn mark_explained(facts: &mut Facts, flags: &FlagSet) {
    if let Some(rules) = &flags.floor {
        explained::mark(facts, rules);
    }
}

/// Works out the flags triggered, in order: without what is said of the syndrome those that do not wait for it, with it the others.
fn run(flags: &FlagSet, triggered: &Triggered, facts: &Facts, icans: Option<&Icans>, results: &mut [FlagResult]) {
    for index in flags.due(triggered, icans.is_some()) {
        let (earlier, rest) = results.split_at_mut(index);
        let own = &mut rest[0];
        let context = EvalContext {
            facts,
            flags: earlier,
            icans,
            unexplained_only: false,
        };
        let stated = value(&flags.flags[index], |way| triggered.has(index, way), &context, &mut own.mentions);
        if let Some((value, outcome)) = stated {
            if !own.mentions.is_sorted_by(|a, b| a < b) {
                own.mentions.sort_unstable();
                own.mentions.dedup();
            }
            (own.value, own.basis) = (value, outcome.basis());
        }
    }
}

/// Works out the value of one flag that can be set in some ways, by statements that are added to `evidence`; nothing where it is not
/// stated.
fn value(
    flag: &Flag,
    can: impl Fn(FlagOutcome) -> bool,
    context: &EvalContext,
    evidence: &mut Evidence,
) -> Option<(FlagValue, CriterionOutcome)> {
    let is_met = |unless: &Criterion| context.eval(unless, &mut Evidence::new()).truth == Truth::Firm;
    if flag.unless.as_ref().is_some_and(is_met) {
        return None;
    }
    if can(FlagOutcome::Yes) {
        let yes = context.eval(&flag.yes, evidence);
        match yes.truth {
            Truth::Firm if contradicted(flag, context, evidence) => return Some((FlagValue::Conflict, yes)),
            Truth::Firm => return Some((FlagValue::Yes, yes)),
            Truth::Hedged => return Some((FlagValue::Possible, yes)),
            Truth::Unmet => {}
        }
    }
    let others = [
        (FlagOutcome::Possible, flag.possible.as_ref(), FlagValue::Possible),
        (FlagOutcome::No, flag.no.as_ref(), FlagValue::No),
    ];
    let mut others = others.into_iter().filter(|(way, ..)| can(*way));
    others.find_map(|(_, criterion, value)| {
        let outcome = context.eval(criterion?, evidence);
        (outcome.truth != Truth::Unmet).then_some((value, outcome))
    })
}

/// True when what met the flag is denied elsewhere; the denials join the evidence.
fn contradicted(flag: &Flag, context: &EvalContext, evidence: &mut Evidence) -> bool {
    let facts = context.facts;
    let own = evidence.len();
    for i in 0..own {
        if facts.mark(evidence[i]).has(Mark::CONTRADICTED) {
            evidence.extend(facts.clashes_of(evidence[i]));
        }
    }
    if let Some(against) = &flag.contradicted_by {
        let start = evidence.len();
        if context.eval(against, evidence).truth != Truth::Unmet {
            let rank = |index: &u32| facts.rank(*index);
            let highest = evidence[..own].iter().map(rank).max().unwrap_or(u8::MAX);
            let stronger: Evidence = evidence[start..].iter().copied().filter(|i| facts.rank(*i) > highest).collect();
            evidence.truncate(start);
            evidence.extend(stronger);
        }
    }
    evidence.len() > own
}

impl FlagResult {
    /// The result of a flag that the report does not speak of.
    pub fn not_stated() -> Self {
        Self {
            value: FlagValue::NotStated,
            basis: Basis::Explicit,
            mentions: Evidence::new(),
        }
    }

    /// Makes it that again, keeping its memory.
    fn reset(&mut self) {
        if self.value != FlagValue::NotStated {
            (self.value, self.basis) = (FlagValue::NotStated, Basis::Explicit);
            self.mentions.clear();
        }
    }
}
