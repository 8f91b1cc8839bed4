//! Which statement of a report stands when two speak of the same finding.
//!
//! An addendum outranks the impression, which outranks the rest. A statement of higher rank overrules one of the same place or of
//! a part of it; only a plain finding that a general denial would erase stays in sight as a contradiction. Statements of one rank
//! contradict each other when they name the very same place and no change word sets them apart.

use super::facts::{Facts, Mark, rank};
use super::matches::NONE;
use crate::extract::{Mention, SiteMention};
use crate::lexicon::Lexicon;
use crate::vocabulary::{Change, Laterality};
use smallvec::SmallVec;

/// So many statements of one finding are compared with each other; no real report has more.
const MOST: usize = 64;

/// Marks statements that are overruled or contradicted.
pub(super) fn settle(facts: &mut Facts) {
    let claims = Mark(Mark::FIRM.0 | Mark::HEDGED.0);
    for first in 0..facts.mentions.len() as u32 {
        let finding = facts.mentions[first as usize].finding;
        if facts.own.heads[finding.index()] != first || facts.own.next[first as usize] == NONE {
            continue;
        }
        let own: SmallVec<[u32; 16]> = facts.of(finding).filter(|&i| facts.mark(i).has(Mark::CURRENT)).take(MOST).collect();
        if own.iter().all(|&i| facts.mark(i).has(Mark::FIRM)) || !own.iter().any(|&i| facts.mark(i).any(claims)) {
            continue;
        }
        for &claim in own.iter() {
            if facts.mark(claim).any(claims) {
                own.iter()
                    .filter(|&&o| o != claim)
                    .for_each(|&other| weigh(facts, &own, claim, other));
            }
        }
    }
    facts.own.clashes.sort_unstable();
}

/// Compares a claim that the finding is there with another statement of it.
fn weigh(facts: &mut Facts, own: &[u32], claim: u32, other: u32) {
    let (p, o) = (&facts.mentions[claim as usize], &facts.mentions[other as usize]);
    let (mark, other_mark) = (facts.mark(claim), facts.mark(other));
    if other_mark.has(Mark::FIRM) || (other_mark.has(Mark::HEDGED) && mark.has(Mark::HEDGED)) {
        return;
    }
    let denies = other_mark.has(Mark::DENIED);
    if !denies && !other_mark.has(Mark::HEDGED) {
        return;
    }
    let lexicon = facts.doc.lexicon;
    let same = same_place(p, o);
    if o.change == Some(Change::Resolved) {
        if same && p.change.is_none() && rank(o.role) >= rank(p.role) {
            facts.add_mark(claim, Mark::OVERRULED);
        }
        return;
    }
    if rank(o.role) > rank(p.role) {
        if same || (!(denies && mark.has(Mark::FIRM)) && covers(lexicon, o, p)) {
            facts.add_mark(claim, Mark::OVERRULED);
        } else if denies && covers(lexicon, o, p) && !restated(facts, own, rank(o.role)) {
            facts.add_mark(claim, Mark::CONTRADICTED);
            facts.own.clashes.push((claim, other));
        }
    } else if rank(o.role) == rank(p.role) && denies && mark.has(Mark::FIRM) && same && p.change.is_none() {
        facts.add_mark(claim, Mark::CONTRADICTED);
        facts.own.clashes.push((claim, other));
    }
}

/// True when the finding is claimed in a section of at least this rank.
fn restated(facts: &Facts, own: &[u32], least: u8) -> bool {
    own.iter()
        .any(|&i| facts.mark(i).any(Mark(Mark::FIRM.0 | Mark::HEDGED.0)) && rank(facts.mentions[i as usize].role) >= least)
}

/// True when both name the same sites and levels, or neither names any.
fn same_place(a: &Mention, b: &Mention) -> bool {
    let holds = |a: &Mention, b: &Mention| {
        a.sites
            .iter()
            .all(|s| b.sites.iter().any(|t| s.site == t.site && s.laterality == t.laterality))
    };
    let levels = |a: &Mention, b: &Mention| a.levels.iter().all(|s| b.levels.iter().any(|t| (s.from, s.to) == (t.from, t.to)));
    holds(a, b) && holds(b, a) && levels(a, b) && levels(b, a)
}

/// True when every place of `part` lies in one of `whole`, or `whole` names none.
fn covers(lexicon: &Lexicon, whole: &Mention, part: &Mention) -> bool {
    if !whole.levels.is_empty() {
        return false;
    }
    let inside = |s: &SiteMention| {
        whole.sites.iter().any(|w| {
            lexicon.within(s.site, w.site) && (matches!(w.laterality, None | Some(Laterality::Bilateral)) || w.laterality == s.laterality)
        })
    };
    whole.sites.is_empty() || (!part.sites.is_empty() && part.sites.iter().all(inside))
}
