//! From bytes to folded text and tokens.
//!
//! This layer knows nothing of medicine. It gives the rest of the pipeline two views of one report that never lose their
//! places: the text as received, and a folded copy in which matching takes place.

mod decode;
mod fold;
mod markup;
mod numerals;
mod sign;
mod span;
mod token;

pub use decode::{Decoded, decode};
pub use fold::{TextBuffer, fold_phrase};
pub use numerals::{cardinal, roman};
pub use span::{OffsetMap, OffsetUnit, Span};
pub use token::{Gap, Shape, Token};
