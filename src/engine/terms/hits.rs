//! Every phrase in a text before overlaps are settled, for looking at the lexicon itself.

use super::encoded::Encoded;
use super::has_capitals;
use crate::lexicon::Lexicon;
use crate::text::TextBuffer;

/// A phrase in the text, whether or not a longer one wins its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its tokens: first, and one past the last.
    pub tokens: (u32, u32),
    /// Index into [`Tables::postings`](crate::lexicon::Tables::postings).
    pub posting: u32,
}

/// All hits of a report. Reused from report to report.
#[derive(Debug, Default)]
pub struct Hits {
    encoded: Encoded,
    list: Vec<Hit>,
}

impl Hits {
    /// Every phrase in `buffer`, which holds the folded form of `text`, in order of their ends.
    pub fn scan(&mut self, lexicon: &Lexicon, text: &str, buffer: &TextBuffer) -> &[Hit] {
        let Self { encoded, list } = self;
        list.clear();
        encoded.encode(lexicon, buffer);
        for place in encoded.phrases(lexicon) {
            for number in place.postings.0..place.postings.1 {
                let posting = &lexicon.postings[number as usize];
                if posting.exact == u32::MAX || has_capitals(lexicon, posting, text, buffer, place.tokens) {
                    list.push(Hit {
                        tokens: place.tokens,
                        posting: number,
                    });
                }
            }
        }
        list
    }
}
