//! Places in the input.

use serde::{Deserialize, Serialize};

/// A place between two records of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The source, by its number.
    pub source: usize,
    /// How many of its records stand before this place.
    pub record: u64,
}
