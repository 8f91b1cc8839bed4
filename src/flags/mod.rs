//! Flags: what the statements of one report add up to, and the toxicity grade's imaging floor.

mod discordance;
mod explained;
mod floor;
mod grade_words;
mod grades;

pub use crate::criteria::Scratch;

use crate::criteria::{Criterion, Evidence, Facts, Flag, FlagSet, Mark, Outcome, Scene, Touched, Truth, Way};
use crate::extract::{Input, Mention};
use crate::report::{Basis, FlagResult, FlagValue, Icans};

/// Works out every flag and the toxicity grade's imaging floor. Every flag has a result, at its own index.
pub fn evaluate(
    input: &Input,
    flags: &FlagSet,
    mentions: &[Mention],
    scratch: &mut Scratch,
    results: &mut Vec<FlagResult>,
    icans: &mut Icans,
) {
    results.truncate(flags.len());
    results.iter_mut().for_each(FlagResult::reset);
    results.resize_with(flags.len(), FlagResult::not_stated);
    let mut facts = Facts::new(input, mentions, scratch);
    if let Some(rules) = &flags.floor {
        explained::mark(&mut facts, rules);
    }
    let touched = flags.touched(&mut facts);
    run(flags, &touched, &facts, None, results);
    icans.stated.clear();
    grades::find(input, flags, mentions, &mut icans.stated);
    icans.floor = floor::evaluate(flags, &facts, results);
    icans.discordance = discordance::compare(flags, &facts, icans);
    run(flags, &touched, &facts, Some(icans), results);
}

/// Works out the flags touched, in order: without what is said of the syndrome those that do not wait for it, with it the others.
fn run(flags: &FlagSet, touched: &Touched, facts: &Facts, icans: Option<&Icans>, results: &mut [FlagResult]) {
    for index in touched.flags().filter(|&i| flags.is_late(i) == icans.is_some()) {
        let scene = Scene {
            facts,
            flags: &results[..index],
            icans,
            unexplained_only: false,
        };
        if let Some(result) = result(&flags.flags[index], |way| touched.has(index, way), &scene) {
            results[index] = result;
        }
    }
}

/// Works out one flag that can be set in some ways; nothing where it is not stated.
fn result(flag: &Flag, can: impl Fn(Way) -> bool, scene: &Scene) -> Option<FlagResult> {
    let mut evidence = Evidence::new();
    let is_met = |unless: &Criterion| scene.eval(unless, &mut Evidence::new()).truth == Truth::Firm;
    if flag.unless.as_ref().is_some_and(is_met) {
        return None;
    }
    if can(Way::Yes) {
        let yes = scene.eval(&flag.yes, &mut evidence);
        if yes.truth == Truth::Hedged {
            return Some(stated(FlagValue::Possible, yes, evidence));
        }
        if yes.truth == Truth::Firm {
            let value = if contradicted(flag, scene, &mut evidence) {
                FlagValue::Conflict
            } else {
                FlagValue::Yes
            };
            return Some(stated(value, yes, evidence));
        }
    }
    let others = [
        (Way::Possible, flag.possible.as_ref(), FlagValue::Possible),
        (Way::No, flag.no.as_ref(), FlagValue::No),
    ];
    for (way, criterion, value) in others {
        let Some(criterion) = criterion.filter(|_| can(way)) else {
            continue;
        };
        let outcome = scene.eval(criterion, &mut evidence);
        if outcome.truth != Truth::Unmet {
            return Some(stated(value, outcome, evidence));
        }
    }
    None
}

/// True when what met the flag is denied elsewhere; the denials join the evidence.
fn contradicted(flag: &Flag, scene: &Scene, evidence: &mut Evidence) -> bool {
    let facts = scene.facts;
    let own = evidence.len();
    for i in 0..own {
        if facts.mark(evidence[i]).has(Mark::CONTRADICTED) {
            evidence.extend(facts.clashes_of(evidence[i]));
        }
    }
    if let Some(against) = &flag.contradicted_by {
        let start = evidence.len();
        if scene.eval(against, evidence).truth != Truth::Unmet {
            let rank = |index: &u32| facts.rank(*index);
            let highest = evidence[..own].iter().map(rank).max().unwrap_or(u8::MAX);
            let stronger: Evidence = evidence[start..].iter().copied().filter(|i| facts.rank(*i) > highest).collect();
            evidence.truncate(start);
            evidence.extend(stronger);
        }
    }
    evidence.len() > own
}

fn stated(value: FlagValue, outcome: Outcome, mut mentions: Evidence) -> FlagResult {
    mentions.sort_unstable();
    mentions.dedup();
    FlagResult {
        value,
        basis: outcome.basis(),
        mentions,
    }
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
