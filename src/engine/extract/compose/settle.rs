//! Which candidates stand: of those that want the same words, the one that uses more.

use super::super::TokenTable;
use super::super::sites::SiteItem;
use super::candidate::{Candidate, CandidateList, Run};
use crate::document::Document;
use crate::lexicon::{FindingId, Lane, Word};
use crate::text::{Gap, Shape};

/// Puts into `kept` the candidates that use most words, no two of which want the same ones, and into `past` the words of the past that
/// spoke of a candidate which gave way.
pub(super) fn settle(
    doc: &Document,
    table: &TokenTable,
    items: &[SiteItem],
    candidates: &mut CandidateList,
    kept: &mut Vec<Candidate>,
    past: &mut Vec<u32>,
) {
    kept.clear();
    past.clear();
    let stands = |candidates: &CandidateList, r: &Candidate| {
        let (first, end) = candidates.hull(r);
        r.literal || !doc.terms.is_decoy(Lane::Finding, r.finding.0, first, end)
    };
    if let [only] = candidates.all[..] {
        kept.extend((only.finding != FindingId::NONE && stands(candidates, &only)).then_some(only));
        return;
    }
    let mut all = std::mem::take(&mut candidates.all);
    all.retain(|r| stands(candidates, r));
    for index in 0..all.len() {
        let candidate = &all[index];
        let any_site = !candidate.literal && candidate.depth == 0 && !candidates.items(candidate).is_empty();
        let last = any_site
            || is_past(doc, table, candidate)
            || is_outdated(doc, table, candidates, candidate, &all)
            || gives_way(doc, table, candidates, candidate, &all);
        all[index].last = last;
    }
    all.sort_by_key(rank);
    for mut candidate in all.drain(..) {
        if candidate.depth == 0 && !candidates.items(&candidate).is_empty() {
            // A pattern for any site takes only the sites that no finding of their own has taken with the same words.
            let own = candidate;
            candidates.retain_items(&mut candidate, |candidates, item| {
                let taken = |k: &Candidate| candidates.items(k).contains(&item) && overlap(candidates.words(k), candidates.words(&own));
                !kept.iter().any(taken)
            });
            if candidates.items(&candidate).is_empty() {
                continue;
            }
        }
        if !kept.iter().any(|k| conflict(candidates, k, &candidate, items)) {
            kept.push(candidate);
        } else if is_past(doc, table, &candidate) {
            past.push(candidate.first.0 - 1);
        }
    }
    candidates.all = all;
    // What means nothing has kept its words from meaning something else.
    kept.retain(|r| r.finding != FindingId::NONE);
    drop_weak(doc, table, candidates, kept);
}

/// The order in which candidates choose their words.
fn rank(r: &Candidate) -> impl Ord + use<> {
    (
        r.last,
        r.joined && !r.denies,
        std::cmp::Reverse(r.weight),
        std::cmp::Reverse(r.depth),
        !r.literal,
        r.spread,
        r.first,
    )
}

/// Leaves out the candidates that yield to any better word beside them.
fn drop_weak(doc: &Document, table: &TokenTable, candidates: &CandidateList, kept: &mut Vec<Candidate>) {
    let weak = |r: &Candidate| doc.lexicon.findings[r.finding.index()].weak;
    if kept.len() < 2 || !kept.iter().any(weak) {
        return;
    }
    let strong: Vec<Run> = kept
        .iter()
        .filter(|r| !weak(r))
        .flat_map(|r| candidates.words(r))
        .copied()
        .collect();
    kept.retain(|r| !weak(r) || !strong.iter().any(|&s| s != r.first && beside(doc, table, r.first, s)));
}

/// "the previously patent cisterns are effaced": normality of the past gives way to what is said now.
fn is_past(doc: &Document, table: &TokenTable, candidate: &Candidate) -> bool {
    candidate.denies && follows_past(doc, table, candidate)
}

/// True right behind words that tell its past: "previously effaced".
fn follows_past(doc: &Document, table: &TokenTable, candidate: &Candidate) -> bool {
    let before = candidate.first.0.checked_sub(1);
    before
        .and_then(|i| table.cue(doc, i))
        .is_some_and(|(cue, _)| cue.makes.tells_own_past())
}

/// "previously effaced, now open": what was there before gives way to what is said of the same place now.
fn is_outdated(doc: &Document, table: &TokenTable, candidates: &CandidateList, candidate: &Candidate, all: &[Candidate]) -> bool {
    let now = |other: &Candidate| other.denies && !follows_past(doc, table, other) && is_of_same(candidates, candidate, other);
    !candidate.denies && follows_past(doc, table, candidate) && all.iter().any(now)
}

/// "visible though narrowed", "crowded but still open": what is open or visible may be narrowed all the same.
fn gives_way(doc: &Document, table: &TokenTable, candidates: &CandidateList, candidate: &Candidate, all: &[Candidate]) -> bool {
    let turned = |from: u32, to: u32| {
        let turn = (from..to).find(|&i| table.word(i) == Some(Word::But));
        turn.is_some_and(|at| !(at..to).any(|i| table.word(i) == Some(Word::Is)))
    };
    let contrary = |other: &Candidate| {
        let said = !other.denies && !follows_past(doc, table, other) && is_of_same(candidates, candidate, other);
        let (a, b) = (candidates.hull(candidate), candidates.hull(other));
        said && turned(a.1.min(b.1), a.0.max(b.0))
    };
    candidate.yields && all.iter().any(contrary)
}

/// True when both are one finding at one place.
fn is_of_same(candidates: &CandidateList, a: &Candidate, b: &Candidate) -> bool {
    a.finding == b.finding && candidates.items(a).iter().any(|i| candidates.items(b).contains(i))
}

fn overlap(a: &[Run], b: &[Run]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.0 < y.1 && y.0 < x.1))
}

/// True when two candidates cannot both stand.
fn conflict(candidates: &CandidateList, a: &Candidate, b: &Candidate, items: &[SiteItem]) -> bool {
    let other = a.finding != b.finding;
    let (words, others) = (candidates.words(a), candidates.words(b));
    let (places, elsewhere) = (candidates.items(a), candidates.items(b));
    if !overlap(words, others) {
        if other {
            return false;
        }
        // "the previously patent cisterns are now effaced": a place is said to be one or the other.
        if a.denies != b.denies && places.iter().any(|i| elsewhere.contains(i)) {
            return true;
        }
        // A phrase inside the stretch of a pattern of the same finding says it a second time.
        let (x, y) = (candidates.hull(a), candidates.hull(b));
        return x.0 < y.1 && y.0 < x.1;
    }
    if other && a.literal && b.literal && words == others {
        // The lexicon lets both findings claim the phrase.
        return false;
    }
    let head_of = |phrase: &Candidate, elided: &Candidate| {
        let own = candidates.words(phrase);
        elided.elided && !phrase.elided && phrase.literal && own.len() == 1 && own.last() == candidates.words(elided).last()
    };
    if other && (head_of(a, b) || head_of(b, a)) {
        // "cord compression, swelling": the word alone says less.
        return true;
    }
    if other && (a.elided || b.elided) {
        // The words of an ellipsis belong to each finding that it names.
        return false;
    }
    if let ([place, ..], [own, ..]) = (places, elsewhere)
        && places.iter().all(|i| !elsewhere.contains(i))
    {
        // "sulci and cisterns are effaced": one part shared by the places of a list, each its own finding. In
        // "sulci effaced, cisterns preserved" the places stand in no common list: the nearer one keeps the part.
        return items[*place as usize].group != items[*own as usize].group;
    }
    // Several findings may be denied by the very same words of normality.
    !(other && a.denies && b.denies && !a.literal && !b.literal && (places == elsewhere || places.is_empty() || elsewhere.is_empty()))
}

/// True when `weak` stands right beside `strong`: next to it, or joined by "of".
fn beside(doc: &Document, table: &TokenTable, weak: (u32, u32), strong: (u32, u32)) -> bool {
    let (from, to) = if weak.1 <= strong.0 {
        (weak.1, strong.0)
    } else {
        (strong.1, weak.0)
    };
    if from > to {
        return true;
    }
    let joins = |i: u32| {
        let token = table.at(i);
        matches!(token.word, Some(Word::Of))
            || token.site
            || token.attribute.is_some()
            || doc.buffer.tokens[i as usize].shape.has(Shape::ARTICLE)
    };
    let marks = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::PERIOD);
    to - from <= 3 && (from..to).all(joins) && !(from..=to).any(|i| doc.buffer.tokens[i as usize].gap.has(marks))
}
