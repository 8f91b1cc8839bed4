//! What may stand between a state and the structure it is said of.

use super::super::candidate::Run;
use super::super::matching::SentencePieces;
use super::places::StructureMention;
use super::state_mention::{Denial, StateMention};
use crate::lexicon::{Lane, Note, PartId, Reach, StateRole, Word};
use crate::terms::Term;
use crate::text::Gap;
use crate::vocabulary::Assertion;

/// The most words that say something between a structure and a state behind it ("the canal measures 7 mm and is narrowed").
const BEHIND: u32 = 4;
/// The most between a state and a structure behind it ("deformity of the anterior aspect of the cord").
const AHEAD: u32 = 3;
/// The most words between a denial and the state that it denies.
const DENIAL: u32 = 6;

impl SentencePieces<'_> {
    /// How many words that say something stand between a structure and a state, if the two may belong together.
    pub(super) fn words_to(&self, place: &StructureMention, said: &StateMention) -> Option<u32> {
        let own = said.own;
        let overlap = place.own.0 < own.1 && own.0 < place.own.1;
        if overlap || !self.table.same_clause(place.own.0, said.home) {
            return None;
        }
        let hull = if place.holds(own) { place.own } else { place.hull };
        let (between, most) = if hull.1 <= own.0 {
            (hull.1..own.0, BEHIND)
        } else {
            (own.1..hull.0, AHEAD)
        };
        let aside = |i: u32| self.table.has.aside && !self.table.same_clause(i, own.0) && !self.table.same_clause(i, said.home);
        let heavy = |i: &u32| {
            let token = self.table.at(*i);
            let joint = matches!(token.word, Some(Word::Of | Word::And | Word::Or));
            !joint && !self.is_light(*i) && token.attribute.is_none() && self.role_at(*i).is_none() && !aside(*i)
        };
        let words = between.filter(heavy).count() as u32;
        (words <= most).then_some(words)
    }

    /// The token in whose clause the structure of a state has to be: that of the state, or of the clause before where the state's own names
    /// none ("the veins are prominent but patent").
    pub(super) fn home(&self, places: &[StructureMention], own: Run) -> u32 {
        if places.iter().any(|p| self.table.same_clause(p.own.0, own.0)) {
            return own.0;
        }
        let start = (0..=own.0)
            .rev()
            .take_while(|&i| self.table.same_clause(i, own.0))
            .last()
            .unwrap_or(own.0);
        match self.table.word(start) {
            Some(Word::But) if start > 0 => start - 1,
            _ => own.0,
        }
    }

    /// The words of a state with those of the cue that they belong to, if that has only light words more: "(have) disappeared".
    pub(super) fn with_its_cue(&self, own: Run) -> Run {
        match self.table.cue(self.doc, own.0) {
            Some((_, first)) if first < own.0 && (first..own.0).all(|i| self.is_light(i)) => (first, own.1),
            _ => own,
        }
    }

    /// True when a complete phrase of a finding has the words of a state and more: it says it better. Where it begins with the denial too,
    /// it needs more than both.
    pub(super) fn is_in_phrase(&self, said: &StateMention) -> bool {
        let (own, all) = (said.own, said.all());
        let terms = self.doc.terms.lane(Lane::Finding);
        let upto = terms.partition_point(|t| t.first <= own.0);
        let longer = |t: &Term| {
            let first = if t.first <= all.0 { all.0 } else { own.0 };
            t.note == Note::Names && t.end >= own.1 && t.len() > own.1 - first
        };
        terms[..upto].iter().rev().take(4).any(longer)
    }

    /// The denial that stands right before a state, with nothing but words of degree, forms of "be" and the structure between.
    pub(super) fn denial_before(&self, own: Run) -> Option<Denial> {
        let mut at = own.0;
        let mut by_degree = false;
        for _ in 0..DENIAL {
            if at == 0 || self.is_cut(at) || !self.table.same_clause(at - 1, own.0) {
                return None;
            }
            at -= 1;
            if let Some((cue, first)) = self.table.cue(self.doc, at)
                && cue.makes.assertion == Some(Assertion::Absent)
                // "has cleared" is a cue and a state: it does not deny itself.
                && self.table.cue(self.doc, own.0).is_none_or(|(_, begins)| begins != first)
            {
                return Some(Denial {
                    words: (first, at + 1),
                    turns_only: cue.reaches != Reach::Before,
                    resolves: cue.makes.resolves(),
                });
            }
            match self.role_at(at) {
                Some((StateRole::Degree, first)) => {
                    at = first;
                    by_degree = true;
                }
                Some((role, first)) => {
                    return Some(Denial {
                        words: (first, at + 1),
                        turns_only: role == StateRole::Turn && by_degree,
                        resolves: false,
                    });
                }
                None if self.is_light(at) || self.table.at(at).site || self.table.word(at) == Some(Word::Of) => {}
                None => return None,
            }
        }
        None
    }

    /// True when a state is said of the structure, and not of what stands between or in it: "an enlarged node in the temporal lobe", "the
    /// mass in the pons has expanded", "vermis: haemorrhage is absent", "canal stenosis: absent".
    pub(super) fn is_said_of(&self, place: &StructureMention, own: Run) -> bool {
        let behind = place.own.1 <= own.0;
        let between = if behind { place.own.1..own.0 } else { own.1..place.own.0 };
        let parts = |i: u32| matches!(self.table.word(i), Some(Word::And | Word::Or | Word::But)) || self.is_cut(i);
        let says_other = || {
            let within = |t: &Term| t.first >= between.start && t.end <= between.end;
            let findings = self.doc.terms.between(Lane::Finding, between.start, between.end);
            findings.iter().any(within) || self.parts.iter().filter(|t| within(t)).any(|t| self.is_state(t))
        };
        if self.is_in_finding(place) || (!between.is_empty() && !between.clone().any(parts) && says_other()) {
            return false;
        }
        let something = |i: u32| {
            let token = self.table.at(i);
            !self.is_light(i) && token.word.is_none() && token.attribute.is_none() && !token.site && self.role_at(i).is_none()
        };
        if behind && place.own.1 == own.0 && !self.is_participle(own) {
            // "reduction in the cord compression": one noun.
            return true;
        }
        if behind {
            let lead = (0..place.hull.0)
                .rev()
                .take_while(|&i| self.table.same_clause(i, place.own.0))
                .find(|&i| !self.doc.is_article(i) && self.table.at(i).attribute.is_none())
                .filter(|&i| matches!(self.table.word(i), Some(Word::In | Word::Around)));
            return !lead.is_some_and(|at| at > 0 && self.table.same_clause(at - 1, at) && something(at - 1));
        }
        let placed = |i: &u32| matches!(self.table.word(*i), Some(Word::In | Word::Around | Word::With));
        !between.clone().find(placed).is_some_and(|at| (between.start..at).any(something))
    }

    fn is_participle(&self, own: Run) -> bool {
        self.doc.buffer.word_of(own.1 as usize - 1).ends_with(b"ed")
    }

    /// True when the words of a structure are part of a longer phrase of a finding.
    pub(super) fn is_in_finding(&self, place: &StructureMention) -> bool {
        let (first, end) = place.own;
        let terms = self.doc.terms.lane(Lane::Finding);
        let upto = terms.partition_point(|t| t.first <= first);
        let longer = |t: &Term| t.note == Note::Names && t.end >= end && t.len() > end - first;
        terms[..upto].iter().rev().take(4).any(longer)
    }

    /// True when a term says a state.
    fn is_state(&self, term: &Term) -> bool {
        let state = self.doc.lexicon.grid.state(PartId(term.entry));
        state.is_some_and(|(_, s)| matches!(s.role, StateRole::State | StateRole::Adjective | StateRole::Acts))
    }

    /// True when an adjective is said of the structure and of nothing else: "full cisterns", "the canal is tight", but not "the ventricles
    /// contain a small haematoma".
    pub(super) fn describes(&self, place: &StructureMention, own: Run) -> bool {
        // "cisterns tight, sulci effaced": it is said of what stands before it.
        let behind = self.items.iter().any(|i| i.end <= own.0 && self.table.same_clause(i.first, own.0));
        if behind && own.1 <= place.own.0 && (own.1..=place.own.0).any(|i| self.gap(i).has(Gap::COMMA)) {
            return false;
        }
        let plain = |i: u32| self.is_light(i) || self.table.at(i).attribute.is_some() || self.role_at(i).is_some();
        if own.1 <= place.own.0 {
            return (own.1..place.own.0).all(|i| plain(i) || self.table.at(i).site || self.table.word(i) == Some(Word::Of));
        }
        let next = own.1;
        let ends = next as usize >= self.doc.buffer.tokens.len() || !self.table.same_clause(own.0, next) || self.is_cut(next);
        let known = || self.table.word(next).is_some() || self.table.cue(self.doc, next).is_some() || plain(next);
        ends || known() && !self.table.at(next).site
    }

    /// True when what is seen or not is the structure itself: "the sulci over the vertex are not seen", "I cannot see the sulci", but
    /// not "blood in the sulci is not seen".
    pub(super) fn is_subject(&self, place: &StructureMention, said: &StateMention) -> bool {
        let (first, end) = place.hull;
        let attribute = |i: u32| self.table.at(i).attribute.is_some();
        if said.own.1 <= first {
            return (said.own.1..first).all(|i| self.doc.is_article(i) || attribute(i));
        }
        let led = (0..first).rev().take(4).find(|&i| !self.doc.is_article(i) && !attribute(i));
        let leads = |i: u32| {
            // "the previously effaced cisterns": a state before it only describes it.
            let other = |l: Lane, t: &Term| t.end == i + 1 && (l == Lane::Finding || !self.is_state(t));
            let says = [Lane::Finding, Lane::Part]
                .into_iter()
                .any(|l| self.doc.terms.between(l, i, i + 1).iter().any(|t| other(l, t)));
            let to_a_place = matches!(self.table.word(i), Some(Word::In | Word::Of | Word::Around | Word::With));
            self.table.same_clause(i, first) && (to_a_place || says && self.role_at(i).is_none() && !self.is_cut(i + 1))
        };
        let strays = |i: u32| {
            let token = self.table.at(i);
            let place = token.site || matches!(token.word, Some(Word::In | Word::Of | Word::Around));
            !place && !self.is_light(i) && !attribute(i) && self.role_at(i).is_none()
        };
        let between = end..said.all().0.max(end);
        !led.is_some_and(leads)
            && !self.is_in_finding(place)
            && !between.clone().any(strays)
            && !between.clone().any(|i| self.is_cut(i) && i > end)
    }

    /// A word that says nothing by itself.
    fn is_light(&self, at: u32) -> bool {
        self.doc.is_article(at) || matches!(self.table.word(at), Some(Word::Is | Word::Shows))
    }

    /// True when a mark stands in front of token `at`.
    fn is_cut(&self, at: u32) -> bool {
        let marks = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::PERIOD);
        self.gap(at).has(marks)
    }

    /// Whether token `at` belongs to words of denial or degree, and where those begin.
    fn role_at(&self, at: u32) -> Option<(StateRole, u32)> {
        let grid = &self.doc.lexicon.grid;
        let here = self.parts.iter().filter(|t| t.first <= at && at < t.end);
        let roles = here.filter_map(|t| grid.state(PartId(t.entry)).map(|(_, state)| (state.role, t.first)));
        roles
            .filter(|(role, _)| matches!(role, StateRole::Denial | StateRole::Turn | StateRole::Degree))
            .min_by_key(|(_, first)| *first)
    }
}
