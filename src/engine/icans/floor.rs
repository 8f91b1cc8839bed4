//! The imaging floor: "if this patient has the syndrome and this oedema no other cause, the grade is at least N".
//!
//! A lower bound from one of five clinical domains, for research. It never gives grade 1 or 2 and never lowers a grade.

use super::explained;
use crate::criteria::{CriterionOutcome, EvalContext, Evidence, Facts, FlagSet, FloorRules, Mark, Truth};
use crate::report::{Basis, FlagResult, FlagValue, Floor, FloorValue};

/// Works out the floor from the flags that carry the criteria.
pub(super) fn evaluate(flags: &FlagSet, facts: &Facts, results: &[FlagResult]) -> Floor {
    let Some(rules) = &flags.floor else { return Floor::default() };
    let mut floor = value(flags, rules, facts, results);
    let raised = matches!(floor.value, FloorValue::Four | FloorValue::Three | FloorValue::Indeterminate);
    if (raised || floor.value == FloorValue::Suppressed) && results[rules.context].value != FlagValue::Yes {
        floor.review.push("context_missing");
    }
    if raised && results[rules.haemorrhage].value == FlagValue::Yes {
        floor.review.push("haemorrhage_copresent");
    }
    floor
}

fn value(flags: &FlagSet, rules: &FloorRules, facts: &Facts, results: &[FlagResult]) -> Floor {
    let (diffuse, focal) = (&results[rules.diffuse], &results[rules.focal]);
    let spoken = rules.oedema.iter().any(|&f| facts.of(f).next().is_some());
    if !spoken && diffuse.value == FlagValue::NotStated && focal.value == FlagValue::NotStated {
        return Floor::default();
    }
    let context = EvalContext {
        facts,
        flags: results,
        icans: None,
        unexplained_only: true,
    };
    let met = |index: usize| {
        let (flag, mut evidence) = (&flags.flags[index], Evidence::new());
        let yes = context.eval(&flag.yes, &mut evidence);
        let possible = flag
            .possible
            .as_ref()
            .is_some_and(|p| context.eval(p, &mut evidence).truth != Truth::Unmet);
        // A lesion that is only suspected leaves it open whether the criterion is met by an oedema without a cause.
        let of_oedema = || {
            evidence
                .iter()
                .filter(|&&i| rules.oedema.contains(&facts.mentions[i as usize].finding))
        };
        let open = of_oedema().next().is_some() && of_oedema().all(|&i| facts.mark(i).has(Mark::MAYBE_EXPLAINED));
        (yes, possible || yes.truth == Truth::Hedged, open)
    };
    let ((four, maybe_four, open_four), (three, maybe_three, open_three)) = (met(rules.diffuse), met(rules.focal));
    let conflict = |r: &FlagResult| r.value == FlagValue::Conflict;
    if conflict(diffuse) || conflict(focal) {
        let upper = if conflict(diffuse) || maybe_four { 4 } else { 3 };
        return Floor {
            review: vec!["conflict"],
            ..hedged(upper)
        };
    }
    if four.truth == Truth::Firm && !open_four {
        return set(FloorValue::Four, four);
    }
    if (four.truth == Truth::Firm && open_four) || (three.truth == Truth::Firm && open_three) {
        return Floor {
            review: vec!["cause_possible"],
            ..hedged(if open_four { 4 } else { 3 })
        };
    }
    if three.truth == Truth::Firm {
        return Floor {
            upper: maybe_four.then_some(4),
            ..set(FloorValue::Three, three)
        };
    }
    let all = Oedema::of(facts, rules);
    if let Some(index) = all.explained
        && !all.plain
    {
        let reason = Some(explained::reason(facts, rules, index).to_owned());
        return Floor {
            value: FloorValue::Suppressed,
            reason,
            basis: Some(Basis::Explicit),
            ..Floor::default()
        };
    }
    if all.plain && !maybe_four {
        return Floor {
            review: vec!["extent_open"],
            ..hedged(4)
        };
    }
    if maybe_four || (all.hedged && !maybe_three) {
        return hedged(4);
    }
    if maybe_three {
        return hedged(3);
    }
    let denied = |r: &FlagResult| r.value == FlagValue::No;
    if denied(diffuse) && denied(focal) {
        let inferred = diffuse.basis == Basis::Inferred || focal.basis == Basis::Inferred;
        return set(
            FloorValue::None,
            CriterionOutcome {
                truth: Truth::Firm,
                inferred,
            },
        );
    }
    Floor::default()
}

fn set(value: FloorValue, outcome: CriterionOutcome) -> Floor {
    Floor {
        value,
        basis: Some(outcome.basis()),
        ..Floor::default()
    }
}

fn hedged(upper: u8) -> Floor {
    Floor {
        value: FloorValue::Indeterminate,
        upper: Some(upper),
        basis: Some(Basis::Explicit),
        ..Floor::default()
    }
}

/// What the report says of oedema of the brain at all.
#[derive(Default)]
struct Oedema {
    /// The first that a lesion explains.
    explained: Option<u32>,
    /// One is asserted that nothing explains.
    plain: bool,
    /// One is hedged that nothing explains.
    hedged: bool,
}

impl Oedema {
    fn of(facts: &Facts, rules: &FloorRules) -> Self {
        let mut all = Self::default();
        for index in rules.oedema.iter().flat_map(|&f| facts.of(f)) {
            let mark = facts.mark(index);
            if !mark.has(Mark::CURRENT) || mark.has(Mark::OVERRULED) {
                continue;
            }
            match (mark.has(Mark::EXPLAINED), mark.has(Mark::FIRM), mark.has(Mark::HEDGED)) {
                (true, true, _) => all.explained = Some(all.explained.map_or(index, |i| i.min(index))),
                (false, true, _) => all.plain = true,
                (false, false, true) => all.hedged = true,
                _ => {}
            }
        }
        all
    }
}
