//! Which oedema the report explains by a lesion, and which places it could not judge.

use crate::criteria::{Facts, FloorRules, Mark};
use crate::extract::{Mention, SiteMention};
use crate::lexicon::{FindingId, SiteId};
use crate::vocabulary::Change;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// So many findings before an oedema are looked at for a lesion in its sentence, and so many that are explained are compared with one that is told again:
/// the time taken stays in proportion to the text.
const NEAR: usize = 64;

/// Marks every oedema that a lesion explains or may explain, and notes the places that could not be judged.
pub(super) fn mark(facts: &mut Facts, rules: &FloorRules) {
    let mut set_aside: SmallVec<[u32; 8]> = SmallVec::new();
    let mut explains_all = None;
    let mut causes = Causes::default();
    for &finding in &rules.oedema {
        if facts.of(finding).next().is_none() {
            continue;
        }
        let own: SmallVec<[u32; 8]> = facts.of(finding).collect();
        let named = rules.explained.contains(&finding);
        let explains_all = *explains_all.get_or_insert_with(|| has_sufficient_cause(facts, rules));
        for index in own {
            let explained = named || (explains_all && may_be_explained(facts, rules, index)) || goes_with_cause(facts, rules, index);
            match cause(facts, rules, &mut causes, &facts.mentions[index as usize]) {
                _ if explained => facts.add_mark(index, Mark::EXPLAINED),
                Some(mark) => facts.add_mark(index, mark),
                None => continue,
            }
            if facts.mark(index).has(Mark::EXPLAINED) && stands(facts, index) {
                set_aside.push(index);
            }
        }
    }
    if !set_aside.is_empty() {
        mark_retold(facts, rules, &set_aside);
    }
    let obscured: SmallVec<[u32; 4]> = facts.of(rules.limitation).filter(|&i| stands(facts, i)).collect();
    for index in obscured {
        facts.obscure(index);
    }
}

/// The findings that were looked at as causes, and whether the report only denies and only hedges each: looked for once, and not for each oedema.
type Causes = FxHashMap<FindingId, (bool, bool)>;

/// What the causes that an oedema is linked to make of it: explained by one that the report states, perhaps explained by one that it
/// only suspects. Nothing where it is linked to no cause, to one that is denied, or to the syndrome as well.
fn cause(facts: &Facts, rules: &FloorRules, known: &mut Causes, oedema: &Mention) -> Option<Mark> {
    if is_attributed(rules, oedema) {
        return None;
    }
    let (mut causes, mut firm) = (0, false);
    for to in oedema.attribution.iter().map(|a| a.to).filter(|to| rules.reason(*to).is_some()) {
        let told = || (facts.is_only_denied(to), facts.is_only_hedged(to));
        let &mut (denied, hedged) = known.entry(to).or_insert_with(told);
        causes += u32::from(!denied);
        firm |= !denied && !hedged;
    }
    // "TIAN or pseudoprogression": whichever of them it is, it is a cause.
    match causes {
        0 => None,
        1 if !firm => Some(Mark::MAYBE_EXPLAINED),
        _ => Some(Mark::EXPLAINED),
    }
}

/// True when the report states a cause that explains all oedema but a diffuse one, and does not state the syndrome: a reading that names PRES as the
/// diagnosis means its oedema, in whatever sentence that stands.
fn has_sufficient_cause(facts: &Facts, rules: &FloorRules) -> bool {
    let stated = |finding: FindingId| facts.of(finding).any(|i| stands(facts, i));
    rules.sufficient.iter().any(|&cause| stated(cause)) && !stated(rules.attribution)
}

/// "An acute infarct of the left insula with cytotoxic oedema": true for an oedema behind a cause that the same sentence states, at the same place.
fn goes_with_cause(facts: &Facts, rules: &FloorRules, index: u32) -> bool {
    let oedema = &facts.mentions[index as usize];
    let goes_with = |other: u32| {
        let cause = &facts.mentions[other as usize];
        let ahead = cause.tokens.1 <= oedema.tokens.0;
        ahead && rules.reason(cause.finding).is_some() && stands(facts, other) && is_same(facts, oedema, cause)
    };
    let same_sentence = |other: &u32| facts.mentions[*other as usize].sentence == oedema.sentence;
    !oedema.sites.is_empty()
        && oedema.extent.is_empty()
        && !is_attributed(rules, oedema)
        && (0..index).rev().take_while(same_sentence).take(NEAR).any(goes_with)
}

/// True for an oedema that is not diffuse and not linked to the syndrome.
fn may_be_explained(facts: &Facts, rules: &FloorRules, index: u32) -> bool {
    let oedema = &facts.mentions[index as usize];
    oedema.extent.is_empty() && !rules.diffuse_by_name.contains(&oedema.finding) && !is_attributed(rules, oedema)
}

fn is_attributed(rules: &FloorRules, oedema: &Mention) -> bool {
    oedema.attribution.iter().any(|a| a.to == rules.attribution)
}

/// Marks what is told once more of an oedema that is explained elsewhere ("Haematoma with perilesional oedema. ... IMPRESSION: left
/// frontal oedema."): at the same place, or at none; neither new beside it nor linked to the syndrome.
fn mark_retold(facts: &mut Facts, rules: &FloorRules, set_aside: &[u32]) {
    let mut retold: SmallVec<[u32; 8]> = SmallVec::new();
    for index in rules.oedema.iter().flat_map(|&finding| facts.of(finding)) {
        let mention = &facts.mentions[index as usize];
        let open = facts.mark(index).has(Mark::CURRENT) && !facts.mark(index).has(Mark::EXPLAINED);
        let placed = !mention.sites.is_empty() || rules.retold.contains(&mention.finding);
        if open && placed && mention.extent.is_empty() && !is_attributed(rules, mention) {
            let same = |&other: &u32| is_same(facts, mention, &facts.mentions[other as usize]);
            retold.extend(set_aside.iter().take(NEAR).any(same).then_some(index));
        }
    }
    retold.iter().for_each(|&index| facts.add_mark(index, Mark::EXPLAINED));
}

/// True when `oedema` can be the one that `other` tells of: all its places are places of the other.
fn is_same(facts: &Facts, oedema: &Mention, other: &Mention) -> bool {
    let lexicon = facts.doc.lexicon;
    let near = |a: SiteId, b: SiteId| lexicon.within(a, b) || lexicon.within(b, a);
    let side = |a: &SiteMention, b: &SiteMention| a.laterality.is_none() || b.laterality.is_none() || a.laterality == b.laterality;
    let placed = |a: &SiteMention| other.sites.iter().any(|b| near(a.site, b.site) && side(a, b));
    let news = oedema.change == Some(Change::New) && other.change != Some(Change::New);
    !news && oedema.sites.iter().all(placed)
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
    let stated = |cause: &&FindingId| facts.of(**cause).any(|i| stands(facts, i));
    let sufficient = || rules.sufficient.iter().find(stated).and_then(|&cause| rules.reason(cause));
    best.map(|(_, reason)| reason).or_else(sufficient).unwrap_or(&rules.other_cause)
}
