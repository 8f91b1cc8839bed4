//! Headings with a slip of the keyboard: "INDICATON:", "Comparision:".

use super::lines::Lines;
use crate::lexicon::{Lane, Lexicon, is_slip};
use crate::terms::{Term, Terms, whole};
use crate::text::{Gap, TextBuffer};

/// Long words of headings. A word that the lexicon knows is never put right into one of them.
const WORDS: &[&str] = &[
    "addendum",
    "clinical",
    "comparison",
    "comparisons",
    "conclusion",
    "conclusions",
    "description",
    "details",
    "examination",
    "findings",
    "history",
    "impression",
    "impressions",
    "indication",
    "indications",
    "information",
    "interpretation",
    "observations",
    "opinion",
    "previous",
    "procedure",
    "protocol",
    "question",
    "reason",
    "recommendation",
    "recommendations",
    "report",
    "request",
    "summary",
    "technique",
];

/// No heading has more words, in tokens.
const LONGEST: u32 = 5;

/// The headings that begin a line, have a slip in one of their words and stand before a colon, a dash, or alone.
pub(super) fn misspelt(lexicon: &Lexicon, buffer: &TextBuffer, terms: &Terms, lines: &Lines) -> Vec<Term> {
    let mut out = Vec::new();
    for line in lines.all() {
        let ends = |i: u32| {
            let gap = buffer.tokens.get(i as usize).map_or(Gap::LINE, |t| t.gap);
            gap.has(Gap::COLON.with(Gap::LINE)) || gap.is_dash()
        };
        let Some(end) = (line.first + 1..=line.end.min(line.first + LONGEST)).find(|&i| ends(i)) else {
            continue;
        };
        if end == line.end && !line.labelled && end - line.first > 3 {
            continue;
        }
        let words = || (line.first..end).map(|i| buffer.word_of(i as usize));
        let unknown = |word: &&[u8]| {
            let mut padded = word.to_vec();
            padded.resize(word.len() + 16, 0);
            lexicon.vocabulary.code(&padded, 0, word.len()).is_unknown()
        };
        let slips: Vec<(&[u8], &[u8])> = words()
            .filter(|w| w.len() > 4 && unknown(w))
            .filter_map(|word| Some((word, WORDS.iter().map(|w| w.as_bytes()).find(|meant| is_slip(word, meant))?)))
            .collect();
        if slips.is_empty()
            || terms
                .between(Lane::Section, line.first, line.first + 1)
                .iter()
                .any(|t| t.end >= end)
        {
            continue;
        }
        let meant = words().map(|word| slips.iter().find(|(slip, _)| *slip == word).map_or(word, |(_, meant)| meant));
        let heading = whole(lexicon, meant).find(|posting| posting.lane == Lane::Section);
        out.extend(heading.map(|posting| Term {
            first: line.first,
            end,
            entry: posting.entry,
            note: posting.note,
        }));
    }
    out
}
