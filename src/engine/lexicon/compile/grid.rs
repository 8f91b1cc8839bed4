//! The grid: ids to numbers, and the cells that a structure has from the one it lies in.

use super::LexiconCompiler;
use crate::lexicon::Located;
use crate::lexicon::compiled::{Cell, FindingId, Grid, NO_ROW, NORMALITY, SiteId, StateEntry, StructureEntry};
use crate::lexicon::grid::{NORMAL, StructureDef};
use crate::lexicon::schema::PatternCertainty;
use crate::lexicon::suggest::nearest;
use std::collections::HashMap;

/// The site of levels.
const LEVEL: &str = "vertebral_level";

/// The structure that several levels are, or a disc level: "L4-5", "C3 to C6".
const LEVELS: &str = "disc_level";

/// The depth of a structure that has words of its own.
const WORDS: u8 = 64;

/// The word for all places that belong to no structure.
const ALL_OTHERS: &str = "*";

type Structure<'a> = &'a Located<StructureDef>;

impl<'a> LexiconCompiler<'a> {
    /// Compiles the grid.
    pub(super) fn grid(&mut self) -> Grid {
        let numbers = self.state_numbers();
        let structures: Vec<Structure<'a>> = self.library.structures.iter().collect();
        let owners = self.owners(&structures);
        let own: Vec<Vec<Option<Cell>>> = structures.iter().map(|s| self.own_cells(s, &numbers)).collect();
        let like = self.alike(&numbers);
        let above: Vec<Option<usize>> = (0..structures.len()).map(|i| self.above(&structures, &owners, i)).collect();
        let rows = (0..structures.len()).map(|index| StructureEntry {
            cells: with_alike(inherited(&own, &above, index), &like),
        });
        let rows = rows.collect();
        let part = |id: &str| self.part_ids.get(id).map(|part| part.index());
        let mut state_of_part = vec![NO_ROW; self.library.parts.len()];
        for (id, number) in &numbers {
            if let Some(part) = part(id) {
                state_of_part[part] = *number;
            }
        }
        let mut row_of_part = vec![NO_ROW; self.library.parts.len()];
        for (row, structure) in structures.iter().enumerate() {
            if let Some(part) = (structure.entry.has_words()).then(|| part(&structure.entry.id)).flatten() {
                row_of_part[part] = row as u16;
            }
        }
        let all_others = structures.iter().position(|s| is_for_all_others(s));
        let level = self.site_ids.get(LEVEL).and_then(|site| owners.get(site));
        let row_of_site = (0..self.site_order.len()).map(|site| self.row(&owners, site).or(all_others));
        Grid {
            row_of_site: row_of_site.map(|row| row.map_or(NO_ROW, |row| row as u16)).collect(),
            row_of_level: level.map_or(NO_ROW, |row| *row as u16),
            row_of_levels: structures
                .iter()
                .position(|s| s.entry.id == LEVELS)
                .map_or(NO_ROW, |row| row as u16),
            states: self.states(&numbers),
            state_of_part,
            row_of_part,
            rows,
        }
    }

    fn state_numbers(&self) -> HashMap<&'a str, u16> {
        let ids = self.library.states.iter().map(|s| s.entry.id.as_str());
        ids.zip(0..).collect()
    }

    fn states(&mut self, numbers: &HashMap<&str, u16>) -> Vec<StateEntry> {
        let library = self.library;
        let compiled = library.states.iter().map(|located| StateEntry {
            role: located.entry.role,
            opposite: located
                .entry
                .opposite
                .as_deref()
                .and_then(|id| self.state(numbers, id, located.file, &located.entry.id))
                .unwrap_or(NO_ROW),
            negated: located.entry.negated,
            yields: located.entry.yields,
        });
        compiled.collect()
    }

    fn state(&mut self, numbers: &HashMap<&str, u16>, id: &str, file: usize, owner: &str) -> Option<u16> {
        let number = numbers.get(id).copied();
        if number.is_none() {
            let help = nearest(id, numbers.keys().copied());
            self.problem(file, owner, id, format!("no state has the id `{id}`"), help);
        }
        number
    }

    /// For each state the one whose meaning it has.
    fn alike(&mut self, numbers: &HashMap<&str, u16>) -> Vec<Option<u16>> {
        let library = self.library;
        let like = library.states.iter().map(|located| {
            let (file, def) = (located.file, &located.entry);
            def.like.as_deref().and_then(|id| self.state(numbers, id, file, &def.id))
        });
        like.collect()
    }

    /// The structure that each site is named by.
    fn owners(&mut self, structures: &[Structure<'a>]) -> HashMap<SiteId, usize> {
        let mut owners = HashMap::new();
        for (index, located) in structures.iter().enumerate() {
            for id in located.entry.sites.iter().filter(|id| *id != ALL_OTHERS) {
                let (file, owner) = (located.file, &located.entry.id);
                match self.site_ids.get(id.as_str()).copied() {
                    None => {
                        let help = nearest(id, self.site_ids.keys().copied());
                        self.problem(file, owner, id, format!("no site has the id `{id}`"), help);
                    }
                    Some(site) => {
                        if let Some(other) = owners.insert(site, index) {
                            let other = &structures[other].entry.id;
                            let message = format!("the site `{id}` belongs to `{owner}` and to `{other}`");
                            self.problem(file, owner, id, message, None);
                        }
                    }
                }
            }
        }
        owners
    }

    /// The structure that a site is or lies in.
    fn row(&self, owners: &HashMap<SiteId, usize>, site: usize) -> Option<usize> {
        let mut site = SiteId(site as u16);
        loop {
            if let Some(row) = owners.get(&site) {
                return Some(*row);
            }
            site = self.parent(site)?;
        }
    }

    fn parent(&self, site: SiteId) -> Option<SiteId> {
        let parent = &self.site_order[site.index()].0.entry.parent;
        self.site_ids.get(parent.as_str()).copied()
    }

    /// The structure whose cells another has where it says nothing else.
    fn above(&mut self, structures: &[Structure<'a>], owners: &HashMap<SiteId, usize>, index: usize) -> Option<usize> {
        let located = structures[index];
        let def = &located.entry;
        if let Some(like) = &def.like {
            let found = structures.iter().position(|s| s.entry.id == *like).filter(|&other| other != index);
            if found.is_none() {
                let help = nearest(like, structures.iter().map(|s| s.entry.id.as_str()));
                self.problem(located.file, &def.id, like, format!("no other structure has the id `{like}`"), help);
            }
            return found;
        }
        let first = self.site_ids.get(def.sites.first()?.as_str()).copied()?;
        let all_others = || structures.iter().position(|s| is_for_all_others(s));
        self.parent(first)
            .and_then(|site| self.row(owners, site.index()))
            .filter(|&other| other != index)
            .or_else(all_others)
    }

    fn depth(&self, located: Structure<'a>) -> u8 {
        let sites = located.entry.sites.iter().filter_map(|id| self.site_ids.get(id.as_str()));
        let deepest = sites.map(|site| self.site_order[site.index()].1 + 1).max();
        // Words of its own are more exact than any place.
        let by_words = if located.entry.terms.is_empty() { 0 } else { WORDS };
        deepest.unwrap_or(0).max(by_words)
    }

    /// The cells that a structure writes itself.
    fn own_cells(&mut self, located: Structure<'a>, numbers: &HashMap<&str, u16>) -> Vec<Option<Cell>> {
        let (file, def) = (located.file, &located.entry);
        let mut cells = vec![None; numbers.len()];
        let depth = self.depth(located);
        let normal = def.normal.iter().map(|finding| (NORMAL, finding.as_str()));
        let means = def
            .means
            .iter()
            .flat_map(|(finding, states)| states.iter().map(move |s| (s.as_str(), finding.as_str())));
        for (state, finding) in normal.chain(means) {
            let cell = self.cell(finding, depth, file, &def.id);
            if let Some(number) = self.state(numbers, state, file, &def.id) {
                cells[number as usize] = cell;
            }
        }
        for state in &def.nothing {
            if let Some(number) = self.state(numbers, state, file, &def.id) {
                cells[number as usize] = Some(Cell {
                    finding: FindingId::NONE,
                    denies: false,
                    asserts: false,
                    certainty: PatternCertainty::Definite,
                    depth,
                });
            }
        }
        cells
    }

    /// "finding", "-finding", and how plainly.
    fn cell(&mut self, written: &str, depth: u8, file: usize, owner: &str) -> Option<Cell> {
        let (words, certainty) = match written.split_once(' ') {
            None => (written, Some(PatternCertainty::Definite)),
            Some((words, "probable")) => (words, Some(PatternCertainty::Probable)),
            Some((words, "possible")) => (words, Some(PatternCertainty::Possible)),
            Some((words, _)) => (words, None),
        };
        let (id, denies) = words.strip_prefix('-').map_or((words, false), |id| (id, true));
        let Some(finding) = self.finding_ids.get(id).copied() else {
            let help = nearest(id, self.finding_ids.keys().copied());
            self.problem(file, owner, written, format!("no finding has the id `{id}`"), help);
            return None;
        };
        let Some(certainty) = certainty else {
            let message = format!("`{written}` is no finding with `probable` or `possible` behind it");
            self.problem(file, owner, written, message, None);
            return None;
        };
        Some(Cell {
            finding,
            denies,
            asserts: !denies && id != NORMALITY,
            certainty,
            depth,
        })
    }
}

fn is_for_all_others(located: Structure) -> bool {
    located.entry.sites.iter().any(|id| id == ALL_OTHERS)
}

/// The cells of a structure with those of states that mean what others do.
fn with_alike(mut cells: Vec<Option<Cell>>, like: &[Option<u16>]) -> Vec<Option<Cell>> {
    for (number, like) in like.iter().enumerate() {
        cells[number] = cells[number].or(like.and_then(|like| cells[like as usize]));
    }
    cells
}

/// The cells of a structure with those of the structures above it.
fn inherited(own: &[Vec<Option<Cell>>], above: &[Option<usize>], index: usize) -> Vec<Option<Cell>> {
    let mut cells = own[index].clone();
    let mut at = above[index];
    // A circle ends when every structure has been asked.
    for _ in 0..own.len() {
        let Some(other) = at else { break };
        for (cell, theirs) in cells.iter_mut().zip(&own[other]) {
            *cell = cell.or(*theirs);
        }
        at = above[other];
    }
    cells
}
