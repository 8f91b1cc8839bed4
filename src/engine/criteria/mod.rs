//! The criteria language, compiled: one small language for flags, cohorts and lint.
//!
//! A criterion is met firmly, met by hedged statements only, or not met. Leaves look at the mentions of one report through
//! [`Facts`], which knows for each statement what it says and whether another one of the report overrules or contradicts it.

mod compile;
mod eval;
mod facts;
mod flag_set;
mod hits;
mod leaf;
mod leaves;
mod names;
mod rules;
mod select;
mod standing;
mod touch;
mod words;

pub use compile::{Compiler, Meaning, Place};
pub use eval::{Evidence, Outcome, Scene, Truth};
pub use facts::{Facts, Mark, Scratch};
pub use flag_set::{Flag, FlagSet};
pub use leaf::{Criterion, Leaf, Says, Set, SiteRange, Test};
pub use leaves::Leaves;
pub use rules::{Cause, FloorRules, GradeRules};
pub use touch::{Touched, Way};
