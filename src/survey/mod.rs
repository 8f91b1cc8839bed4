//! What an archive says about a lexicon: words that it lacks, and entries that do nothing.
//!
//! For each question something counts report by report ([`Unknown`]), is merged in input order, and is summed up
//! in the end. Nothing here prints, and no text is kept unless it is asked for.

mod layout;
mod near;
mod suggest;
mod unknown;

pub use suggest::{Asked, Suggestion, Suggestions, suggest};
pub use unknown::{Seen, StopWords, Unknown};
