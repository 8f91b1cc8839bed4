//! Counts the words of findings sections that are in no phrase of the lexicon.

use super::layout::Layout;
use super::stop_words::StopWords;
use crate::lexicon::{AttributeKind, Lane, Lexicon, Reach, Word};
use crate::report::Report;
use crate::structure::Sentence;
use crate::text::{Gap, Shape, TextBuffer, Token};
use crate::vocabulary::Role;
use rustc_hash::{FxHashMap, FxHashSet};

/// The number of characters of context on either side of the first use.
const CONTEXT: usize = 60;
/// The number of words before and after an unknown word that are looked at.
const LOOK: u32 = 4;

/// How often and where one word, or two neighbouring words, occurred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The number of occurrences.
    pub times: u64,
    /// The number of reports.
    pub reports: u64,
    /// Occurrences where a finding is named: after "no" or "mild", before "is seen", alone on its line.
    pub as_finding: u64,
    /// Occurrences where a place is named: after "in" or "around".
    pub as_place: u64,
    /// Occurrences that are capitalised inside a sentence, like names.
    pub as_name: u64,
    /// Occurrences in capitals, which show nothing.
    pub in_capitals: u64,
    /// The first use, if asked for.
    pub context: Option<Box<str>>,
}

/// All unknown words of a set of reports.
#[derive(Debug, Default)]
pub struct Unknown {
    /// By word, or by two words with a blank between them, in lower case.
    pub words: FxHashMap<Box<str>, Seen>,
    /// True when the first use of each word is kept.
    pub keep_context: bool,
    layout: Layout,
    here: FxHashSet<Box<str>>,
}

/// What the context of an unknown word shows about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// It names a finding.
    AsFinding,
    /// It names a place.
    AsPlace,
    /// Neither is clear.
    Somewhere,
}

impl Unknown {
    /// Counts the words of one report.
    pub fn count(&mut self, stop: &StopWords, report: &Report<'_>) {
        self.layout.locate(report);
        self.here.clear();
        for sentence in report.doc.sentences {
            if matches!(sentence.role, Role::Findings | Role::Impression | Role::Addendum) {
                self.sentence(stop, report, sentence);
            }
        }
    }

    /// Adds the counts of later reports.
    pub fn merge(&mut self, later: Self) {
        for (word, seen) in later.words {
            let own = self.words.entry(word).or_default();
            own.times += seen.times;
            own.reports += seen.reports;
            own.as_finding += seen.as_finding;
            own.as_place += seen.as_place;
            own.as_name += seen.as_name;
            own.in_capitals += seen.in_capitals;
            own.context = own.context.take().or(seen.context);
        }
    }

    fn sentence(&mut self, stop: &StopWords, report: &Report<'_>, sentence: &Sentence) {
        let (first, end) = sentence.tokens;
        let buffer = report.doc.buffer;
        let unknown = |layout: &Layout, at: u32| layout.at(at).is_unknown() && stop.is_content(buffer, at);
        let mut at = first;
        while at < end {
            if !unknown(&self.layout, at) {
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            while at < end && buffer.tokens[at as usize].gap.is_plain() && unknown(&self.layout, at) {
                at += 1;
            }
            let stands = self.stands(report, sentence, (start, at));
            for word in start..at {
                let head = word + 1 == at;
                let named = |from: u32| (from..=word).any(|i| i > first && is_like_a_name(buffer, i));
                let of_head = if head { stands } else { Stands::Somewhere };
                self.count_words(report, (word, word + 1), of_head, named(word));
                if word > start {
                    self.count_words(report, (word - 1, word + 1), of_head, named(word - 1));
                }
            }
        }
    }

    fn count_words(&mut self, report: &Report<'_>, tokens: (u32, u32), stands: Stands, named: bool) {
        let words: Vec<_> = (tokens.0..tokens.1)
            .map(|i| String::from_utf8_lossy(report.doc.buffer.word_of(i as usize)))
            .collect();
        let key: Box<str> = words.join(" ").into();
        let fresh = self.here.insert(key.clone());
        let context = self.keep_context;
        let seen = self.words.entry(key).or_default();
        seen.times += 1;
        seen.reports += u64::from(fresh);
        seen.as_finding += u64::from(stands == Stands::AsFinding);
        seen.as_place += u64::from(stands == Stands::AsPlace);
        seen.as_name += u64::from(named);
        let capitals = |i: u32| report.doc.buffer.tokens[i as usize].shape.is_capitals();
        seen.in_capitals += u64::from((tokens.0..tokens.1).all(capitals));
        if context && seen.context.is_none() {
            seen.context = Some(around(report, tokens));
        }
    }

    /// What the last of the unknown words from `run.0` up to `run.1` names.
    fn stands(&self, report: &Report<'_>, sentence: &Sentence, run: (u32, u32)) -> Stands {
        let (first, end) = sentence.tokens;
        let plain = |at: u32| report.doc.buffer.tokens[at as usize].gap.is_plain();
        let next = (run.1 < end && plain(run.1)).then(|| self.layout.at(run.1));
        // "mucosal enhancement": the noun is known, and only the word that describes it is not.
        if next.is_some_and(|n| n.word.is_none() && n.is(&[Lane::Finding, Lane::Part, Lane::Site, Lane::Attribute])) {
            return Stands::Somewhere;
        }
        let seen = (run.1..end.min(run.1 + LOOK))
            .take_while(|&i| plain(i))
            .map(|i| self.layout.at(i).word);
        let said_seen = seen
            .take_while(|w| matches!(w, Some(Word::Is | Word::Seen) | None))
            .any(|w| w == Some(Word::Seen));
        let mut described = false;
        let mut before = run.0;
        while before > first && run.0 - before < LOOK && plain(before) {
            before -= 1;
            let known = self.layout.at(before);
            if known.word == Some(Word::In) || known.word == Some(Word::Around) {
                return Stands::AsPlace;
            }
            if known
                .cue
                .is_some_and(|cue| report.doc.lexicon.cues[cue.index()].reaches != Reach::Before)
            {
                return Stands::AsFinding;
            }
            let article = report.doc.buffer.tokens[before as usize].shape.has(Shape::ARTICLE);
            let describes = known.attribute.is_some_and(|kind| kind != AttributeKind::Side);
            described |= describes;
            if !article && !describes && !known.is(&[Lane::Site, Lane::Attribute]) {
                break;
            }
        }
        let leads = next.is_none_or(|n| matches!(n.word, Some(Word::In | Word::Of | Word::With)));
        let alone = run.0 == first && sentence.opens_line && leads && run.1 - run.0 <= 3;
        if described || said_seen || alone {
            Stands::AsFinding
        } else {
            Stands::Somewhere
        }
    }
}

/// True for a word with a capital in front, small letters behind it, and nothing before it that begins a line or an item.
pub(super) fn is_like_a_name(buffer: &TextBuffer, token: u32) -> bool {
    let Token { shape, gap, .. } = buffer.tokens[token as usize];
    shape.has(Shape::INITIAL) && shape.has(Shape::LOWER) && gap.is_plain() && !gap.has(Gap::LINE.with(Gap::HYPHEN))
}

/// The words with their context, on one line.
fn around(report: &Report<'_>, tokens: (u32, u32)) -> Box<str> {
    let span = report.span(tokens);
    let (start, end) = (span.start as usize, span.end as usize);
    let text = report.doc.text;
    let from = text[..start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(i, _)| i);
    let to = text[end..].char_indices().nth(CONTEXT).map_or(text.len(), |(i, _)| end + i);
    let words: Vec<&str> = text[from..to].split_whitespace().collect();
    words.join(" ").into()
}

/// The single words of all phrases.
pub(super) fn lexicon_words(lexicon: &Lexicon) -> FxHashSet<&str> {
    lexicon.texts.iter().flat_map(|phrase| phrase.text.split(' ')).collect()
}
