//! The structures that a sentence names: its places, and what only words of their own name.

use super::super::super::Level;
use super::super::super::sites::SiteItem;
use super::super::candidate::Run;
use super::super::matching::SentencePieces;
use crate::lexicon::{NO_ROW, PartId, Word};
use crate::terms::Term;

/// A structure that a sentence names.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct StructureMention {
    /// Its row of the grid.
    pub row: u16,
    /// Its own words.
    pub own: Run,
    /// Those of the list it stands in.
    pub hull: Run,
    /// The number of that list.
    pub group: u32,
    /// Its site, as an index into the site items.
    pub item: Option<u16>,
}

impl StructureMention {
    /// How many words stand between it and these.
    pub fn tokens_to(&self, own: Run) -> u32 {
        if self.own.1 <= own.0 {
            own.0 - self.own.1
        } else {
            self.own.0.saturating_sub(own.1)
        }
    }

    /// True when the words stand between the members of its list: "dilated ventricles and effaced sulci".
    pub fn holds(&self, own: Run) -> bool {
        self.hull.0 < own.0 && own.1 < self.hull.1
    }
}

/// Finds the structures of a sentence, in order of place.
pub(super) fn lay(pieces: SentencePieces, levels: &[Level], places: &mut Vec<StructureMention>) {
    places.clear();
    let grid = &pieces.doc.lexicon.grid;
    let named = |t: &&Term| grid.names_structure(PartId(t.entry));
    for (number, item) in pieces.items.iter().enumerate() {
        let within = |t: &&Term| t.first < item.end && item.first < t.end;
        let exact = pieces.parts.iter().filter(named).filter(within).max_by_key(|t| t.len());
        let row = exact.map_or_else(|| grid.row_of_site(item.site), |t| grid.row_of_part[t.entry as usize]);
        if row != NO_ROW {
            let own = exact.map_or((item.first, item.end), |t| (t.first.min(item.first), t.end.max(item.end)));
            places.push(StructureMention {
                row,
                own,
                hull: (item.hull.0.min(own.0), item.hull.1.max(own.1)),
                group: item.group,
                item: Some(number as u16),
            });
        }
    }
    // "thoracic vertebral alignment": what stands right before words of a structure only says which.
    let begins = |at: u32| pieces.parts.iter().any(|t| t.first == at && named(&t));
    places.retain(|p| p.own.0 == p.own.1 || !begins(p.own.1) || !pieces.gap(p.own.1).is_plain());
    let sites = places.len();
    let placed = |t: &&Term| pieces.items.iter().any(|i: &SiteItem| t.first < i.end && i.first < t.end);
    for (number, term) in (0..).zip(pieces.parts.iter().filter(named).filter(|t| !placed(t))) {
        let own = (term.first, term.end);
        places.push(StructureMention {
            row: grid.row_of_part[term.entry as usize],
            own,
            hull: own,
            group: u32::MAX - number,
            item: None,
        });
    }
    add_vertebrae(pieces, levels, places);
    if places.len() > sites && places.len() > 1 {
        places.sort_by_key(|p| p.own);
        join(pieces, places);
    }
}

/// "L1 has collapsed", "wedging of T12", "L4-5: normal": a level that is not only where something else is; several, where nothing else is named.
fn add_vertebrae(pieces: SentencePieces, levels: &[Level], places: &mut Vec<StructureMention>) {
    let grid = &pieces.doc.lexicon.grid;
    let leads = |at: u32| matches!(pieces.table.word(at), Some(Word::In | Word::Around));
    let alone = places.is_empty();
    for (number, level) in (0..).zip(levels) {
        let row = match level.from == level.to {
            true => grid.row_of_level,
            false if alone => grid.row_of_levels,
            false => NO_ROW,
        };
        let own = level.tokens;
        let names_more = pieces.gap(own.1).is_plain() && pieces.is_named(own.1);
        if row == NO_ROW || names_more || (own.0 > 0 && leads(own.0 - 1)) {
            continue;
        }
        places.push(StructureMention {
            row,
            own,
            hull: own,
            group: u32::MAX / 2 - number,
            item: None,
        });
    }
}

impl SentencePieces<'_> {
    /// True when a place or a structure begins at token `at`.
    fn is_named(&self, at: u32) -> bool {
        let grid = &self.doc.lexicon.grid;
        let names = |t: &Term| t.first == at && grid.names_structure(PartId(t.entry));
        self.items.iter().any(|i| i.first == at) || self.parts.iter().any(names)
    }
}

/// Puts structures without a site into one list with those beside them: "vertebral body height and alignment".
fn join(pieces: SentencePieces, places: &mut [StructureMention]) {
    for index in 1..places.len() {
        let (before, here) = (places[index - 1], places[index]);
        let (from, to) = (before.own.1, here.own.0);
        let alike = before.item.is_some() && here.item.is_some();
        let joint = |i: u32| matches!(pieces.table.word(i), Some(Word::And | Word::Or));
        let light = |i: u32| joint(i) || pieces.doc.is_article(i) || pieces.table.at(i).attribute.is_some();
        if alike || from > to || to - from > 3 || !(from..to).any(joint) || !(from..to).all(light) {
            continue;
        }
        let hull = (before.hull.0.min(here.hull.0), before.hull.1.max(here.hull.1));
        for place in &mut places[..=index] {
            if place.group == before.group || place.group == here.group {
                place.group = before.group;
                place.hull = hull;
            }
        }
    }
}
