//! Stop words: words without a meaning of their own, which need no entry.

use crate::text::{Shape, TextBuffer};
use rustc_hash::FxHashSet;

/// The length of the shortest word that is reported. Shorter ones are mostly abbreviations.
const SHORTEST: usize = 3;
/// The function words of English from that length on, as in common lists of stop words.
const ENGLISH: &str = "\
    about above after again against ain all and any are aren aren't because been before being below between both but can \
    couldn couldn't did didn didn't does doesn doesn't doing don don't down during each few for from further had hadn hadn't \
    has hasn hasn't have haven haven't having he'd he'll he's her here hers herself him himself his how i'd i'll i'm i've \
    into isn isn't it'd it'll it's its itself just mightn mightn't more most mustn mustn't myself needn needn't nor not now \
    off once only other our ours ourselves out over own same shan shan't she she'd she'll she's should should've shouldn \
    shouldn't some such than that that'll the their theirs them themselves then there these they they'd they'll they're \
    they've this those through too under until very was wasn wasn't we'd we'll we're we've were weren weren't what when \
    where which while who whom why will with won won't wouldn wouldn't you you'd you'll you're you've your yours yourself \
    yourselves";

/// A list of stop words.
#[derive(Debug)]
pub struct StopWords(FxHashSet<&'static [u8]>);

impl StopWords {
    /// The stop words of English.
    pub fn english() -> Self {
        Self(ENGLISH.split(' ').map(str::as_bytes).collect())
    }

    /// True for a word of letters that may need an entry.
    pub(super) fn is_content(&self, buffer: &TextBuffer, token: u32) -> bool {
        let word = buffer.word_of(token as usize);
        !buffer.tokens[token as usize].shape.has(Shape::DIGIT) && word.len() >= SHORTEST && !self.0.contains(word)
    }
}
