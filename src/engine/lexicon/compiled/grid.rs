//! The grid as the pipeline uses it.

use super::ids::{FindingId, PartId, SiteId};
use crate::lexicon::grid::{Negated, StateRole};
use crate::lexicon::schema::PatternCertainty;
use serde::{Deserialize, Serialize};

/// The finding that says of a structure that it is normal.
pub const NORMALITY: &str = "site_normal";

/// The number of no row, and of no state.
pub const NO_ROW: u16 = u16::MAX;

/// States, structures and cells.
#[derive(Debug, Deserialize, Serialize)]
pub struct Grid {
    /// States by number.
    pub states: Vec<StateEntry>,
    /// For each part the state that it is, or [`NO_ROW`].
    pub state_of_part: Vec<u16>,
    /// For each part the row of the structure that it names, or [`NO_ROW`].
    pub row_of_part: Vec<u16>,
    /// For each site its row, or [`NO_ROW`].
    pub row_of_site: Vec<u16>,
    /// The row of a vertebra named by its level, or [`NO_ROW`].
    pub row_of_level: u16,
    /// The row of a disc or a stretch of the spine named by its levels, or [`NO_ROW`].
    pub row_of_levels: u16,
    /// The rows.
    pub rows: Vec<StructureEntry>,
}

/// A state, compiled.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct StateEntry {
    /// How its words are used.
    pub role: StateRole,
    /// The number of its opposite, or [`NO_ROW`].
    pub opposite: u16,
    /// What a denial makes of it.
    pub negated: Negated,
    /// It gives way to the contrary in one sentence.
    pub yields: bool,
}

/// A structure, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct StructureEntry {
    /// Its cells, by number of the state.
    pub cells: Vec<Option<Cell>>,
}

/// What a state of a structure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Cell {
    /// The finding; [`FindingId::NONE`] where it means nothing.
    pub finding: FindingId,
    /// True when the finding is denied.
    pub denies: bool,
    /// True when it says that something is wrong: no denial, and not [`NORMALITY`].
    pub asserts: bool,
    /// How plainly.
    pub certainty: PatternCertainty,
    /// How deep the structure lies that says so; 0 where it is said of all places.
    pub depth: u8,
}

impl Grid {
    /// The state that a part is.
    pub fn state(&self, part: PartId) -> Option<(u16, StateEntry)> {
        let number = self.state_of_part[part.index()];
        self.states.get(number as usize).map(|state| (number, *state))
    }

    /// True when the part names a structure.
    pub fn names_structure(&self, part: PartId) -> bool {
        self.row_of_part[part.index()] != NO_ROW
    }

    /// The row of a site.
    pub fn row_of_site(&self, site: SiteId) -> u16 {
        self.row_of_site[site.index()]
    }

    /// What a state means in a row.
    pub fn cell(&self, row: u16, state: u16) -> Option<Cell> {
        self.rows.get(row as usize)?.cells.get(state as usize).copied().flatten()
    }
}
