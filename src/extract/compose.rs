//! Composing findings: complete phrases, and parts that say a finding together inside one clause.
//!
//! All readings are collected first; then the one that uses more words wins wherever two want the same words.

use super::ellipsis::{self, Elided};
use super::sites::SiteItem;
use super::{Assertion, Because, Certainty, Change, Input, Mention, SiteMention, View};
use crate::lexicon::{Anchored, FindingId, Lane, Makes, PartId, PartSet, Pattern, PatternCertainty, PatternChange, Piece, Rule, Word};
use crate::structure::Sentence;
use crate::terms::Term;
use crate::text::{Gap, Shape};
use smallvec::SmallVec;

/// One possible reading.
#[derive(Clone, Debug)]
struct Candidate {
    finding: FindingId,
    denies: bool,
    certainty: PatternCertainty,
    change: Option<PatternChange>,
    /// The words of phrases and parts, in order of place.
    parts: SmallVec<[(u32, u32); 3]>,
    /// Indexes of the site items that are part of the reading.
    items: SmallVec<[u16; 4]>,
    /// How many words it uses, sites included.
    weight: u32,
    /// How deep its deepest site is.
    depth: u8,
    /// A phrase and not a pattern.
    literal: bool,
    /// Put together from words that stand apart.
    elided: bool,
    /// How many words stand between its pieces.
    spread: u32,
    /// A comma, a colon, "and" or "or" stands between its pieces: in "sulcal effacement, small ventricles" a phrase is surer than as many
    /// words on both sides of the joint.
    joined: bool,
    /// Gives way to every other reading of its words.
    last: bool,
}

impl Candidate {
    /// A complete phrase of a finding.
    fn phrase(finding: FindingId, parts: SmallVec<[(u32, u32); 3]>) -> Self {
        Self {
            finding,
            denies: false,
            certainty: PatternCertainty::Definite,
            change: None,
            weight: parts.iter().map(|p| p.1 - p.0).sum(),
            parts,
            items: SmallVec::new(),
            depth: 0,
            literal: true,
            elided: false,
            spread: 0,
            joined: false,
            last: false,
        }
    }
}

/// Working memory.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    all: Vec<Candidate>,
    kept: Vec<Candidate>,
    /// Words of the past that spoke of a reading which gave way.
    past: Vec<u32>,
    parts: Vec<Term>,
    /// Anchors, as indexes into `parts`, with a pattern whose other parts stand somewhere in the sentence.
    tries: Vec<(u32, Anchored)>,
    elided: Vec<Elided>,
}

/// Looks what a sentence may be read as; false when it holds neither a phrase of a finding nor all parts of a pattern.
pub(super) fn prepare(input: &Input, sentence: &Sentence, view: &View, work: &mut Candidates) -> bool {
    work.tries.clear();
    work.parts.clear();
    work.parts.extend(view.terms(input, Lane::Part, sentence).map(|(_, t)| *t));
    let present = PartSet::of(work.parts.iter().map(|t| PartId(t.entry)));
    for (anchor, term) in (0..).zip(&work.parts) {
        for anchored in &input.lexicon.anchored[term.entry as usize] {
            // Most patterns fail for want of a piece; that is seen without looking at them.
            if anchored.needs.iter().all(|&p| present.holds(p)) {
                work.tries.push((anchor, *anchored));
            }
        }
    }
    let elided = view.has.gaps.has(Gap::HYPHEN) && (view.has.word(Word::Or) || view.has.word(Word::And));
    !work.tries.is_empty() || elided || view.terms(input, Lane::Finding, sentence).next().is_some()
}

/// Finds the mentions of a sentence that [`prepare`] has looked at and adds them in order of place.
pub(super) fn find(
    input: &Input,
    number: u32,
    sentence: &Sentence,
    view: &mut View,
    items: &[SiteItem],
    work: &mut Candidates,
    mentions: &mut Vec<Mention>,
) {
    work.all.clear();
    for (_, term) in view.terms(input, Lane::Finding, sentence) {
        let phrase = Candidate::phrase(FindingId(term.entry), SmallVec::from_slice(&[(term.first, term.end)]));
        work.all.push(Candidate {
            denies: term.note == 1,
            ..phrase
        });
    }
    ellipsis::find(input, sentence, view, &mut work.elided);
    for elided in work.elided.drain(..) {
        work.all.push(Candidate {
            elided: true,
            ..Candidate::phrase(elided.finding, elided.parts)
        });
    }
    for (anchor, anchored) in &work.tries {
        if !anchored.needs_site || !items.is_empty() {
            let pattern = &input.lexicon.patterns[anchored.pattern.index()];
            match_pattern(
                input,
                view,
                &work.parts[*anchor as usize],
                pattern,
                &work.parts,
                items,
                &mut work.all,
            );
        }
    }
    if work.all.is_empty() {
        return;
    }
    settle(input, view, items, work);
    for at in work.past.drain(..) {
        view.use_up(at, at + 1);
    }
    work.kept.sort_by_key(|c| c.parts[0]);
    for candidate in work.kept.drain(..) {
        for &(first, end) in &candidate.parts {
            view.use_up(first, end);
        }
        mentions.push(mention(input, number, sentence, items, candidate));
    }
}

/// Adds the reading of `pattern` with `anchor` as its first piece, if the other pieces stand near.
fn match_pattern(
    input: &Input,
    view: &View,
    anchor: &Term,
    pattern: &Pattern,
    parts: &[Term],
    items: &[SiteItem],
    out: &mut Vec<Candidate>,
) {
    let mut found: SmallVec<[(u32, u32); 3]> = SmallVec::from_slice(&[(anchor.first, anchor.end)]);
    let mut places: SmallVec<[(u32, u32); 3]> = SmallVec::from_slice(&[(anchor.first, anchor.end)]);
    let mut sites: SmallVec<[u16; 4]> = SmallVec::new();
    for (number, piece) in pattern.pieces.iter().enumerate().skip(1) {
        match piece {
            Piece::Part(part) => {
                let Some(term) = nearest_part(view, *part, &places, parts, pattern.gap) else {
                    return;
                };
                if pattern.free & (1 << number) == 0 {
                    found.push((term.first, term.end));
                }
                places.push((term.first, term.end));
            }
            Piece::Site(_) | Piece::AnySite => {
                let Some(group) = nearest_group(input, view, *piece, &places, items, pattern.gap) else {
                    return;
                };
                let number = items[group].group;
                let own = items
                    .iter()
                    .enumerate()
                    .filter(|(_, i)| i.group == number && fits(input, *piece, i));
                sites.extend(own.map(|(n, _)| n as u16));
                places.push(items[group].hull);
            }
        }
    }
    if let Some(order) = &pattern.order {
        // `order[i]` is the place, in the order written, of piece i.
        let mut by_order: SmallVec<[(u8, u32); 3]> = order.iter().zip(&places).map(|(&o, p)| (o, p.0)).collect();
        by_order.sort_unstable();
        if by_order.windows(2).any(|w| w[0].1 > w[1].1) {
            return;
        }
    }
    if belongs_to_next(input, view, &places) {
        return;
    }
    found.sort_unstable();
    let site_words: u32 = sites.iter().map(|&i| items[i as usize].end - items[i as usize].first).sum();
    let weight = found.iter().map(|p| p.1 - p.0).sum::<u32>() + site_words;
    places.sort_unstable();
    let spread = places.windows(2).map(|w| w[1].0.saturating_sub(w[0].1)).sum();
    out.push(Candidate {
        finding: pattern.finding,
        denies: pattern.denies,
        certainty: pattern.certainty,
        change: pattern.change,
        parts: found,
        items: sites,
        weight,
        depth: pattern.depth,
        literal: false,
        elided: false,
        spread,
        joined: places.windows(2).any(|w| has_joint(input, view, w[0].1, w[1].0)),
        last: false,
    });
}

/// True when a comma, a colon, "and" or "or" stands between the pieces that end at `from` and begin at `to`.
fn has_joint(input: &Input, view: &View, from: u32, to: u32) -> bool {
    (from..=to).any(|i| input.buffer.tokens[i as usize].gap.has(Gap::COMMA.with(Gap::COLON)))
        || (from..to).any(|i| matches!(view.word(i), Some(Word::And | Word::Or)))
}

/// "thalamic oedema, cortical diffusion restriction": what stands behind a comma and right before another finding describes that one.
fn belongs_to_next(input: &Input, view: &View, places: &[(u32, u32)]) -> bool {
    let (Some(front), Some(&(first, end))) = (places.iter().map(|p| p.1).min(), places.iter().max()) else {
        return false;
    };
    let comma = (front..=first).any(|i| input.buffer.tokens[i as usize].gap.has(Gap::COMMA));
    let joined = (front..first).any(|i| matches!(view.word(i), Some(Word::And | Word::Or | Word::Is | Word::Shows)));
    let plain = input.buffer.tokens.get(end as usize).is_some_and(|t| t.gap.is_plain());
    comma && !joined && plain && input.terms.between(Lane::Finding, end, end + 1).iter().any(|t| t.note == 0)
}

/// The nearest words of a part, in the clause of the pieces found so far and within the gap of one of them.
fn nearest_part<'p>(view: &View, part: PartId, places: &[(u32, u32)], parts: &'p [Term], gap: u32) -> Option<&'p Term> {
    parts
        .iter()
        .filter(|t| t.entry == part.0 && places.iter().all(|p| t.end <= p.0 || p.1 <= t.first))
        .filter(|t| view.same_clause(t.first, places[0].0))
        .map(|t| (distance(view, places, t.first, t.end), t))
        .filter(|(d, _)| *d <= gap)
        .min_by_key(|(d, t)| (*d, t.first))
        .map(|(_, t)| t)
}

/// The nearest site that fits, as an index, measured to the list it stands in.
fn nearest_group(input: &Input, view: &View, piece: Piece, places: &[(u32, u32)], items: &[SiteItem], gap: u32) -> Option<usize> {
    items
        .iter()
        .enumerate()
        .filter(|(_, i)| fits(input, piece, i) && view.same_clause(i.first, places[0].0))
        .filter(|(_, i)| places.iter().all(|p| i.end <= p.0 || p.1 <= i.first))
        .map(|(n, i)| {
            (
                distance(view, places, i.hull.0, i.hull.1).min(distance(view, places, i.first, i.end)),
                n,
            )
        })
        .filter(|(d, _)| *d <= gap)
        .min()
        .map(|(_, n)| n)
}

fn fits(input: &Input, piece: Piece, item: &SiteItem) -> bool {
    match piece {
        Piece::Site(outer) => input.lexicon.within(item.site, outer),
        _ => true,
    }
}

/// The fewest words between `first..end` and one of the places; nothing when they overlap.
fn distance(view: &View, places: &[(u32, u32)], first: u32, end: u32) -> u32 {
    // The words of an aside do not count; in all other sentences a clause has no gaps.
    let words = |from: u32, to: u32| match view.has.aside {
        true => (from..to).filter(|&i| view.same_clause(i, places[0].0)).count() as u32,
        false => to.saturating_sub(from),
    };
    let one = |p: &(u32, u32)| if end <= p.0 { words(end, p.0) } else { words(p.1, first) };
    places.iter().map(one).min().unwrap_or(u32::MAX)
}

/// Keeps the readings that use most words, no two of which want the same ones.
fn settle(input: &Input, view: &View, items: &[SiteItem], work: &mut Candidates) {
    work.all.retain(|c| {
        let hull = (c.parts[0].0, c.parts[c.parts.len() - 1].1);
        c.literal || !input.terms.is_decoy(Lane::Finding, c.finding.0, hull.0, hull.1)
    });
    for candidate in &mut work.all {
        let any_site = !candidate.literal && !candidate.items.is_empty() && candidate.depth == 0;
        candidate.last = any_site || is_past(input, view, candidate);
    }
    let rank = |c: &Candidate| {
        (
            c.last,
            c.joined && !c.denies,
            std::cmp::Reverse(c.weight),
            std::cmp::Reverse(c.depth),
            !c.literal,
            c.spread,
            c.parts[0],
        )
    };
    work.all.sort_by_key(rank);
    work.kept.clear();
    work.past.clear();
    for mut candidate in work.all.drain(..) {
        if candidate.depth == 0 && !candidate.items.is_empty() {
            // A pattern for any site takes only the sites that no finding of their own has taken with the same words.
            candidate
                .items
                .retain(|i| !work.kept.iter().any(|k| k.items.contains(i) && overlap(&k.parts, &candidate.parts)));
            if candidate.items.is_empty() {
                continue;
            }
        }
        if !work.kept.iter().any(|k| conflict(k, &candidate, items)) {
            work.kept.push(candidate);
        } else if is_past(input, view, &candidate) {
            work.past.push(candidate.parts[0].0 - 1);
        }
    }
    let strong: Vec<(u32, u32)> = work
        .kept
        .iter()
        .filter(|c| !input.lexicon.findings[c.finding.index()].weak)
        .flat_map(|c| c.parts.iter().copied())
        .collect();
    work.kept.retain(|c| {
        !input.lexicon.findings[c.finding.index()].weak || !strong.iter().any(|&s| s != c.parts[0] && beside(input, view, c.parts[0], s))
    });
}

/// "the previously patent cisterns are effaced": normality of the past gives way to what is said now.
fn is_past(input: &Input, view: &View, candidate: &Candidate) -> bool {
    let before = candidate.parts[0].0.checked_sub(1);
    candidate.denies
        && before
            .and_then(|i| view.cue(input, i))
            .is_some_and(|(cue, _)| cue.makes == Makes::Historical)
}

fn overlap(a: &[(u32, u32)], b: &[(u32, u32)]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.0 < y.1 && y.0 < x.1))
}

/// True when two readings cannot both stand.
fn conflict(a: &Candidate, b: &Candidate, items: &[SiteItem]) -> bool {
    if !overlap(&a.parts, &b.parts) {
        // "the previously patent cisterns are now effaced": a place is said to be one or the other.
        if a.finding == b.finding && a.denies != b.denies && a.items.iter().any(|i| b.items.contains(i)) {
            return true;
        }
        // A phrase inside the stretch of a pattern of the same finding says it a second time.
        let hull = |c: &Candidate| (c.parts[0].0, c.parts[c.parts.len() - 1].1);
        let (x, y) = (hull(a), hull(b));
        return a.finding == b.finding && x.0 < y.1 && y.0 < x.1;
    }
    if a.literal && b.literal && a.parts == b.parts && a.finding != b.finding {
        // The lexicon lets both findings claim the phrase.
        return false;
    }
    if (a.elided || b.elided) && a.finding != b.finding {
        // The words of an ellipsis belong to each finding that it names.
        return false;
    }
    let disjoint = |c: &Candidate, d: &Candidate| c.items.iter().all(|i| !d.items.contains(i));
    if !a.items.is_empty() && !b.items.is_empty() && disjoint(a, b) {
        // "sulci and cisterns are effaced": one part shared by the places of a list, each its own finding. In
        // "sulci effaced, cisterns preserved" the places stand in no common list: the nearer one keeps the part.
        let group = |c: &Candidate| items[c.items[0] as usize].group;
        return group(a) != group(b);
    }
    // Several findings may be denied by the very same words of normality.
    !(a.denies
        && b.denies
        && !a.literal
        && !b.literal
        && a.finding != b.finding
        && (a.items == b.items || a.items.is_empty() || b.items.is_empty()))
}

/// True when `weak` stands right beside `strong`: next to it, or joined by "of".
fn beside(input: &Input, view: &View, weak: (u32, u32), strong: (u32, u32)) -> bool {
    let (from, to) = if weak.1 <= strong.0 {
        (weak.1, strong.0)
    } else {
        (strong.1, weak.0)
    };
    if from > to {
        return true;
    }
    let joins = |i: u32| {
        let token = view.at(i);
        matches!(token.word, Some(Word::Of))
            || token.site
            || token.attribute != u32::MAX
            || input.buffer.tokens[i as usize].shape.has(Shape::ARTICLE)
    };
    let marks = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::PERIOD);
    to - from <= 3 && (from..to).all(joins) && !(from..=to).any(|i| input.buffer.tokens[i as usize].gap.has(marks))
}

fn mention(input: &Input, number: u32, sentence: &Sentence, items: &[SiteItem], candidate: Candidate) -> Mention {
    let certainty = match candidate.certainty {
        PatternCertainty::Definite => Certainty::Definite,
        PatternCertainty::Probable => Certainty::Probable,
        PatternCertainty::Possible => Certainty::Possible,
    };
    let assertion = match (candidate.denies, candidate.certainty) {
        (true, _) => Assertion::Absent,
        (false, PatternCertainty::Possible) => Assertion::Possible,
        (false, _) => Assertion::Present,
    };
    let places = || candidate.items.iter().map(|&i| &items[i as usize]);
    let first = places().map(|i| i.first).chain([candidate.parts[0].0]).min().unwrap_or(0);
    let end = places()
        .map(|i| i.end)
        .chain(candidate.parts.iter().map(|p| p.1))
        .max()
        .unwrap_or(0);
    debug_assert!(end <= input.buffer.tokens.len() as u32);
    let made = Because {
        rule: Rule::Finding(candidate.finding),
        tokens: (first, end),
        lost: false,
    };
    let slips = input.terms.misspelt(first, end).map(|token| Because {
        rule: Rule::Grammar("spelling"),
        tokens: (token, token + 1),
        lost: false,
    });
    let change = candidate.change.map(|change| match change {
        PatternChange::New => Change::New,
        PatternChange::Increased => Change::Increased,
        PatternChange::Unchanged => Change::Unchanged,
        PatternChange::Decreased => Change::Decreased,
        PatternChange::Resolved => Change::Resolved,
    });
    let sites = places().map(|i| SiteMention {
        site: i.site,
        laterality: i.side,
        tokens: i.shown,
    });
    let head = candidate.parts[candidate.parts.len() - 1];
    Mention {
        assertion,
        certainty,
        change,
        sites: sites.collect(),
        because: std::iter::once(made).chain(slips).collect(),
        ..Mention::plain(candidate.finding, (first, end), head, number, sentence.role)
    }
}
