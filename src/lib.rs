//! radsift: structured findings from free-text radiology reports.

pub mod batch;
pub mod check;
pub mod cli;
pub mod context;
pub mod criteria;
mod error;
pub mod extract;
pub mod flags;
pub mod input;
pub mod lexicon;
pub mod output;
mod pipeline;
pub mod report;
pub mod structure;
pub mod terms;
pub mod text;

pub use error::Error;
pub use pipeline::{Extractor, Session};
