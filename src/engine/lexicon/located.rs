//! Where an entry stands.

use serde::{Deserialize, Serialize};

/// An entry and the file it stands in.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Located<T> {
    /// The entry.
    pub entry: T,
    /// Index of its file in [`Library::files`](super::Library::files).
    pub file: usize,
}
