//! The criteria language, compiled: one small language for flags, cohorts and lint.
//!
//! A criterion is met firmly, met by hedged statements only, or not met. Leaves look at the mentions of one report through
//! [`Facts`], which knows for each statement what it says and whether another one of the report overrules or contradicts it.

mod beside;
mod compile;
mod conflicts;
mod eval;
mod facts;
mod flag;
mod flag_set;
mod gather;
mod leaf;
mod leaves;
mod matches;
mod names;
mod rules;
mod select;
mod triggers;
mod truth;
mod words;

pub use compile::{Compiler, EntryPlace, Meaning};
pub use eval::{CriterionOutcome, EvalContext, Evidence};
pub use facts::{CriteriaScratch, Facts, Mark};
pub use flag::Flag;
pub use flag_set::FlagSet;
pub use leaf::{Criterion, Leaf, Says, Set, SiteRange, Test};
pub use leaves::Leaves;
pub use rules::{Cause, FloorRules, GradeRules};
pub use triggers::{FlagOutcome, Triggered};
pub use truth::Truth;
