//! The cohort file: read, checked and compiled.

mod compile;
mod explain;
mod load;
pub mod schema;

pub use compile::{Cohort, Index, IndexEvents, Keep, Merge, Rule, Studies, Take, Want};
pub use explain::explain;
pub use load::load;

/// What `cohort new` writes.
pub const STARTER: &str = include_str!("starter.toml");
