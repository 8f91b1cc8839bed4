//! Positions in the input.

use serde::{Deserialize, Serialize};

/// A position between two records of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The number of the source.
    pub source: usize,
    /// The number of records of the source before this position.
    pub record: u64,
}
