//! Reading the grid: a state, the structure it is said of, and what the two mean together.

mod beside;
mod places;
mod state_mention;

use super::super::Level;
use super::candidate::{Candidate, CandidateList, Run};
use super::matching::SentencePieces;
use crate::lexicon::{Cell, FindingId, Negated, PartId, PatternChange, StateRole};
use crate::terms::Term;
use crate::text::Gap;
pub(super) use places::StructureMention;
use smallvec::SmallVec;
use state_mention::StateMention;

/// What members of a list have in common.
struct Shared {
    cell: Cell,
    /// The denial has turned the state round.
    turned: bool,
    weight: u32,
    words: SmallVec<[Run; 2]>,
    items: SmallVec<[u16; 4]>,
}

/// Adds the candidates of all states of a sentence. `places` is working memory.
pub(super) fn find(pieces: SentencePieces, levels: &[Level], places: &mut Vec<StructureMention>, out: &mut CandidateList) {
    places::lay(pieces, levels, places);
    if places.is_empty() {
        return;
    }
    for term in pieces.parts {
        if let Some(said) = said(pieces, places, term) {
            read(pieces, places, &said, out);
        }
    }
}

/// The state that a term says, if it says one.
fn said(pieces: SentencePieces, places: &[StructureMention], term: &Term) -> Option<StateMention> {
    let (number, state) = pieces.doc.lexicon.grid.state(PartId(term.entry))?;
    if matches!(state.role, StateRole::Denial | StateRole::Turn | StateRole::Degree) {
        return None;
    }
    let own = match state.negated {
        Negated::Deny => pieces.with_its_cue((term.first, term.end)),
        _ => (term.first, term.end),
    };
    let denial = pieces.denial_before(own);
    let denial = denial.filter(|d| state.negated != Negated::Deny || !d.turns_only || d.resolves);
    if denial.is_some() && state.negated == Negated::Nothing {
        return None;
    }
    Some(StateMention {
        number,
        state,
        own,
        denial,
        home: pieces.home(places, own),
    })
}

/// Adds what a state means of the structure nearest to it, and of those in one list with that.
fn read(pieces: SentencePieces, places: &[StructureMention], said: &StateMention, out: &mut CandidateList) {
    let grid = &pieces.doc.lexicon.grid;
    let cell = |place: &StructureMention| {
        let plain = grid.cell(place.row, said.number);
        let turned = said.denial.and_then(|_| match said.state.negated {
            Negated::Deny => plain.filter(|c| c.asserts).map(|c| Cell { denies: true, ..c }),
            _ => grid.cell(place.row, said.state.opposite),
        });
        turned.map(|cell| (cell, true)).or(plain.map(|cell| (cell, false)))
    };
    let in_phrase = pieces.is_in_phrase(said);
    // What means nothing of one member of a list may mean something of the others.
    let alone = |place: &StructureMention| {
        let mut list = places.iter().filter(|p| p.group == place.group);
        list.all(|p| cell(p).is_some_and(|(c, _)| c.finding == FindingId::NONE))
    };
    let speaks = |place: &StructureMention, cell: Cell| match said.state.role {
        _ if in_phrase && cell.finding != FindingId::NONE => false,
        StateRole::Acts if place.own.0 < said.own.0 => false,
        StateRole::Adjective => pieces.describes(place, said.own),
        StateRole::Seen => pieces.is_subject(place, said),
        _ if cell.finding == FindingId::NONE => pieces.is_subject(place, said) && alone(place),
        _ if !cell.asserts => cell.denies || !pieces.is_in_finding(place),
        _ => pieces.is_said_of(place, said.own),
    };
    let near = places.iter().filter_map(|place| {
        let (cell, _) = cell(place)?;
        let distance = pieces.words_to(place, said)?;
        speaks(place, cell).then_some((distance, place))
    });
    let Some((spread, nearest)) = near.min_by_key(|(distance, place)| (*distance, place.tokens_to(said.own))) else {
        return;
    };
    // "cord enhancement opposite the vertebral body": the noun that it is one with has nothing to say of it, and no other has.
    // A mark parts it from the label of the line: "cervical spine: compression of the cord"; before a verb stands what acts.
    let joined = pieces.doc.buffer.tokens[said.own.0 as usize].gap.is_plain() && !matches!(said.state.role, StateRole::Acts);
    if joined && nearest.tokens_to(said.own) > 0 && places.iter().any(|p| p.own.1 == said.own.0 && cell(p).is_none()) {
        return;
    }
    // In a list with the state in its midst, only the members on one side of it: "dilated ventricles and effaced sulci".
    let within = nearest.holds(said.own);
    let ahead = said.own.0 < nearest.own.0;
    let beside = |p: &&StructureMention| p.group == nearest.group && (!within || (said.own.0 < p.own.0) == ahead);
    let mut shared: SmallVec<[Shared; 2]> = SmallVec::new();
    for place in places.iter().filter(beside) {
        let Some((cell, turned)) = cell(place).filter(|_| pieces.words_to(place, said).is_some()) else {
            continue;
        };
        let alike = |s: &Shared| {
            let same = (s.cell.finding, s.cell.denies, s.cell.certainty) == (cell.finding, cell.denies, cell.certainty);
            same && s.turned == turned
        };
        let at = shared.iter().position(alike).unwrap_or_else(|| {
            shared.push(Shared {
                cell,
                turned,
                weight: 0,
                words: SmallVec::new(),
                items: SmallVec::new(),
            });
            shared.len() - 1
        });
        let shared = &mut shared[at];
        shared.cell.depth = shared.cell.depth.max(cell.depth);
        match place.item {
            Some(item) => {
                shared.weight += place.own.1 - place.own.0;
                shared.items.push(item);
            }
            None => shared.words.push(place.own),
        }
    }
    let hull = if within { nearest.own } else { nearest.hull };
    if pieces.belongs_to_next(&[said.own, hull]) {
        return;
    }
    // "Basal cisterns: effaced" is no list.
    let label = hull.1 <= said.own.0 && pieces.gap(hull.1).has(Gap::COLON);
    let joined = !label && pieces.has_joint(said.own.1.min(hull.1), said.own.0.max(hull.0));
    for shared in shared {
        if pieces.belongs_to_item_before(shared.cell.finding, &[said.own, hull]) {
            continue;
        }
        let mut words: SmallVec<[Run; 4]> = SmallVec::from_slice(&[said.own]);
        let denial = said.denial.filter(|_| shared.turned);
        words.extend(denial.map(|d| d.words));
        words.extend(shared.words);
        words.sort_unstable();
        let candidate = Candidate {
            denies: shared.cell.denies,
            certainty: shared.cell.certainty,
            change: denial
                .filter(|d| d.resolves && said.state.negated == Negated::Deny)
                .map(|_| PatternChange::Resolved),
            weight: shared.weight,
            depth: shared.cell.depth,
            literal: false,
            spread,
            joined,
            yields: shared.cell.denies && said.denial.is_none() && said.state.yields,
            ..Candidate::phrase(shared.cell.finding)
        };
        out.push(candidate, &words, shared.items.into_iter());
    }
}
