//! What each token is: the terms laid out along the tokens, so that later steps ask a token instead of searching lists.

use super::{Input, Mention};
use crate::lexicon::{Cue, Lane, Word, word};
use crate::structure::Sentence;
use crate::terms::Term;

/// What one token is.
#[derive(Clone, Copy, Debug)]
pub struct TokenView {
    /// The clause it stands in; numbers rise along the report.
    pub clause: u32,
    /// The word of the grammar it belongs to.
    pub word: Option<Word>,
    /// True for the first token of that word.
    pub word_starts: bool,
    /// The attribute (of any kind) it belongs to, as an index into the attribute lane.
    pub attribute: u32,
    /// True when it belongs to a site.
    pub site: bool,
    /// The cue it belongs to, as an index into the cue lane.
    pub cue: u32,
    /// The mention whose words it belongs to.
    pub mention: u32,
}

const EMPTY: TokenView = TokenView {
    clause: 0,
    word: None,
    word_starts: false,
    attribute: u32::MAX,
    site: false,
    cue: u32::MAX,
    mention: u32::MAX,
};

/// What each token of a report is.
#[derive(Debug, Default)]
pub struct View {
    tokens: Vec<TokenView>,
    clause: u32,
}

impl View {
    /// Begins a report.
    pub(super) fn start(&mut self, input: &Input) {
        self.tokens.clear();
        self.tokens.resize(input.buffer.tokens.len(), EMPTY);
        self.clause = 0;
    }

    /// What token `index` is.
    pub fn at(&self, index: u32) -> &TokenView {
        &self.tokens[index as usize]
    }

    /// True when both tokens stand in one clause.
    pub fn same_clause(&self, a: u32, b: u32) -> bool {
        self.tokens[a as usize].clause == self.tokens[b as usize].clause
    }

    /// The cue that token `index` belongs to, unless a finding has used up the word, and the cue's first token.
    pub fn cue<'a>(&self, input: &Input<'a>, index: u32) -> Option<(&'a Cue, u32)> {
        let number = self.tokens[index as usize].cue;
        (number != u32::MAX).then(|| {
            let term = &input.terms.lane(Lane::Cue)[number as usize];
            (&input.lexicon.cues[term.entry as usize], term.first)
        })
    }

    /// The word of the grammar at token `index`.
    pub fn word(&self, index: u32) -> Option<Word> {
        self.tokens[index as usize].word
    }

    /// Lays out the words, attributes, sites and cues of a sentence.
    pub(super) fn read_sentence(&mut self, input: &Input, sentence: &Sentence) {
        let terms = |lane| in_sentence(input, lane, sentence);
        for (_, term) in terms(Lane::Word) {
            let kind = word(term.entry);
            for index in term.first..term.end {
                let token = &mut self.tokens[index as usize];
                token.word = Some(kind);
                token.word_starts = index == term.first;
            }
        }
        for (number, term) in terms(Lane::Attribute) {
            self.tokens[term.first as usize..term.end as usize]
                .iter_mut()
                .for_each(|t| t.attribute = number);
        }
        for (_, term) in terms(Lane::Site) {
            self.tokens[term.first as usize..term.end as usize]
                .iter_mut()
                .for_each(|t| t.site = true);
        }
        for (number, term) in terms(Lane::Cue) {
            self.tokens[term.first as usize..term.end as usize]
                .iter_mut()
                .for_each(|t| t.cue = number);
        }
        self.clause += 1;
    }

    /// Begins a new clause.
    pub(super) fn next_clause(&mut self) {
        self.clause += 1;
    }

    /// Puts token `index` into the clause begun last.
    pub(super) fn set_clause(&mut self, index: u32) {
        self.tokens[index as usize].clause = self.clause;
    }

    /// Marks the words of a sentence's mentions, which are numbered from `first`.
    pub(super) fn claim(&mut self, first: usize, mentions: &[Mention]) {
        for (number, mention) in mentions.iter().enumerate() {
            for index in mention.tokens.0..mention.tokens.1 {
                let token = &mut self.tokens[index as usize];
                if token.mention == u32::MAX {
                    token.mention = (first + number) as u32;
                }
            }
        }
    }

    /// Marks the words that a mention was made of, so that no cue inside them speaks.
    pub(super) fn use_up(&mut self, first: u32, end: u32) {
        self.tokens[first as usize..end as usize].iter_mut().for_each(|t| t.cue = u32::MAX);
    }
}

/// The terms of a lane that lie wholly inside a sentence, with their index in the lane.
pub(super) fn in_sentence<'a>(input: &Input<'a>, lane: Lane, sentence: &Sentence) -> impl Iterator<Item = (u32, &'a Term)> + use<'a> {
    let (first, end) = sentence.tokens;
    let all = input.terms.lane(lane);
    let from = all.partition_point(|t| t.first < first);
    all[from..]
        .iter()
        .take_while(move |t| t.first < end)
        .enumerate()
        .filter(move |(_, t)| t.end <= end)
        .map(move |(i, t)| ((from + i) as u32, t))
}
