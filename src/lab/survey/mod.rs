//! What an archive shows about a lexicon: words that it lacks, and entries that have no effect.
//!
//! Each survey counts report by report (such as [`Unknown`]), merges its counts in input order, and summarises them
//! at the end. Nothing here prints, and no text is kept unless it is asked for.

mod layout;
mod near;
mod phrases;
mod spelling;
mod stop_words;
mod suggest;
mod unknown;
mod unread;
mod unused;
mod usage;

pub use phrases::Phrases;
pub use spelling::{MissingTwin, missing_twins};
pub use stop_words::StopWords;
pub use suggest::{SuggestOptions, Suggestion, Suggestions, suggest};
pub use unknown::{Seen, Unknown};
pub use unread::{UnreadWording, UnreadWordings};
pub use unused::{Claimed, Doubts, IdleCue, Shadowed, Unused, doubts};
pub use usage::{Memory, Usage};
