//! Matching patterns: the parts and sites of one near each other in one clause.

use super::super::TokenTable;
use super::super::sites::{Relation, SiteItem};
use super::candidate::{Candidate, CandidateList, Run};
use crate::document::Document;
use crate::lexicon::{FindingId, Lane, Note, PartId, PatternEntry, PatternPiece, Word};
use crate::terms::Term;
use crate::text::Gap;
use smallvec::SmallVec;
use std::ops::Range;

/// No list is longer, in words.
const LONGEST_LIST: u32 = 64;

/// What a sentence has for patterns to be made of.
#[derive(Clone, Copy)]
pub(super) struct SentencePieces<'a> {
    pub doc: &'a Document<'a>,
    pub table: &'a TokenTable,
    pub parts: &'a [Term],
    pub items: &'a [SiteItem],
}

/// Adds the candidate of `pattern` with `anchor` as its first piece, if the other pieces stand near. `places` is working memory.
pub(super) fn match_pattern(pieces: SentencePieces, anchor: &Term, pattern: &PatternEntry, places: &mut Vec<Run>, out: &mut CandidateList) {
    places.clear();
    places.push((anchor.first, anchor.end));
    let mut groups: SmallVec<[(u32, Range<u16>); 4]> = SmallVec::new();
    for piece in &pattern.pieces[1..] {
        let place = match piece {
            PatternPiece::Part(part) => pieces.nearest_part(*part, places, pattern.gap),
            PatternPiece::Site(_) | PatternPiece::AnySite => {
                let fitting = fitting(pieces.doc, *piece);
                pieces.nearest_group(&fitting, places, pattern.gap).map(|item| {
                    groups.push((item.group, fitting));
                    item.hull
                })
            }
        };
        let Some(place) = place else { return };
        places.push(place);
    }
    if let Some(order) = &pattern.order {
        // `order[i]` is the place, in the order written, of piece i; the anchor changed places with one other, so it is the way back too.
        let written = |&i: &u8| places[i as usize].0;
        if !order.is_sorted_by_key(written) {
            return;
        }
    }
    if pieces.belongs_to_next(places) || pieces.belongs_to_item_before(pattern.finding, places) {
        return;
    }
    let mut words: SmallVec<[Run; 4]> = SmallVec::new();
    for (number, (piece, place)) in pattern.pieces.iter().zip(&*places).enumerate() {
        if matches!(piece, PatternPiece::Part(_)) && pattern.free & (1 << number) == 0 {
            words.push(*place);
        }
    }
    words.sort_unstable();
    places.sort_unstable();
    let own = |(group, fitting): &(u32, Range<u16>), item: &SiteItem| item.group == *group && fitting.contains(&item.site.0);
    let members = |g| pieces.items.iter().enumerate().filter(move |(_, i)| own(g, i));
    let candidate = Candidate {
        denies: pattern.denies,
        certainty: pattern.certainty,
        change: pattern.change,
        weight: groups.iter().flat_map(members).map(|(_, i)| i.end - i.first).sum(),
        depth: pattern.depth,
        literal: false,
        spread: places.windows(2).map(|w| w[1].0.saturating_sub(w[0].1)).sum(),
        joined: places.windows(2).any(|w| pieces.has_joint(w[0].1, w[1].0)),
        ..Candidate::phrase(pattern.finding)
    };
    out.push(candidate, &words, groups.iter().flat_map(members).map(|(n, _)| n as u16));
}

/// The numbers of the sites that fit a piece.
fn fitting(doc: &Document, piece: PatternPiece) -> Range<u16> {
    match piece {
        PatternPiece::Site(outer) => {
            let outer = &doc.lexicon.sites[outer.index()];
            outer.enter..outer.leave
        }
        _ => 0..u16::MAX,
    }
}

impl<'a> SentencePieces<'a> {
    /// True when a comma, a colon, "and" or "or" stands between the pieces that end at `from` and begin at `to`.
    pub(super) fn has_joint(&self, from: u32, to: u32) -> bool {
        (from..=to).any(|i| self.gap(i).has(Gap::COMMA.with(Gap::COLON)))
            || (from..to).any(|i| matches!(self.table.word(i), Some(Word::And | Word::Or)))
    }

    /// "thalamic oedema, cortical diffusion restriction": what stands behind a comma and right before another finding describes that one.
    pub(super) fn belongs_to_next(&self, places: &[Run]) -> bool {
        let (Some(front), Some(&(first, end))) = (places.iter().map(|p| p.1).min(), places.iter().max()) else {
            return false;
        };
        let comma = || (front..=first).any(|i| self.gap(i).has(Gap::COMMA));
        let joined = || (front..first).any(|i| matches!(self.table.word(i), Some(Word::And | Word::Or | Word::Is | Word::Shows)));
        let doc = self.doc;
        let plain = || doc.buffer.tokens.get(end as usize).is_some_and(|t| t.gap.is_plain());
        comma() && !joined() && plain() && doc.terms.between(Lane::Finding, end, end + 1).iter().any(|t| t.note == Note::Names)
    }

    /// "enhancement of the cord or intraspinal haematoma", "signal change in the cord, cord compression": what a preposition joins to one item of a list is no
    /// piece of the next. In "evidence of cord or root compression" nothing stands before "of" that could have a place. Behind a comma the item must name the
    /// finding by itself: in "swelling of the cord, oedema" it is where the item before is.
    pub(super) fn belongs_to_item_before(&self, finding: FindingId, places: &[Run]) -> bool {
        let Some(&(first, _)) = places.iter().min() else { return false };
        let Some(next) = places.iter().map(|place| place.0).filter(|&at| at > first).min() else {
            return false;
        };
        let Some(lead) = first
            .checked_sub(1)
            .map(|before| before - u32::from(before > 0 && self.doc.is_article(before)))
        else {
            return false;
        };
        let joins = matches!(self.table.word(lead), Some(Word::Of | Word::In));
        let or = (first + 1..next).find(|&i| self.table.word(i) == Some(Word::Or));
        let comma = (first + 1..=next).find(|&i| self.gap(i).has(Gap::COMMA));
        let (true, Some(joint)) = (joins, comma.or(or)) else { return false };
        let is_plain = |at: u32| self.table.at(at).cue.is_none() && self.table.word(at).is_none();
        let is_head = |at: u32| {
            let named = || !self.doc.terms.between(Lane::Finding, at - 1, at).is_empty();
            is_plain(at - 1) && (self.parts.iter().any(|part| part.end == at) || named())
        };
        let end = places.iter().map(|place| place.1).max().unwrap_or(next);
        let names = |term: &Term| term.entry == finding.0 && term.note == Note::Names && term.end <= end;
        let stands_alone = || self.doc.terms.between(Lane::Finding, joint, end).iter().any(names);
        // In a list that "or" closes each item has its own words: "no swelling of the cord, cord compression or discitis".
        let closed = || {
            let most = (self.doc.buffer.tokens.len() as u32).min(end + LONGEST_LIST);
            let mut rest = (joint..most).take_while(|&i| self.table.same_clause(first, i));
            rest.any(|i| self.table.word(i) == Some(Word::Or))
        };
        let is_named = || {
            self.doc
                .terms
                .between(Lane::Finding, joint, end)
                .iter()
                .any(|term| term.note == Note::Names)
        };
        let is_next = || match comma {
            None => is_named(),
            Some(_) => stands_alone() || closed(),
        };
        lead > 0 && self.table.at(lead).cue.is_none() && is_head(lead) && is_next()
    }

    pub(super) fn gap(&self, token: u32) -> Gap {
        self.doc.buffer.tokens.get(token as usize).map_or(Gap::default(), |t| t.gap)
    }

    /// The nearest words of a part, in the clause of the pieces found so far and within the gap of one of them.
    fn nearest_part(&self, part: PartId, places: &[Run], gap: u32) -> Option<Run> {
        let own = self.parts.iter().filter(|t| t.entry == part.0);
        let near = own.filter_map(|t| {
            let run = (t.first, t.end);
            Some((self.distance(places, run, run, gap)?, run))
        });
        nearest(near)
    }

    /// The nearest of the sites with these numbers, measured to the list it stands in.
    fn nearest_group(&self, fitting: &Range<u16>, places: &[Run], gap: u32) -> Option<&'a SiteItem> {
        let own = self
            .items
            .iter()
            .filter(|i| fitting.contains(&i.site.0) && i.relation == Relation::At);
        nearest(own.filter_map(|i| Some((self.distance(places, (i.first, i.end), i.hull, gap)?, i))))
    }

    /// The fewest words between the list `hull` and one of the places, if its words `own` overlap none of them, stand in their clause and
    /// no more than `gap` words off.
    fn distance(&self, places: &[Run], own: Run, hull: Run, gap: u32) -> Option<u32> {
        if !self.table.same_clause(own.0, places[0].0) {
            return None;
        }
        let mut least = u32::MAX;
        for place in places {
            if place.0 < own.1 && own.0 < place.1 {
                return None;
            }
            let between = if hull.1 <= place.0 { (hull.1, place.0) } else { (place.1, hull.0) };
            least = least.min(self.words_between(between, places[0].0));
        }
        (least <= gap).then_some(least)
    }

    /// How many words of the clause of token `home` stand in `from..to`: those of an aside do not count, and where there is none a clause
    /// has no gaps.
    pub(super) fn words_between(&self, (from, to): Run, home: u32) -> u32 {
        match self.table.has.aside {
            true => (from..to).filter(|&i| self.table.same_clause(i, home)).count() as u32,
            false => to.saturating_sub(from),
        }
    }
}

/// The first of those at the least distance.
fn nearest<T>(candidates: impl Iterator<Item = (u32, T)>) -> Option<T> {
    candidates.min_by_key(|c| c.0).map(|c| c.1)
}
