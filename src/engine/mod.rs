//! From a text to what is said in it: the stages, in the order in which a report passes through them. Reads no files and writes none.

pub mod assert;
pub mod context;
pub mod coverage;
pub mod criteria;
pub mod document;
pub mod extract;
pub mod icans;
pub mod lexicon;
mod pipeline;
pub mod report;
pub mod statements;
pub mod structure;
pub mod study;
pub mod terms;
pub mod text;
pub mod vocabulary;

pub use pipeline::{Extractor, Session};
