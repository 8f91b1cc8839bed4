//! radsift: structured findings from free-text radiology reports.

pub mod context;
pub mod criteria;
pub mod extract;
pub mod flags;
pub mod lexicon;
mod pipeline;
pub mod report;
pub mod structure;
pub mod terms;
pub mod text;

pub use pipeline::{Extractor, Session};
