//! What each token is: the terms laid out along the tokens, so that later steps ask a token instead of searching lists.

use super::MaybeIndex;
use super::Mention;
use crate::document::Document;
use crate::lexicon::{AttributeKind, CueEntry, LANES, Lane, Polarity, Reach, Word, word};
use crate::structure::Sentence;
use crate::terms::Term;
use crate::text::{Gap, Shape};
use crate::vocabulary::Assertion;
use smallvec::SmallVec;

/// What one token is.
#[derive(Clone, Copy, Debug)]
pub struct TokenEntry {
    /// The clause it stands in; the words of one clause have one number.
    pub clause: u32,
    /// The word of the grammar it belongs to.
    pub word: Option<Word>,
    /// True for the first token of that word.
    pub word_starts: bool,
    /// The attribute (of any kind) it belongs to, as an index into the attribute lane.
    pub attribute: MaybeIndex,
    /// True when it belongs to a site.
    pub site: bool,
    /// The cue it belongs to, as an index into the cue lane.
    pub cue: MaybeIndex,
    /// The mention whose words it belongs to.
    pub mention: MaybeIndex,
}

const EMPTY: TokenEntry = TokenEntry {
    clause: 0,
    word: None,
    word_starts: false,
    attribute: MaybeIndex::NONE,
    site: false,
    cue: MaybeIndex::NONE,
    mention: MaybeIndex::NONE,
};

/// What each token of a report is.
#[derive(Debug, Default)]
pub struct TokenTable {
    tokens: Vec<TokenEntry>,
    clause: u32,
    /// The highest number that a clause has.
    highest: u32,
    /// The clause that an aside interrupts.
    outer: Option<u32>,
    /// Where in each lane the terms of the sentence read last stand.
    ranges: [(u32, u32); LANES],
    /// What there is in the sentence read last, to know what need not be looked for.
    pub(super) has: Has,
}

/// What there is anywhere in a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Has {
    /// Marks behind its first word.
    pub gaps: Gap,
    /// Ways of writing.
    pub shapes: Shape,
    /// An aside inside a clause.
    pub aside: bool,
    /// A side.
    pub side: bool,
    /// An attribute other than a side.
    pub description: bool,
    words: u32,
}

impl Has {
    /// True when any word of the grammar of this kind is in it.
    pub fn word(self, word: Word) -> bool {
        self.words & (1 << word as u32) != 0
    }
}

impl TokenTable {
    /// Begins a report.
    pub(super) fn start(&mut self, doc: &Document) {
        self.tokens.clear();
        self.tokens.resize(doc.buffer.tokens.len(), EMPTY);
        self.clause = 0;
        self.highest = 0;
        self.ranges = Default::default();
    }

    /// What token `index` is.
    pub fn at(&self, index: u32) -> &TokenEntry {
        &self.tokens[index as usize]
    }

    /// True when both tokens stand in one clause.
    pub fn same_clause(&self, a: u32, b: u32) -> bool {
        self.tokens[a as usize].clause == self.tokens[b as usize].clause
    }

    /// The cue that token `index` belongs to, unless a finding has used up the word, and the cue's first token.
    pub fn cue<'a>(&self, doc: &Document<'a>, index: u32) -> Option<(&'a CueEntry, u32)> {
        self.tokens[index as usize].cue.get().map(|number| {
            let term = &doc.terms.lane(Lane::Cue)[number as usize];
            (&doc.lexicon.cues[term.entry as usize], term.first)
        })
    }

    /// What the cues at these tokens say of the words behind them.
    pub(super) fn polarity(&self, doc: &Document, tokens: impl Iterator<Item = u32>) -> Polarity {
        Polarity::of(tokens.filter_map(|i| self.cue(doc, i)).map(|(cue, _)| cue.makes))
    }

    /// The word of the grammar at token `index`.
    pub fn word(&self, index: u32) -> Option<Word> {
        self.tokens[index as usize].word
    }

    /// Begins a sentence: finds its marks, findings, parts and sites. Enough to see whether it says anything.
    pub(super) fn open(&mut self, doc: &Document, sentence: &Sentence) {
        self.has = Has::default();
        let (first, end) = sentence.tokens;
        let (mut shapes, mut gaps) = (0, 0);
        for (index, token) in doc.buffer.tokens[first as usize..end as usize].iter().enumerate() {
            shapes |= token.shape.0;
            gaps |= if index > 0 { token.gap.0 } else { 0 };
        }
        self.has.shapes = Shape(shapes);
        self.has.gaps = Gap(gaps);
        self.lay_lane(doc, Lane::Finding, sentence, |_, _, _| {});
        self.lay_lane(doc, Lane::Part, sentence, |_, _, _| {});
        self.lay_lane(doc, Lane::Site, sentence, |_, own, _| own.iter_mut().for_each(|t| t.site = true));
    }

    /// Lays out the words, attributes and cues of the sentence begun last.
    pub(super) fn lay_out(&mut self, doc: &Document, sentence: &Sentence) {
        self.lay_lane(doc, Lane::Word, sentence, |has, own, (_, term)| {
            let kind = word(term.entry);
            has.words |= 1 << kind as u32;
            for token in &mut *own {
                token.word = Some(kind);
                token.word_starts = false;
            }
            own[0].word_starts = true;
        });
        self.lay_lane(doc, Lane::Attribute, sentence, |has, own, (number, term)| {
            let side = doc.lexicon.attributes[term.entry as usize].kind == AttributeKind::Side;
            has.side |= side;
            has.description |= !side;
            own.iter_mut().for_each(|t| t.attribute = MaybeIndex::new(number));
        });
        self.lay_lane(doc, Lane::Cue, sentence, |_, own, (number, _)| {
            own.iter_mut().for_each(|t| t.cue = MaybeIndex::new(number))
        });
        self.next_clause();
    }

    /// Finds where in a lane the terms of a sentence stand, and gives `lay` the tokens and number of each that lies wholly inside it.
    fn lay_lane(&mut self, doc: &Document, lane: Lane, sentence: &Sentence, lay: impl Fn(&mut Has, &mut [TokenEntry], (u32, &Term))) {
        let (first, end) = sentence.tokens;
        let terms = doc.terms.lane(lane);
        // Sentences come in order: the next one's terms stand behind those of the last.
        let mut at = self.ranges[lane as usize].1;
        while terms.get(at as usize).is_some_and(|t| t.first < first) {
            at += 1;
        }
        let from = at;
        while let Some(term) = terms.get(at as usize).filter(|t| t.first < end) {
            if term.end <= end {
                let own = &mut self.tokens[term.first as usize..term.end as usize];
                lay(&mut self.has, own, (at, term));
            }
            at += 1;
        }
        self.ranges[lane as usize] = (from, at);
    }

    /// The terms of a lane that lie wholly inside the sentence read last, with their index in the lane.
    pub(super) fn terms<'a>(&self, doc: &Document<'a>, lane: Lane, sentence: &Sentence) -> impl Iterator<Item = (u32, &'a Term)> + use<'a> {
        let end = sentence.tokens.1;
        let (from, to) = self.ranges[lane as usize];
        let own = doc.terms.lane(lane)[from as usize..to as usize].iter();
        (from..).zip(own).filter(move |(_, t)| t.end <= end)
    }

    /// Puts the whole sentence into one clause.
    pub(super) fn fill_clause(&mut self, sentence: &Sentence) {
        let (first, end) = sentence.tokens;
        for token in &mut self.tokens[first as usize..end as usize] {
            token.clause = self.clause;
        }
    }

    /// Begins an aside, a clause inside another.
    pub(super) fn begin_aside(&mut self) {
        self.outer = Some(self.clause);
        self.has.aside = true;
        self.highest += 1;
        self.clause = self.highest;
    }

    /// Goes back to the clause that the aside interrupted.
    pub(super) fn end_aside(&mut self) {
        if let Some(outer) = self.outer.take() {
            self.clause = outer;
        }
    }

    /// Begins a new clause.
    pub(super) fn next_clause(&mut self) {
        self.highest += 1;
        self.clause = self.highest;
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
                if token.mention.is_none() {
                    token.mention = MaybeIndex::new((first + number) as u32);
                }
            }
        }
    }

    /// Marks the words that a mention was made of, so that no cue inside them speaks.
    /// Those that say something could not be assessed go on: the limits of a study are a finding too ("cannot be fully assessed").
    pub(super) fn use_up(&mut self, doc: &Document, first: u32, end: u32) {
        let listed = self.goes_on_with_or(first, end);
        for index in first..end {
            let stays = self.tokens[index as usize].cue.get().is_some_and(|number| {
                let term = &doc.terms.lane(Lane::Cue)[number as usize];
                // A frame around the words ("evaluation for .. is limited") speaks of them.
                let around = term.first < first && end < term.end;
                // "DWI: negative | for ischaemia": what goes on behind the words denies what follows.
                let leads = end < term.end && self.tokens[end as usize].word == Some(Word::Of);
                let goes_on = first <= term.first && leads && doc.lexicon.cues[term.entry as usize].reaches == Reach::After;
                // "no evidence of compression | of the cord or abnormal signal": the words deny one finding, and "no" what "or" joins to it.
                let cue = &doc.lexicon.cues[term.entry as usize];
                let denies_list = listed && term.first == first && term.end <= end && cue.reaches == Reach::After && cue.makes.denies();
                goes_on || denies_list || !around && doc.lexicon.cues[term.entry as usize].makes.assertion == Some(Assertion::NotAssessed)
            });
            if !stays {
                self.tokens[index as usize].cue = MaybeIndex::NONE;
            }
        }
    }

    /// True when an "or" stands behind these words in their clause.
    fn goes_on_with_or(&self, first: u32, end: u32) -> bool {
        /// No list goes on farther.
        const FARTHEST: u32 = 64;
        let most = (self.tokens.len() as u32).min(end + FARTHEST);
        let mut own = (end..most).take_while(|&i| self.same_clause(first, i));
        self.has.word(Word::Or) && own.any(|i| self.word(i) == Some(Word::Or))
    }

    /// Keeps the cues inside these words from speaking, and returns them for [`TokenTable::give_back`].
    pub(super) fn silence(&mut self, (first, end): (u32, u32)) -> SmallVec<[MaybeIndex; 8]> {
        let own = &mut self.tokens[first as usize..end as usize];
        own.iter_mut().map(|t| std::mem::replace(&mut t.cue, MaybeIndex::NONE)).collect()
    }

    /// Lets the cues inside these words speak again.
    pub(super) fn give_back(&mut self, (first, end): (u32, u32), cues: &[MaybeIndex]) {
        let own = &mut self.tokens[first as usize..end as usize];
        own.iter_mut().zip(cues).for_each(|(token, &cue)| token.cue = cue);
    }
}
