//! The workbench: rules held against their examples, readings against annotations, archives against the lexicon.

pub mod canonical;
pub mod check;
pub mod diff;
pub mod eval;
pub mod import;
pub mod survey;
