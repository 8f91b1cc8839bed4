//! The grid: what each state of each structure means, and what bare normality of a structure makes.
//!
//! States and the words of structures are parts of the lexicon, so that the one scan finds them; the cells are a table.

mod compiled;
mod defs;

pub use compiled::{Cell, Grid, NO_ROW, NORMALITY, Row, State};
pub use defs::{NORMAL, Negated, StateDef, StateRole, StructureDef};
