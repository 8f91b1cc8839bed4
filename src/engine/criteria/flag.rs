//! One flag, compiled.

use super::leaf::Criterion;

/// A flag, compiled.
#[derive(Debug)]
pub struct Flag {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// What asserts it.
    pub yes: Criterion,
    /// What makes it possible.
    pub possible: Option<Criterion>,
    /// What denies it.
    pub no: Option<Criterion>,
    /// What takes its place.
    pub unless: Option<Criterion>,
    /// What contradicts it from a section of higher rank.
    pub contradicted_by: Option<Criterion>,
}
