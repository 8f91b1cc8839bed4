//! The workbench: checks the lexicon against its examples, readings against annotations, and archives against the lexicon.

pub mod canonical;
pub mod check;
pub mod diff;
pub mod eval;
pub mod import;
pub mod survey;
pub mod synth;
