//! Words that tell what a line or a zone is. Which words they are stands in `lexicons/`, as parts with the names below; what follows from
//! them is grammar.

use crate::lexicon::Lexicon;
use crate::terms::{Term, Terms};

/// What a form says behind a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Yes,
    /// It is not.
    No,
    /// It may be.
    Maybe,
    /// Nothing is said: a blank, an empty box, "not assessed".
    Open,
}

/// A label and its answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// The tokens of the label.
    pub label: (u32, u32),
    /// One past the last token of the answer; where it is only marks, of the label.
    pub end: u32,
    /// What is answered.
    pub answer: Answer,
    /// True for a box that stands before what it is ticked for: it speaks for all up to the next one, and ticked it adds nothing.
    pub boxed: bool,
    /// True when the answer was one of several to choose from: none of them is read as text.
    pub chosen: bool,
}

/// What the words of a sign tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// An answer.
    Answer(Answer),
    /// The head of a list of things that are there, or are not.
    Heads(Answer),
    /// Words of a request.
    Request,
    /// Words that lead to what is asked.
    Asks,
    /// Words of what was done.
    Technique,
    /// Words of what was seen.
    Findings,
    /// Words for the patient or those who treat them, at the head of a sentence.
    Person,
}

/// The parts that are signs, by name.
const NAMES: &[(&str, Sign)] = &[
    ("answer_yes", Sign::Answer(Answer::Yes)),
    ("answer_no", Sign::Answer(Answer::No)),
    ("answer_maybe", Sign::Answer(Answer::Maybe)),
    ("answer_open", Sign::Answer(Answer::Open)),
    ("heads_yes", Sign::Heads(Answer::Yes)),
    ("heads_no", Sign::Heads(Answer::No)),
    ("zone_request", Sign::Request),
    ("zone_asks", Sign::Asks),
    ("zone_technique", Sign::Technique),
    ("zone_findings", Sign::Findings),
    ("zone_person", Sign::Person),
];

/// Which parts of a lexicon are signs.
#[derive(Debug, Default)]
pub struct Signs {
    by_part: Vec<Option<Sign>>,
}

impl Signs {
    /// The signs of a lexicon.
    pub fn of(lexicon: &Lexicon) -> Self {
        let sign = |id: &String| NAMES.iter().find(|(name, _)| name == id).map(|&(_, sign)| sign);
        Self {
            by_part: lexicon.parts.iter().map(sign).collect(),
        }
    }
}

/// A sign in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct SignMatch {
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// What it tells.
    pub sign: Sign,
}

/// The signs of one report, in order of place, of those that begin together the longest first.
#[derive(Debug, Default)]
pub(super) struct FoundSigns {
    all: Vec<SignMatch>,
    terms: Vec<Term>,
}

impl FoundSigns {
    /// Takes the signs from among the terms: they are no parts of findings.
    pub fn take(&mut self, signs: &Signs, terms: &mut Terms) {
        self.all.clear();
        self.terms.clear();
        terms.take_parts(|entry| signs.by_part[entry as usize].is_some(), &mut self.terms);
        let found = |t: &Term| {
            signs.by_part[t.entry as usize].map(|sign| SignMatch {
                first: t.first,
                end: t.end,
                sign,
            })
        };
        self.all.extend(self.terms.iter().filter_map(found));
        self.all.sort_unstable_by_key(|f| (f.first, std::cmp::Reverse(f.end)));
    }

    /// Those that begin in the tokens from `first` up to, not including, `end`.
    pub fn between(&self, first: u32, end: u32) -> &[SignMatch] {
        let from = self.all.partition_point(|f| f.first < first);
        let to = from + self.all[from..].partition_point(|f| f.first < end);
        &self.all[from..to]
    }

    /// The longest answer that begins at token `at`.
    pub fn answer(&self, at: u32) -> Option<(u32, Answer)> {
        self.between(at, at + 1).iter().find_map(|f| match f.sign {
            Sign::Answer(answer) => Some((f.end, answer)),
            _ => None,
        })
    }

    /// The longest head of a list that begins at token `at`: a phrase of its own, or an answer.
    pub fn head(&self, at: u32) -> Option<(u32, Answer)> {
        self.between(at, at + 1).iter().find_map(|f| match f.sign {
            Sign::Heads(answer) | Sign::Answer(answer) => Some((f.end, answer)),
            _ => None,
        })
    }
}
