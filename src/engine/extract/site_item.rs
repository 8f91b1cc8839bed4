//! A place as a sentence names it.

use crate::lexicon::SiteId;
use crate::vocabulary::Laterality;

/// A site term with its side.
#[derive(Clone, Copy, Debug)]
pub(super) struct SiteItem {
    pub site: SiteId,
    pub side: Option<Laterality>,
    /// First token of the site's own words.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// First token with the side word.
    pub lead: u32,
    /// Number of the list it stands in.
    pub group: u32,
    /// All words of that list.
    pub hull: (u32, u32),
    /// The words to show: those of the heading above, where the place stands there.
    pub shown: (u32, u32),
    /// How the words before it lead to it.
    pub relation: Relation,
}

/// How a finding stands to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// It is there.
    At,
    /// It is beside it.
    Near,
    /// It is not there: "sparing the thalamus", "unlike the left".
    Apart,
}
