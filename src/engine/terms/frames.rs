//! Walking the tree of frames over the classes of the words.

use super::Term;
use crate::lexicon::{Accept, Frames, GAP, Note};
use crate::text::{Gap, TextBuffer};

/// Marks that no frame reaches over.
const PARTS: Gap = Gap::BLANK
    .with(Gap::PERIOD)
    .with(Gap::COLON)
    .with(Gap::SEMICOLON)
    .with(Gap::COMMA)
    .with(Gap::QUERY)
    .with(Gap::OPEN)
    .with(Gap::CLOSE)
    .with(Gap::BULLET);

/// Finds the frames in a text. `classes` are the terms of the class lane in order of their first words; none reaches over one of the `borders`, which are
/// in order too. `found` takes the cues and those that only look like one, each as long as it can be from where it begins.
pub(super) fn find(frames: &Frames, classes: &[Term], buffer: &TextBuffer, borders: &[u32], found: &mut Vec<(Accept, Term)>) {
    found.clear();
    let walker = Walker {
        frames,
        classes,
        buffer,
        borders,
    };
    let mut at = 0;
    while at < classes.len() {
        let first = classes[at].first;
        let from = found.len();
        let end = at + classes[at..].iter().take_while(|t| t.first == first).count();
        for class in &classes[at..end] {
            if let Some(node) = frames.next(0, class.entry) {
                walker.walk(node, first, class.end, at, from, found);
            }
        }
        at = end;
    }
}

struct Walker<'a> {
    frames: &'a Frames,
    classes: &'a [Term],
    buffer: &'a TextBuffer,
    borders: &'a [u32],
}

impl Walker<'_> {
    /// Goes on from `node`, which the words from `first` to `end` led to; `at` is a class term at or before `end`. How deep it goes is bounded by
    /// the longest frame.
    fn walk(&self, node: u32, first: u32, end: u32, at: usize, from: usize, found: &mut Vec<(Accept, Term)>) {
        for &accept in self.frames.accepts(node) {
            let term = Term {
                first,
                end,
                entry: accept.cue,
                note: Note::Names,
            };
            match found[from..].iter_mut().find(|(a, _)| *a == accept) {
                Some((_, known)) => known.end = known.end.max(end),
                None => found.push((accept, term)),
            }
        }
        if let Some(next) = self.next_word(end) {
            self.step(node, first, next, at, from, found);
        }
        if let Some(behind) = self.frames.gap(node) {
            let mut next = self.next_word(end);
            for _ in 0..=GAP {
                let Some(word) = next else { break };
                self.step(behind, first, word, at, from, found);
                next = self.next_word(word + 1);
            }
        }
    }

    /// Takes each class that begins at token `word`.
    fn step(&self, node: u32, first: u32, word: u32, at: usize, from: usize, found: &mut Vec<(Accept, Term)>) {
        let skip = self.classes[at..].iter().take_while(|t| t.first < word).count();
        for class in self.classes[at + skip..].iter().take_while(|t| t.first == word) {
            if let Some(next) = self.frames.next(node, class.entry) {
                self.walk(next, first, class.end, at + skip, from, found);
            }
        }
    }

    /// The first word at or behind token `at` that is no article, unless a mark parts it from what stands before.
    fn next_word(&self, mut at: u32) -> Option<u32> {
        loop {
            let token = self.buffer.tokens.get(at as usize)?;
            if token.gap.has(PARTS) || self.borders.binary_search(&at).is_ok() {
                return None;
            }
            if token.folded.0 != token.folded.1 {
                return Some(at);
            }
            at += 1;
        }
    }
}
