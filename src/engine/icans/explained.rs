//! Which oedema the report explains by a lesion, and which places it could not judge.

use crate::criteria::{Facts, FloorRules, Mark};
use crate::extract::Mention;
use crate::lexicon::FindingId;

/// Marks every oedema that a lesion explains, and notes the places that could not be judged.
pub(super) fn mark(facts: &mut Facts, rules: &FloorRules) {
    for &finding in &rules.oedema {
        if facts.of(finding).next().is_none() {
            continue;
        }
        let own: smallvec::SmallVec<[u32; 8]> = facts.of(finding).collect();
        let named = rules.explained.contains(&finding);
        for index in own {
            if named || links_to_cause(facts, rules, &facts.mentions[index as usize]) {
                facts.add_mark(index, Mark::EXPLAINED);
            }
        }
    }
    let obscured: smallvec::SmallVec<[u32; 4]> = facts.of(rules.limitation).filter(|&i| stands(facts, i)).collect();
    for index in obscured {
        facts.obscure(index);
    }
}

/// True when an oedema is linked to a cause that the report does not deny, and not to the syndrome as well.
fn links_to_cause(facts: &Facts, rules: &FloorRules, oedema: &Mention) -> bool {
    let is_cause = |to: FindingId| rules.reason(to).is_some() && !facts.is_only_denied(to);
    !oedema.attribution.iter().any(|a| a.to == rules.attribution) && oedema.attribution.iter().any(|a| is_cause(a.to))
}

fn stands(facts: &Facts, index: u32) -> bool {
    facts.mark(index).has(Mark(Mark::FIRM.0 | Mark::CURRENT.0))
}

/// The reason why an oedema is explained: the lesion it is linked to, else the one asserted nearest to it in the same sentence or
/// the one before, else the rule set's word for an unnamed lesion.
pub(super) fn reason<'r>(facts: &Facts, rules: &'r FloorRules, oedema: u32) -> &'r str {
    let mention = &facts.mentions[oedema as usize];
    if let Some(reason) = mention.attribution.iter().find_map(|a| rules.reason(a.to)) {
        return reason;
    }
    let asserted = |index: u32| facts.mark(index).any(Mark(Mark::FIRM.0 | Mark::HEDGED.0)) && facts.mark(index).has(Mark::CURRENT);
    let near = |index: u32| {
        let other = &facts.mentions[index as usize];
        let reason = rules
            .reason(other.finding)
            .filter(|_| asserted(index) && !rules.oedema.contains(&other.finding))?;
        let sentences = mention.sentence.checked_sub(other.sentence).filter(|d| *d <= 1)?;
        Some(((sentences, other.tokens.0.abs_diff(mention.tokens.0)), reason))
    };
    let best = (0..facts.mentions.len() as u32)
        .filter_map(near)
        .min_by_key(|(distance, _)| *distance);
    best.map_or(rules.other_cause.as_str(), |(_, reason)| reason)
}
